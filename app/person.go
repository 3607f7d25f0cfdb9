package app

import (
	"context"
	"fmt"
	"time"

	"obolus"
	"obolus/ledger"
	"obolus/money"
)

type personReader interface {
	// Person and PersonNamed fail with kind NotFound, code "person_unknown".
	Person(ctx context.Context, id obolus.PersonID) (obolus.Person, error)
	PersonNamed(ctx context.Context, folded string) (obolus.Person, error)
	// People returns up to limit people with numbers above after, in order of their numbers.
	People(ctx context.Context, after obolus.PersonID, limit int) ([]obolus.Person, error)
}

type personWriter interface {
	// InsertPerson returns false where the folded name is taken.
	InsertPerson(ctx context.Context, p obolus.Person, folded string) (bool, error)
	SetBudget(ctx context.Context, id obolus.PersonID, budget money.Amount) error
	SetAnonymous(ctx context.Context, id obolus.PersonID, anonymous bool) error
	// SetSuspended freezes a person from the given time on, or lifts it with the zero time.
	SetSuspended(ctx context.Context, id obolus.PersonID, at time.Time) error
}

// AddPerson creates an account under a name that nobody has yet. It fails with kind Invalid (field
// name) or Conflict (code name_taken).
func (a *App) AddPerson(ctx context.Context, name string) (obolus.Person, error) {
	written, folded, err := obolus.CheckName(name)
	if err != nil {
		return obolus.Person{}, err
	}
	ids, err := a.store.NewIDs(ctx, 2)
	if err != nil {
		return obolus.Person{}, err
	}
	var p obolus.Person
	err = a.write(ctx, func(tx Tx) error {
		p, err = a.insertPerson(ctx, tx, ids, written, folded)
		return err
	})
	if err != nil {
		return obolus.Person{}, fmt.Errorf("adding a person: %w", err)
	}
	return p, nil
}

// insertPerson adds a person with her own recipient under two new numbers.
func (a *App) insertPerson(ctx context.Context, tx Tx, ids int64, written, folded string) (obolus.Person, error) {
	p := obolus.Person{ID: obolus.PersonID(ids), Name: written, Anonymous: true, CreatedAt: a.now()}
	own := obolus.Recipient{ID: obolus.RecipientID(ids + 1), Kind: obolus.PersonRecipient, Name: "person:" + folded, Person: p.ID}
	added, err := tx.InsertPerson(ctx, p, folded)
	if err != nil {
		return p, err
	}
	if !added {
		return p, errNameTaken(written)
	}
	_, err = tx.InsertRecipient(ctx, own, p.CreatedAt)
	return p, err
}

func errNameTaken(name string) error {
	return obolus.Errorf(obolus.Conflict, "name_taken", "somebody is called %s already: choose another name", name)
}

// Person returns a person by number; kind NotFound where there is none.
func (a *App) Person(ctx context.Context, id obolus.PersonID) (obolus.Person, error) {
	return a.store.Person(ctx, id)
}

// PersonNamed returns a person by name in any case; kind NotFound where there is none.
func (a *App) PersonNamed(ctx context.Context, name string) (obolus.Person, error) {
	nobody := obolus.Errorf(obolus.NotFound, "person_unknown", "nobody is called %q here", name)
	if !storable(name) {
		return obolus.Person{}, nobody
	}
	p, err := a.store.PersonNamed(ctx, obolus.FoldName(name))
	if obolus.KindOf(err) == obolus.NotFound {
		err = nobody // as she was asked for, not as names are compared
	}
	return p, err
}

// People returns up to limit people after a number, in order of numbers (keyset pagination).
func (a *App) People(ctx context.Context, after obolus.PersonID, limit int) ([]obolus.Person, error) {
	return a.store.People(ctx, after, limit)
}

// Suspend freezes a person's clicks and earnings; suspending twice changes nothing. It waits for a close
// that is under way, and a close for it: a month that has read her as free must not find her suspended
// since before it was closed, nor the other way round.
func (a *App) Suspend(ctx context.Context, id obolus.PersonID) (obolus.Person, error) {
	return a.changePerson(ctx, id, func(tx Tx, _ obolus.Person) error { return a.suspend(ctx, tx, id) })
}

func (a *App) suspend(ctx context.Context, tx Tx, id obolus.PersonID) error {
	err := tx.ShareMonth(ctx, EveryMonth)
	if err != nil {
		return err
	}
	err = tx.LockAccount(ctx, account(ledger.Earnings, id)) // no payout that has read her as free ends after this
	if err != nil {
		return err
	}
	p, err := tx.Person(ctx, id)
	if err != nil || p.Suspended() {
		return err
	}
	return tx.SetSuspended(ctx, id, a.now())
}

// SetBudget chooses what a person gives per month; it prices all clicks of the running month. It
// fails with kind Invalid (field budget).
func (a *App) SetBudget(ctx context.Context, id obolus.PersonID, budget money.Amount) (obolus.Person, error) {
	err := obolus.CheckBudget(budget)
	if err != nil {
		return obolus.Person{}, err
	}
	return a.changePerson(ctx, id, func(tx Tx, _ obolus.Person) error { return tx.SetBudget(ctx, id, budget) })
}

// SetAnonymous chooses whether a person's clicks to come keep her name from whoever receives them.
func (a *App) SetAnonymous(ctx context.Context, id obolus.PersonID, anonymous bool) (obolus.Person, error) {
	return a.changePerson(ctx, id, func(tx Tx, _ obolus.Person) error { return tx.SetAnonymous(ctx, id, anonymous) })
}

// changePerson changes a person and returns her as she is afterwards.
func (a *App) changePerson(ctx context.Context, id obolus.PersonID, change func(Tx, obolus.Person) error) (obolus.Person, error) {
	var p obolus.Person
	err := a.write(ctx, func(tx Tx) error {
		before, err := tx.Person(ctx, id)
		if err != nil {
			return err
		}
		err = change(tx, before)
		if err != nil {
			return err
		}
		p, err = tx.Person(ctx, id)
		return err
	})
	return p, err
}
