package store

import (
	"context"
	"database/sql"
	"time"

	"obolus"
	"obolus/app"
)

func (q queries) Receipts(ctx context.Context, person obolus.PersonID, m obolus.Month) ([]app.StoredReceipt, error) {
	return all(ctx, q.q, func(rows *sql.Rows) (app.StoredReceipt, error) {
		var r app.StoredReceipt
		var made sql.NullInt64
		err := rows.Scan(&r.Person, &r.Month, &r.Number, &made, &r.Content)
		r.MadeAt = moment(made)
		return r, err
	}, `SELECT person, month, number, made_at, content FROM receipt WHERE person = $1 AND month = $2`, int64(person), int64(m))
}

func (q queries) InsertReceipt(ctx context.Context, r app.StoredReceipt) error {
	_, err := exec(ctx, q.q, `
		INSERT INTO receipt (person, month, number, made_at, content) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (person, month) DO NOTHING`, int64(r.Person), int64(r.Month), r.Number, r.MadeAt.UnixMilli(), r.Content)
	return err
}

func (q queries) ClearedDeposits(ctx context.Context, person obolus.PersonID, from, before time.Time) ([]obolus.Deposit, error) {
	return all(ctx, q.q, scanDeposit, `SELECT `+depositColumns+` FROM deposit
		WHERE person = $1 AND state = 'cleared' AND decided_at >= $2 AND decided_at < $3 ORDER BY decided_at, id`,
		int64(person), from.UnixMilli(), before.UnixMilli())
}
