package app

import (
	"context"
	"fmt"
	"time"

	"obolus"
	"obolus/auth"
)

// Account is what a person signs in with by herself. Who came in by the operator has none at first.
type Account struct {
	Person      obolus.PersonID
	Email       string // "" for none; confirmed otherwise, since an address is taken only then
	Folded      string // the form in which it is unique
	ConfirmedAt time.Time
	Password    string // a PHC string, "" for none
	Language    string // of letters to her, "" for not known
	Handle      string // what devices with passkeys know her by, "" for none
}

type accountReader interface {
	// Account, AccountOf and AccountByHandle fail with kind NotFound.
	Account(ctx context.Context, person obolus.PersonID) (Account, error)
	AccountOf(ctx context.Context, folded string) (Account, error)
	AccountByHandle(ctx context.Context, handle string) (Account, error)
}

type accountWriter interface {
	// SetEmail fails with ErrExists where somebody else has the address.
	SetEmail(ctx context.Context, person obolus.PersonID, email, folded, language string, at time.Time) error
	SetPassword(ctx context.Context, person obolus.PersonID, hash string) error
	SetHandle(ctx context.Context, person obolus.PersonID, handle string) error
	// ForgetAccount deletes every way in that a person has.
	ForgetAccount(ctx context.Context, person obolus.PersonID) error
}

// Account returns what a person signs in with; one without anything where there is nothing yet.
func (a *App) Account(ctx context.Context, person obolus.PersonID) (Account, error) {
	return accountOf(ctx, a.store, person)
}

func accountOf(ctx context.Context, store Reader, person obolus.PersonID) (Account, error) {
	account, err := store.Account(ctx, person)
	if obolus.KindOf(err) == obolus.NotFound {
		return Account{Person: person}, nil
	}
	return account, err
}

// addressFree tells whether nobody has an address.
func addressFree(ctx context.Context, store Reader, folded string) (bool, error) {
	_, err := store.AccountOf(ctx, folded)
	if obolus.KindOf(err) == obolus.NotFound {
		return true, nil
	}
	return false, err
}

// emailChange waits for the new address to be confirmed.
type emailChange struct{ Email, Folded, Language string }

// ChangeEmail asks a person to confirm a new address by a letter to it; until she does, nothing changes. An
// address that somebody has gets another letter and looks the same from here. It needs a session that was
// confirmed lately, and fails with kind TooMany for who asks for many.
func (a *App) ChangeEmail(ctx context.Context, session, email, language string) error {
	person, err := a.confirmed(ctx, session)
	if err != nil {
		return err
	}
	written, folded, err := auth.MailAddress(email)
	if err != nil {
		return err
	}
	err = a.try(ctx, addressesOf, fmt.Sprint(person))
	if err != nil {
		return err
	}
	p, err := a.store.Person(ctx, person)
	if err != nil {
		return err
	}
	free, err := addressFree(ctx, a.store, folded)
	if err != nil {
		return err
	}
	secret, waits, err := a.pend(EmailPending, person, emailChange{written, folded, language}, confirmLife)
	if err != nil {
		return err
	}
	letter := newLetter{kind: ConfirmEmailLetter, email: written, folded: folded, language: language, data: LetterData{Name: p.Name, Secret: secret}}
	if !free {
		letter.kind, letter.data = KnownLetter, LetterData{}
	}
	return a.post(ctx, letter, func(tx Tx) error { return tx.InsertPending(ctx, waits) })
}

// ConfirmEmail makes the address that a secret was sent to its person's, and tells the old address.
func (a *App) ConfirmEmail(ctx context.Context, secret string) error {
	waits, err := a.awaited(ctx, EmailPending, secret)
	if err != nil {
		return err
	}
	var change emailChange
	err = waits.read(&change)
	if err != nil {
		return err
	}
	old, err := a.Account(ctx, waits.Person)
	if err != nil {
		return err
	}
	id, err := a.store.NewIDs(ctx, 1)
	if err != nil {
		return err
	}
	return a.write(ctx, func(tx Tx) error {
		err := takePending(ctx, tx, waits)
		if err != nil {
			return err
		}
		other, err := tx.AccountOf(ctx, change.Folded)
		if err == nil && other.Person != waits.Person {
			return errLinkEnded
		}
		if err != nil && obolus.KindOf(err) != obolus.NotFound {
			return err
		}
		err = tx.SetEmail(ctx, waits.Person, change.Email, change.Folded, change.Language, a.now())
		if err != nil || old.Email == "" {
			return err
		}
		return a.insertLetter(ctx, tx, id, newLetter{kind: EmailChangedLetter, email: old.Email, language: change.Language, data: LetterData{Address: change.Email}})
	})
}

// SetAddress is the operator's way to give a person an address, without a letter.
func (a *App) SetAddress(ctx context.Context, person obolus.PersonID, email string) error {
	written, folded, err := auth.MailAddress(email)
	if err != nil {
		return err
	}
	return a.write(ctx, func(tx Tx) error {
		other, err := tx.AccountOf(ctx, folded)
		if err == nil && other.Person != person {
			return obolus.Errorf(obolus.Conflict, "email_taken", "somebody has the address %s already", written)
		}
		if err != nil && obolus.KindOf(err) != obolus.NotFound {
			return err
		}
		return tx.SetEmail(ctx, person, written, folded, "", a.now())
	})
}
