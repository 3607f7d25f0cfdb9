package store

import (
	"context"
	"database/sql"

	"obolus"
)

const payoutColumns = `id, person, month, rail, amount, state, reference, created_at, approved_at, ended_at, holder, iban, account_since`

func scanPayout(rows *sql.Rows) (obolus.Payout, error) {
	var p obolus.Payout
	var created, approved, ended, since sql.NullInt64
	err := rows.Scan(&p.ID, &p.Person, &p.Month, &p.Rail, &p.Amount, &p.State, &p.Reference, &created, &approved, &ended, &p.Account.Holder, &p.Account.IBAN, &since)
	p.CreatedAt, p.ApprovedAt, p.EndedAt = moment(created), moment(approved), moment(ended)
	p.Account.ChangedAt = moment(since)
	return p, err
}

func (q queries) Payout(ctx context.Context, id obolus.PayoutID) (obolus.Payout, error) {
	return one(ctx, q.q, scanPayout, "payout_unknown", "there is no such payout",
		`SELECT `+payoutColumns+` FROM payout WHERE id = $1`, int64(id))
}

func (q queries) PayoutOf(ctx context.Context, person obolus.PersonID, m obolus.Month, rail string) (obolus.Payout, error) {
	return one(ctx, q.q, scanPayout, "payout_unknown", "there is no payout to "+rail+" in "+m.String(),
		`SELECT `+payoutColumns+` FROM payout WHERE person = $1 AND month = $2 AND rail = $3`, int64(person), int64(m), rail)
}

func (q queries) Payouts(ctx context.Context, state obolus.PayoutState, limit int) ([]obolus.Payout, error) {
	if state == "" {
		return all(ctx, q.q, scanPayout, `SELECT `+payoutColumns+` FROM payout ORDER BY created_at, id LIMIT $1`, int64(limit))
	}
	return all(ctx, q.q, scanPayout,
		`SELECT `+payoutColumns+` FROM payout WHERE state = $1 ORDER BY created_at, id LIMIT $2`, string(state), int64(limit))
}

func (q queries) PayoutsOf(ctx context.Context, person obolus.PersonID, limit int) ([]obolus.Payout, error) {
	return all(ctx, q.q, scanPayout,
		`SELECT `+payoutColumns+` FROM payout WHERE person = $1 ORDER BY created_at DESC, id DESC LIMIT $2`, int64(person), int64(limit))
}

func (q queries) InsertPayout(ctx context.Context, p obolus.Payout) error {
	return execOne(ctx, q.q, `
		INSERT INTO payout (id, person, month, rail, amount, state, created_at, holder, iban, account_since) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		int64(p.ID), int64(p.Person), int64(p.Month), p.Rail, int64(p.Amount), string(p.State), p.CreatedAt.UnixMilli(),
		p.Account.Holder, string(p.Account.IBAN), millis(p.Account.ChangedAt))
}

func (q queries) MovePayout(ctx context.Context, p obolus.Payout, from obolus.PayoutState) (bool, error) {
	n, err := exec(ctx, q.q, `
		UPDATE payout SET state = $3, reference = $4, approved_at = $5, ended_at = $6 WHERE id = $1 AND state = $2`,
		int64(p.ID), string(from), string(p.State), p.Reference, millis(p.ApprovedAt), millis(p.EndedAt))
	return n == 1, err
}
