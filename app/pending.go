package app

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"time"

	"obolus"
)

// PendingKind says what waits for a secret.
type PendingKind string

// What can wait.
const (
	SignUpPending  PendingKind = "sign_up" // an account, for its address to be confirmed
	EmailPending   PendingKind = "email"   // a new address of a person
	SecondPending  PendingKind = "second"  // a sign-in, for the second factor
	PasskeyPending PendingKind = "passkey" // the second half of a passkey's ceremony
	WaiterPending  PendingKind = "waiting" // a place on the waiting list
)

// How long things wait.
const (
	confirmLife = 24 * time.Hour
	secondLife  = 10 * time.Minute
)

// Pending is what waits for a secret. Like a credential it is stored under the secret's hash; it is deleted
// as it is used, so that it counts once.
type Pending struct {
	Hash      string
	Kind      PendingKind
	Person    obolus.PersonID // 0 for nobody yet
	Data      string          // JSON of what is needed to go on
	ExpiresAt time.Time
}

type pendingReader interface {
	// Pending fails with kind NotFound.
	Pending(ctx context.Context, hash string) (Pending, error)
}

type pendingWriter interface {
	InsertPending(ctx context.Context, p Pending) error
	// TakePending deletes it; false where it was taken before.
	TakePending(ctx context.Context, hash string) (bool, error)
	// EndPending deletes all that waits for a person.
	EndPending(ctx context.Context, person obolus.PersonID) error
}

// errLinkEnded is the same for a link that was used, has ended or never was.
var errLinkEnded = obolus.Errorf(obolus.NotFound, "link_ended", "this link has been used or has ended: ask for a new one")

// pend makes a secret and what waits for it; the caller stores that.
func (a *App) pend(kind PendingKind, person obolus.PersonID, data any, life time.Duration) (string, Pending, error) {
	body, err := json.Marshal(data)
	if err != nil {
		return "", Pending{}, fmt.Errorf("writing what waits: %w", err)
	}
	secret := rand.Text()
	return secret, Pending{Hash: hash(secret), Kind: kind, Person: person, Data: string(body), ExpiresAt: a.now().Add(life)}, nil
}

// awaited finds what waits for a secret, without taking it.
func (a *App) awaited(ctx context.Context, kind PendingKind, secret string) (Pending, error) {
	p, err := a.store.Pending(ctx, hash(secret))
	if obolus.KindOf(err) == obolus.NotFound || err == nil && (p.Kind != kind || !a.now().Before(p.ExpiresAt)) {
		return Pending{}, errLinkEnded
	}
	return p, err
}

// takePending takes what waited, once.
func takePending(ctx context.Context, tx Tx, p Pending) error {
	taken, err := tx.TakePending(ctx, p.Hash)
	if err == nil && !taken {
		err = errLinkEnded
	}
	return err
}

func (p Pending) read(into any) error {
	err := json.Unmarshal([]byte(p.Data), into)
	if err != nil {
		return fmt.Errorf("reading what waits: %w", err)
	}
	return nil
}

// Waits tells what a secret is for; it fails with kind NotFound, code link_ended.
func (a *App) Waits(ctx context.Context, secret string) (PendingKind, error) {
	p, err := a.store.Pending(ctx, hash(secret))
	if obolus.KindOf(err) == obolus.NotFound || err == nil && !a.now().Before(p.ExpiresAt) {
		return "", errLinkEnded
	}
	return p.Kind, err
}
