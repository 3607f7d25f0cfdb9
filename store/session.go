package store

import (
	"context"
	"database/sql"
	"time"

	"obolus"
	"obolus/app"
)

func (q queries) Credentials(ctx context.Context, person obolus.PersonID, kind app.CredentialKind) ([]app.Credential, error) {
	return all(ctx, q.q, scanCredential, `
		SELECT `+credentialColumns+` FROM credential WHERE person = $1 AND kind = $2 ORDER BY created_at DESC, hash LIMIT 100`, int64(person), string(kind))
}

func (q queries) SeeCredential(ctx context.Context, hash string, at time.Time) error {
	_, err := exec(ctx, q.q, `UPDATE credential SET seen_at = $2 WHERE hash = $1`, hash, at.UnixMilli())
	return err
}

func (q queries) ConfirmCredential(ctx context.Context, hash string, at time.Time) error {
	_, err := exec(ctx, q.q, `UPDATE credential SET confirmed_at = $2 WHERE hash = $1`, hash, at.UnixMilli())
	return err
}

func (q queries) EndCredential(ctx context.Context, person obolus.PersonID, kind app.CredentialKind, hash string) error {
	_, err := exec(ctx, q.q, `DELETE FROM credential WHERE hash = $3 AND person = $1 AND kind = $2`, int64(person), string(kind), hash)
	return err
}

func (q queries) EndOthers(ctx context.Context, person obolus.PersonID, hash string) error {
	_, err := exec(ctx, q.q, `DELETE FROM credential WHERE person = $1 AND kind IN ('session', 'link') AND hash <> $2`, int64(person), hash)
	return err
}

// nullable turns no person into NULL.
func nullable(id obolus.PersonID) any {
	if id == 0 {
		return nil
	}
	return int64(id)
}

// personID turns NULL into no person.
func personID(n sql.NullInt64) obolus.PersonID { return obolus.PersonID(n.Int64) }
