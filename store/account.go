package store

import (
	"context"
	"database/sql"
	"time"

	"obolus"
	"obolus/app"
)

const accountColumns = `person, COALESCE(email, ''), COALESCE(folded, ''), confirmed_at, password, COALESCE(handle, ''), language`

func scanAccount(rows *sql.Rows) (app.Account, error) {
	var c app.Account
	var confirmed sql.NullInt64
	err := rows.Scan(&c.Person, &c.Email, &c.Folded, &confirmed, &c.Password, &c.Handle, &c.Language)
	c.ConfirmedAt = moment(confirmed)
	return c, err
}

func (q queries) Account(ctx context.Context, person obolus.PersonID) (app.Account, error) {
	return one(ctx, q.q, scanAccount, "account_unknown", "this person has no way to sign in by herself yet",
		`SELECT `+accountColumns+` FROM account WHERE person = $1`, int64(person))
}

func (q queries) AccountOf(ctx context.Context, folded string) (app.Account, error) {
	return one(ctx, q.q, scanAccount, "account_unknown", "nobody has this address",
		`SELECT `+accountColumns+` FROM account WHERE folded = $1`, folded)
}

func (q queries) AccountByHandle(ctx context.Context, handle string) (app.Account, error) {
	return one(ctx, q.q, scanAccount, "account_unknown", "nobody is known to devices by this",
		`SELECT `+accountColumns+` FROM account WHERE handle = $1`, handle)
}

func (q queries) SetEmail(ctx context.Context, person obolus.PersonID, email, folded, language string, at time.Time) error {
	return execOne(ctx, q.q, `
		INSERT INTO account (person, email, folded, confirmed_at, language) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (person) DO UPDATE SET email = $2, folded = $3, confirmed_at = $4, language = $5`, int64(person), email, folded, at.UnixMilli(), language)
}

func (q queries) SetPassword(ctx context.Context, person obolus.PersonID, hash string) error {
	return execOne(ctx, q.q, `
		INSERT INTO account (person, password) VALUES ($1, $2) ON CONFLICT (person) DO UPDATE SET password = $2`, int64(person), hash)
}

func (q queries) SetHandle(ctx context.Context, person obolus.PersonID, handle string) error {
	return execOne(ctx, q.q, `
		INSERT INTO account (person, handle) VALUES ($1, $2) ON CONFLICT (person) DO UPDATE SET handle = $2`, int64(person), handle)
}

func (q queries) ForgetAccount(ctx context.Context, person obolus.PersonID) error {
	for _, statement := range []string{
		`DELETE FROM account WHERE person = $1`, `DELETE FROM credential WHERE person = $1`, `DELETE FROM pending WHERE person = $1`,
		`DELETE FROM totp WHERE person = $1`, `DELETE FROM recovery WHERE person = $1`, `DELETE FROM passkey WHERE person = $1`,
		`DELETE FROM invitation WHERE person = $1 AND used_at IS NULL`,
	} {
		_, err := exec(ctx, q.q, statement, int64(person))
		if err != nil {
			return err
		}
	}
	return nil
}
