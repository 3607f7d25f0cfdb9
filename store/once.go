package store

import (
	"context"
	"database/sql"

	"obolus"
	"obolus/app"
)

func (q queries) Answers(ctx context.Context, person obolus.PersonID, key string) ([]app.Answer, error) {
	return all(ctx, q.q, func(rows *sql.Rows) (app.Answer, error) {
		var a app.Answer
		var at sql.NullInt64
		err := rows.Scan(&a.Person, &a.Key, &a.Fingerprint, &a.Body, &at)
		a.At = moment(at)
		return a, err
	}, `SELECT person, key, fingerprint, answer, created_at FROM idempotency WHERE person = $1 AND key = $2`, int64(person), key)
}

func (q queries) InsertAnswer(ctx context.Context, a app.Answer) error {
	return execOne(ctx, q.q, `
		INSERT INTO idempotency (person, key, fingerprint, answer, created_at) VALUES ($1, $2, $3, $4, $5)`,
		int64(a.Person), a.Key, a.Fingerprint, a.Body, a.At.UnixMilli())
}
