package app

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"obolus"
)

// CredentialKind says what a secret opens.
type CredentialKind string

// The kinds of credential.
const (
	Token   CredentialKind = "token"   // the API, for a program
	Session CredentialKind = "session" // the pages, in a browser's cookie
	Link    CredentialKind = "link"    // one sign-in, from a mail or the command line
)

// How long credentials last. Tokens last until they are revoked.
const (
	sessionLife = 60 * 24 * time.Hour
	linkLife    = 7 * 24 * time.Hour
)

// Credential is what is stored of a secret: its hash, never itself.
type Credential struct {
	Hash      string
	Kind      CredentialKind
	Person    obolus.PersonID
	Label     string
	CreatedAt time.Time
	ExpiresAt time.Time // zero: never
	UsedAt    time.Time // zero: not used up

	SeenAt      time.Time // of a session, at most once an hour
	ConfirmedAt time.Time // of a session: when its person last showed who she is
}

type credentialReader interface {
	// Credential fails with kind NotFound.
	Credential(ctx context.Context, hash string) (Credential, error)
	// CredentialsAmong returns those that there are of some, by their hash.
	CredentialsAmong(ctx context.Context, hashes []string) (map[string]Credential, error)
}

type credentialWriter interface {
	InsertCredential(ctx context.Context, c Credential) error
	// UseCredential marks a credential as used; false where it was used before.
	UseCredential(ctx context.Context, hash string, at time.Time) (bool, error)
	DeleteCredential(ctx context.Context, hash string) error
}

// NewCredential makes a secret for a person and returns it; it is shown once and cannot be read again.
func (a *App) NewCredential(ctx context.Context, person obolus.PersonID, kind CredentialKind, label string) (string, error) {
	secret := newSecret()
	now := a.now()
	c := Credential{Hash: hash(secret), Kind: kind, Person: person, Label: obolus.CleanTitle(label), CreatedAt: now}
	switch kind {
	case Session:
		c.ExpiresAt, c.SeenAt, c.ConfirmedAt = now.Add(sessionLife), now, now
	case Link:
		c.ExpiresAt = now.Add(linkLife)
	}
	err := a.write(ctx, func(tx Tx) error {
		_, err := tx.Person(ctx, person)
		if err != nil {
			return err
		}
		return tx.InsertCredential(ctx, c)
	})
	if err != nil {
		return "", fmt.Errorf("making a %s: %w", kind, err)
	}
	return secret, nil
}

func newSecret() string { return "obolus_" + rand.Text() } // 130 bits

// errSignin is deliberately the same for a wrong, an expired and a revoked secret.
var errSignin = obolus.Errorf(obolus.Signin, "sign_in", "sign in first: this token or session is not known here, or has ended")

// Authenticate tells whose secret this is. It fails with kind Signin.
func (a *App) Authenticate(ctx context.Context, kind CredentialKind, secret string) (obolus.PersonID, error) {
	h := hash(secret)
	c, there, err := a.known.credentials.get(ctx, h)
	if err != nil {
		return 0, fmt.Errorf("looking up a %s: %w", kind, err)
	}
	if !there || c.Kind != kind || c.ended(a.now()) {
		return 0, errSignin
	}
	return c.Person, a.see(ctx, c)
}

// Revoke ends a token, a session or a link; ending an unknown one changes nothing.
func (a *App) Revoke(ctx context.Context, secret string) error {
	err := a.write(ctx, func(tx Tx) error { return tx.DeleteCredential(ctx, hash(secret)) })
	a.known.credentials.forget(hash(secret))
	return err
}

func (c Credential) ended(now time.Time) bool {
	return !c.UsedAt.IsZero() || !c.ExpiresAt.IsZero() && !now.Before(c.ExpiresAt)
}

// hash needs no salt: the secrets are random and long.
func hash(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}
