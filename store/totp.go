package store

import (
	"context"
	"database/sql"
	"time"

	"obolus"
	"obolus/app"
)

func (q queries) TOTP(ctx context.Context, person obolus.PersonID) (app.SecondFactor, error) {
	return one(ctx, q.q, func(rows *sql.Rows) (app.SecondFactor, error) {
		var f app.SecondFactor
		var on sql.NullInt64
		err := rows.Scan(&f.Secret, &f.Used, &on)
		f.OnAt = moment(on)
		return f, err
	}, "totp_unknown", "there is no second factor", `SELECT secret, used, on_at FROM totp WHERE person = $1`, int64(person))
}

func (q queries) InsertTOTP(ctx context.Context, person obolus.PersonID, secret string) error {
	return execOne(ctx, q.q, `
		INSERT INTO totp (person, secret, used) VALUES ($1, $2, 0) ON CONFLICT (person) DO UPDATE SET secret = $2, used = 0, on_at = NULL`,
		int64(person), secret)
}

func (q queries) UseTOTP(ctx context.Context, person obolus.PersonID, step int64) (bool, error) {
	n, err := exec(ctx, q.q, `UPDATE totp SET used = $2 WHERE person = $1 AND used < $2`, int64(person), step)
	return n == 1, err
}

func (q queries) TurnOnTOTP(ctx context.Context, person obolus.PersonID, at time.Time) error {
	return execOne(ctx, q.q, `UPDATE totp SET on_at = $2 WHERE person = $1`, int64(person), at.UnixMilli())
}

func (q queries) DeleteTOTP(ctx context.Context, person obolus.PersonID) error {
	_, err := exec(ctx, q.q, `DELETE FROM recovery WHERE person = $1`, int64(person))
	if err == nil {
		_, err = exec(ctx, q.q, `DELETE FROM totp WHERE person = $1`, int64(person))
	}
	return err
}

func (q queries) InsertRecovery(ctx context.Context, person obolus.PersonID, hashes []string) error {
	for _, hash := range hashes {
		err := execOne(ctx, q.q, `INSERT INTO recovery (person, hash) VALUES ($1, $2)`, int64(person), hash)
		if err != nil {
			return err
		}
	}
	return nil
}

func (q queries) UseRecovery(ctx context.Context, person obolus.PersonID, hash string) (bool, error) {
	n, err := exec(ctx, q.q, `DELETE FROM recovery WHERE person = $1 AND hash = $2`, int64(person), hash)
	return n == 1, err
}
