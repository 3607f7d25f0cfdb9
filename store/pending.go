package store

import (
	"context"
	"database/sql"
	"time"

	"obolus"
	"obolus/app"
)

func scanPending(rows *sql.Rows) (app.Pending, error) {
	var p app.Pending
	var person, expires sql.NullInt64
	err := rows.Scan(&p.Hash, &p.Kind, &person, &p.Data, &expires)
	p.Person, p.ExpiresAt = personID(person), moment(expires)
	return p, err
}

func (q queries) Pending(ctx context.Context, hash string) (app.Pending, error) {
	return one(ctx, q.q, scanPending, "pending_unknown", "nothing waits for this secret",
		`SELECT hash, kind, person, data, expires_at FROM pending WHERE hash = $1`, hash)
}

func (q queries) InsertPending(ctx context.Context, p app.Pending) error {
	return execOne(ctx, q.q, `INSERT INTO pending (hash, kind, person, data, expires_at) VALUES ($1, $2, $3, $4, $5)`,
		p.Hash, string(p.Kind), nullable(p.Person), p.Data, p.ExpiresAt.UnixMilli())
}

func (q queries) TakePending(ctx context.Context, hash string) (bool, error) {
	n, err := exec(ctx, q.q, `DELETE FROM pending WHERE hash = $1`, hash)
	return n == 1, err
}

func (q queries) EndPending(ctx context.Context, person obolus.PersonID) error {
	_, err := exec(ctx, q.q, `DELETE FROM pending WHERE person = $1`, int64(person))
	return err
}

func (q queries) DeletePending(ctx context.Context, before time.Time) (int64, error) {
	return exec(ctx, q.q, `DELETE FROM pending WHERE expires_at < $1`, before.UnixMilli())
}
