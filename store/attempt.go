package store

import (
	"context"
	"database/sql"
	"time"
)

func (q queries) CountAttempt(ctx context.Context, subject string, since time.Time) (int64, error) {
	return one(ctx, q.q, scanNumber, "internal", "the attempt was not counted", `
		INSERT INTO attempt (subject, since, n) VALUES ($1, $2, 1)
		ON CONFLICT (subject, since) DO UPDATE SET n = attempt.n + 1 RETURNING n`, subject, since.UnixMilli())
}

func (q queries) ForgiveAttempts(ctx context.Context, subject string) error {
	_, err := exec(ctx, q.q, `DELETE FROM attempt WHERE subject = $1`, subject)
	return err
}

func (q queries) DeleteAttempts(ctx context.Context, before time.Time) (int64, error) {
	return exec(ctx, q.q, `DELETE FROM attempt WHERE since < $1`, before.UnixMilli())
}

func (q queries) StoredKey(ctx context.Context, name, fresh string) (string, error) {
	_, err := exec(ctx, q.q, `INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING`, name, fresh)
	if err != nil {
		return "", err
	}
	return one(ctx, q.q, func(rows *sql.Rows) (string, error) {
		var value string
		err := rows.Scan(&value)
		return value, err
	}, "internal", "the key is not there", `SELECT value FROM setting WHERE name = $1`, name)
}

func scanNumber(rows *sql.Rows) (int64, error) {
	var n int64
	err := rows.Scan(&n)
	return n, err
}
