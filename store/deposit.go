package store

import (
	"context"
	"database/sql"
	"time"

	"obolus"
)

const depositColumns = `id, person, provider, reference, gross, fee, net, state, created_at, decided_at`

func scanDeposit(rows *sql.Rows) (obolus.Deposit, error) {
	var d obolus.Deposit
	var created, decided sql.NullInt64
	err := rows.Scan(&d.ID, &d.Person, &d.Provider, &d.Reference,
		&d.Charge.Gross, &d.Charge.Fee, &d.Charge.Net, &d.State, &created, &decided)
	d.CreatedAt, d.DecidedAt = moment(created), moment(decided)
	return d, err
}

func (q queries) Deposit(ctx context.Context, provider, reference string) (obolus.Deposit, error) {
	return one(ctx, q.q, scanDeposit, "deposit_unknown", provider+" has no deposit "+reference,
		`SELECT `+depositColumns+` FROM deposit WHERE provider = $1 AND reference = $2`, provider, reference)
}

func (q queries) Deposits(ctx context.Context, person obolus.PersonID, limit int) ([]obolus.Deposit, error) {
	return all(ctx, q.q, scanDeposit,
		`SELECT `+depositColumns+` FROM deposit WHERE person = $1 ORDER BY created_at DESC, id DESC LIMIT $2`, int64(person), int64(limit))
}

func (q queries) InsertDeposit(ctx context.Context, d obolus.Deposit) (bool, error) {
	n, err := exec(ctx, q.q, `
		INSERT INTO deposit (id, person, provider, reference, gross, fee, net, state, created_at, decided_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (provider, reference) DO NOTHING`,
		int64(d.ID), int64(d.Person), d.Provider, d.Reference, int64(d.Charge.Gross), int64(d.Charge.Fee), int64(d.Charge.Net),
		string(d.State), d.CreatedAt.UnixMilli(), millis(d.DecidedAt))
	return n == 1, err
}

func (q queries) DecideDeposit(ctx context.Context, id obolus.DepositID, state obolus.DepositState, at time.Time) (bool, error) {
	n, err := exec(ctx, q.q, `UPDATE deposit SET state = $2, decided_at = $3 WHERE id = $1 AND state = 'pending'`,
		int64(id), string(state), at.UnixMilli())
	return n == 1, err
}
