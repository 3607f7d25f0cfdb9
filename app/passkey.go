package app

import (
	"context"
	"errors"
	"time"

	"obolus"
)

// Passkey is one of a person's passkeys. Data is what package passkey reads; the verbs do not.
type Passkey struct {
	ID        string // base64url, unique over all people
	Person    obolus.PersonID
	Label     string
	Data      string
	CreatedAt time.Time
	UsedAt    time.Time
}

// maxPasskeys is more than anybody has.
const maxPasskeys = 20

type passkeyReader interface {
	Passkeys(ctx context.Context, person obolus.PersonID) ([]Passkey, error)
}

type passkeyWriter interface {
	InsertPasskey(ctx context.Context, k Passkey) error
	UpdatePasskey(ctx context.Context, id, data string, at time.Time) error
	DeletePasskey(ctx context.Context, person obolus.PersonID, id string) (bool, error)
}

// PasskeyOwner is a person as devices know her.
type PasskeyOwner struct {
	Person   obolus.Person
	Account  Account
	Passkeys []Passkey
}

// PasskeyOwner returns a person with all her passkeys.
func (a *App) PasskeyOwner(ctx context.Context, person obolus.PersonID) (PasskeyOwner, error) {
	var o PasskeyOwner
	var err error
	o.Person, err = a.store.Person(ctx, person)
	if err != nil {
		return o, err
	}
	o.Account, err = a.Account(ctx, person)
	if err != nil {
		return o, err
	}
	o.Passkeys, err = a.store.Passkeys(ctx, person)
	return o, err
}

// PasskeyOwnerOf finds her by her handle; kind NotFound where there is nobody.
func (a *App) PasskeyOwnerOf(ctx context.Context, handle string) (PasskeyOwner, error) {
	account, err := a.store.AccountByHandle(ctx, handle)
	if err != nil {
		return PasskeyOwner{}, err
	}
	return a.PasskeyOwner(ctx, account.Person)
}

// HandleOf returns the handle of a person; fresh becomes hers if she has none.
func (a *App) HandleOf(ctx context.Context, person obolus.PersonID, fresh string) (string, error) {
	handle := fresh
	err := a.write(ctx, func(tx Tx) error {
		account, err := accountOf(ctx, tx, person)
		if err != nil {
			return err
		}
		if account.Handle != "" {
			handle = account.Handle
			return nil
		}
		return tx.SetHandle(ctx, person, fresh)
	})
	return handle, err
}

// KeepCeremony keeps the first half of a passkey's ceremony and returns the secret for its second half.
// person is 0 for a sign-in, which anybody can begin: from is where she comes from. It fails with kind TooMany.
func (a *App) KeepCeremony(ctx context.Context, person obolus.PersonID, half, from string) (string, error) {
	err := a.try(ctx, ceremoniesFrom, from)
	if err != nil {
		return "", err
	}
	secret, waits, err := a.pend(PasskeyPending, person, half, secondLife)
	if err != nil {
		return "", err
	}
	return secret, a.write(ctx, func(tx Tx) error { return tx.InsertPending(ctx, waits) })
}

// TakeCeremony gives back what was kept for that person, once.
func (a *App) TakeCeremony(ctx context.Context, person obolus.PersonID, secret string) (string, error) {
	waits, err := a.awaited(ctx, PasskeyPending, secret)
	if err == nil && waits.Person != person {
		err = errLinkEnded
	}
	if err != nil {
		return "", err
	}
	err = a.write(ctx, func(tx Tx) error { return takePending(ctx, tx, waits) })
	if err != nil {
		return "", err
	}
	var half string
	return half, waits.read(&half)
}

// AddPasskey adds a passkey to the session's person, who must have been confirmed lately.
func (a *App) AddPasskey(ctx context.Context, session string, k Passkey) error {
	person, err := a.confirmed(ctx, session)
	if err != nil {
		return err
	}
	k.Person, k.CreatedAt, k.Label = person, a.now(), obolus.CleanTitle(k.Label)
	err = a.tell(ctx, person, ChangedLetter, func(tx Tx) error {
		has, err := tx.Passkeys(ctx, person)
		if err != nil {
			return err
		}
		if len(has) >= maxPasskeys {
			return obolus.Errorf(obolus.Conflict, "passkeys_full", "you have %d passkeys, which is the most: remove one first", maxPasskeys)
		}
		return tx.InsertPasskey(ctx, k)
	})
	if errors.Is(err, ErrExists) {
		return obolus.Errorf(obolus.Conflict, "passkey_taken", "this passkey is somebody's already: make another")
	}
	return err
}

// PasskeyUsed stores what has changed in a passkey by its use. A person without her account is not let in.
func (a *App) PasskeyUsed(ctx context.Context, k Passkey) error {
	return a.write(ctx, func(tx Tx) error { return tx.UpdatePasskey(ctx, k.ID, k.Data, a.now()) })
}

// EnterByPasskey lets in whoever has used a passkey. verified says that the device knew her, which counts
// as the second factor too.
func (a *App) EnterByPasskey(ctx context.Context, person obolus.PersonID, verified bool) (Entry, error) {
	if verified {
		return Entry{Person: person}, nil
	}
	return a.enter(ctx, person)
}

// RemovePasskey takes one of a person's passkeys away; she must have been confirmed lately.
func (a *App) RemovePasskey(ctx context.Context, session, id string) error {
	person, err := a.confirmed(ctx, session)
	if err != nil || !storable(id) {
		return err
	}
	return a.tell(ctx, person, ChangedLetter, func(tx Tx) error {
		_, err := tx.DeletePasskey(ctx, person, id)
		return err
	})
}
