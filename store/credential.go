package store

import (
	"context"
	"database/sql"
	"time"

	"obolus/app"
)

const credentialColumns = `hash, kind, person, label, created_at, expires_at, used_at, seen_at, confirmed_at`

func scanCredential(rows *sql.Rows) (app.Credential, error) {
	var c app.Credential
	var created, expires, used, seen, confirmed sql.NullInt64
	err := rows.Scan(&c.Hash, &c.Kind, &c.Person, &c.Label, &created, &expires, &used, &seen, &confirmed)
	c.CreatedAt, c.ExpiresAt, c.UsedAt = moment(created), moment(expires), moment(used)
	c.SeenAt, c.ConfirmedAt = moment(seen), moment(confirmed)
	return c, err
}

func (q queries) Credential(ctx context.Context, hash string) (app.Credential, error) {
	return one(ctx, q.q, scanCredential, "credential_unknown", "there is no such token, session or link", `
		SELECT `+credentialColumns+` FROM credential WHERE hash = $1`, hash)
}

func (q queries) CredentialsAmong(ctx context.Context, hashes []string) (map[string]app.Credential, error) {
	condition, args := amongPlain(q.engine, hashes)
	list, err := all(ctx, q.q, scanCredential, `SELECT `+credentialColumns+` FROM credential WHERE hash `+condition, args...)
	found := make(map[string]app.Credential, len(list))
	for _, c := range list {
		found[c.Hash] = c
	}
	return found, err
}

func (q queries) InsertCredential(ctx context.Context, c app.Credential) error {
	return execOne(ctx, q.q, `
		INSERT INTO credential (hash, kind, person, label, created_at, expires_at, seen_at, confirmed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		c.Hash, string(c.Kind), int64(c.Person), c.Label, c.CreatedAt.UnixMilli(), millis(c.ExpiresAt), millis(c.SeenAt), millis(c.ConfirmedAt))
}

func (q queries) UseCredential(ctx context.Context, hash string, at time.Time) (bool, error) {
	n, err := exec(ctx, q.q, `UPDATE credential SET used_at = $2 WHERE hash = $1 AND used_at IS NULL`, hash, at.UnixMilli())
	return n == 1, err
}

func (q queries) DeleteCredential(ctx context.Context, hash string) error {
	_, err := exec(ctx, q.q, `DELETE FROM credential WHERE hash = $1`, hash)
	return err
}

func (q queries) FrameCredential(ctx context.Context, frame string) (app.Credential, error) {
	return one(ctx, q.q, scanCredential, "credential_unknown", "there is no such key", `
		SELECT `+credentialColumns+` FROM credential WHERE frame = $1`, frame)
}

func (q queries) SetFrame(ctx context.Context, hash, frame string) error {
	_, err := exec(ctx, q.q, `UPDATE credential SET frame = $2 WHERE hash = $1`, hash, frame)
	return err
}
