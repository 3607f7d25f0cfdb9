package store

import (
	"context"
	"database/sql"
	"time"

	"obolus"
)

func (q queries) BankAccount(ctx context.Context, person obolus.PersonID) (obolus.BankAccount, error) {
	return one(ctx, q.q, func(rows *sql.Rows) (obolus.BankAccount, error) {
		var b obolus.BankAccount
		var changed int64
		err := rows.Scan(&b.Holder, &b.IBAN, &changed)
		b.ChangedAt = time.UnixMilli(changed).UTC()
		return b, err
	}, "bank_account_none", "no bank account is known", `SELECT holder, iban, changed_at FROM bank_account WHERE person = $1`, int64(person))
}

func (q queries) SetBankAccount(ctx context.Context, person obolus.PersonID, b obolus.BankAccount) error {
	return execOne(ctx, q.q, `
		INSERT INTO bank_account (person, holder, iban, changed_at) VALUES ($1, $2, $3, $4)
		ON CONFLICT (person) DO UPDATE SET holder = EXCLUDED.holder, iban = EXCLUDED.iban, changed_at = EXCLUDED.changed_at`,
		int64(person), b.Holder, string(b.IBAN), b.ChangedAt.UnixMilli())
}

func (q queries) DeleteBankAccount(ctx context.Context, person obolus.PersonID) error {
	_, err := exec(ctx, q.q, `DELETE FROM bank_account WHERE person = $1`, int64(person))
	return err
}

func (q queries) FillPayouts(ctx context.Context, person obolus.PersonID, rail string, b obolus.BankAccount) error {
	_, err := exec(ctx, q.q, `
		UPDATE payout SET holder = $3, iban = $4, account_since = $5 WHERE person = $1 AND rail = $2 AND iban = '' AND state IN ('asked', 'approved')`,
		int64(person), rail, b.Holder, string(b.IBAN), b.ChangedAt.UnixMilli())
	return err
}
