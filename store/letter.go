package store

import (
	"context"
	"database/sql"
	"time"

	"obolus/app"
)

const letterColumns = `id, kind, email, language, data, created_at, due_at, tries, sent_at, failed_at, problem`

func scanLetter(rows *sql.Rows) (app.Letter, error) {
	var l app.Letter
	var created, due, sent, failed sql.NullInt64
	var data string
	err := rows.Scan(&l.ID, &l.Kind, &l.Email, &l.Language, &data, &created, &due, &l.Tries, &sent, &failed, &l.Problem)
	l.Data, l.CreatedAt, l.DueAt, l.SentAt, l.FailedAt = []byte(data), moment(created), moment(due), moment(sent), moment(failed)
	return l, err
}

func (q queries) DueLetters(ctx context.Context, now time.Time, limit int) ([]app.Letter, error) {
	return all(ctx, q.q, scanLetter, `
		SELECT `+letterColumns+` FROM letter WHERE due_at <= $1 ORDER BY due_at, id LIMIT $2`, now.UnixMilli(), int64(limit))
}

func (q queries) FailedLetters(ctx context.Context, limit int) ([]app.Letter, error) {
	return all(ctx, q.q, scanLetter, `
		SELECT `+letterColumns+` FROM letter WHERE problem <> '' AND sent_at IS NULL ORDER BY id DESC LIMIT $1`, int64(limit))
}

func (q queries) InsertLetter(ctx context.Context, l app.Letter) error {
	return execOne(ctx, q.q, `
		INSERT INTO letter (id, kind, email, language, data, created_at, due_at, tries, problem) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, '')`,
		l.ID, string(l.Kind), l.Email, l.Language, string(l.Data), l.CreatedAt.UnixMilli(), l.DueAt.UnixMilli())
}

func (q queries) ClaimLetter(ctx context.Context, id, tries int64, again time.Time) (bool, error) {
	n, err := exec(ctx, q.q, `UPDATE letter SET tries = $2 + 1, due_at = $3 WHERE id = $1 AND tries = $2 AND due_at IS NOT NULL`, id, tries, again.UnixMilli())
	return n == 1, err
}

func (q queries) LetterSent(ctx context.Context, id int64, at time.Time) error {
	return execOne(ctx, q.q, `UPDATE letter SET due_at = NULL, sent_at = $2, data = '', problem = '' WHERE id = $1`, id, at.UnixMilli())
}

func (q queries) LetterFailed(ctx context.Context, id int64, at time.Time, problem string) error {
	return execOne(ctx, q.q, `UPDATE letter SET due_at = NULL, failed_at = $2, data = '', problem = $3 WHERE id = $1`, id, at.UnixMilli(), problem)
}

func (q queries) LetterDelayed(ctx context.Context, id int64, problem string) error {
	_, err := exec(ctx, q.q, `UPDATE letter SET problem = $2 WHERE id = $1`, id, problem)
	return err
}

func (q queries) DeleteLetters(ctx context.Context, before time.Time) (int64, error) {
	return exec(ctx, q.q, `DELETE FROM letter WHERE created_at < $1 AND due_at IS NULL`, before.UnixMilli())
}
