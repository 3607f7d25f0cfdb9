package store

import (
	"context"
	"database/sql"
	"time"

	"obolus"
	"obolus/app"
)

func scanPasskey(rows *sql.Rows) (app.Passkey, error) {
	var k app.Passkey
	var created, used sql.NullInt64
	err := rows.Scan(&k.ID, &k.Person, &k.Label, &k.Data, &created, &used)
	k.CreatedAt, k.UsedAt = moment(created), moment(used)
	return k, err
}

func (q queries) Passkeys(ctx context.Context, person obolus.PersonID) ([]app.Passkey, error) {
	return all(ctx, q.q, scanPasskey, `
		SELECT id, person, label, data, created_at, used_at FROM passkey WHERE person = $1 ORDER BY created_at, id LIMIT 100`, int64(person))
}

func (q queries) InsertPasskey(ctx context.Context, k app.Passkey) error {
	return execOne(ctx, q.q, `INSERT INTO passkey (id, person, label, data, created_at) VALUES ($1, $2, $3, $4, $5)`,
		k.ID, int64(k.Person), k.Label, k.Data, k.CreatedAt.UnixMilli())
}

func (q queries) UpdatePasskey(ctx context.Context, id, data string, at time.Time) error {
	return execOne(ctx, q.q, `UPDATE passkey SET data = $2, used_at = $3 WHERE id = $1`, id, data, at.UnixMilli())
}

func (q queries) DeletePasskey(ctx context.Context, person obolus.PersonID, id string) (bool, error) {
	n, err := exec(ctx, q.q, `DELETE FROM passkey WHERE id = $2 AND person = $1`, int64(person), id)
	return n == 1, err
}
