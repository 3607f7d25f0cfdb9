package app

import (
	"context"
	"fmt"
	"time"

	"obolus"
	"obolus/ledger"
)

type holdReader interface {
	// Held tells whether a recipient's money is held.
	Held(ctx context.Context, r obolus.RecipientID) (bool, error)
	// HeldBy tells whether money is held that came, or comes, to a person.
	HeldBy(ctx context.Context, person obolus.PersonID) (bool, error)
	// Barred tells whether a thing has been taken out of sight.
	Barred(ctx context.Context, id obolus.ThingID) (bool, error)
}

type holdWriter interface {
	// SetHeld and SetBarred change nothing where it is so already.
	SetHeld(ctx context.Context, r obolus.RecipientID, held bool, at time.Time) error
	SetBarred(ctx context.Context, id obolus.ThingID, barred bool, at time.Time) error
}

// Hold keeps what a recipient has and gets where it is until it is released: it cannot be claimed, and
// whoever stands for it can neither ask for a payout, nor be paid one, nor move earnings to her funds.
// Clicks go on counting. What leaves at the same instant has left before Hold returns, or stays.
func (a *App) Hold(ctx context.Context, r obolus.RecipientID, held bool) error {
	err := a.write(ctx, func(tx Tx) error { return a.hold(ctx, tx, r, held) })
	if err != nil {
		return fmt.Errorf("holding the money of recipient %d: %w", r, err)
	}
	return nil
}

// hold locks out, before anything is held, whatever could carry the money away: claims, accounts that are
// being deleted, and then the payouts and moves of whoever stands for the recipient.
func (a *App) hold(ctx context.Context, tx Tx, r obolus.RecipientID, held bool) error {
	err := tx.LockMonth(ctx, EveryMonth) // alone, since claims share it
	if err != nil {
		return err
	}
	recipient, err := tx.Recipient(ctx, r)
	if err != nil {
		return err
	}
	if recipient.Person != 0 {
		err = tx.LockAccount(ctx, account(ledger.Earnings, recipient.Person))
	}
	if err != nil {
		return err
	}
	return tx.SetHeld(ctx, r, held, a.now())
}

// Bar takes a thing out of every list and lets nobody click on it, or brings it back. Clicks that it has
// stay as they are. Its picture is deleted for good: what may not be shown need not be kept.
func (a *App) Bar(ctx context.Context, id obolus.ThingID, barred bool) error {
	err := a.write(ctx, func(tx Tx) error { return a.bar(ctx, tx, id, barred) })
	a.known.sights.forget(id)
	if err != nil {
		return fmt.Errorf("barring thing %d: %w", id, err)
	}
	return nil
}

func (a *App) bar(ctx context.Context, tx Tx, id obolus.ThingID, barred bool) error {
	_, err := tx.Thing(ctx, id)
	if err != nil {
		return err
	}
	if barred {
		err = tx.DeletePicture(ctx, id)
	}
	if err != nil {
		return err
	}
	return tx.SetBarred(ctx, id, barred, a.now())
}

// Barred tells whether a thing has been taken out of sight.
func (a *App) Barred(ctx context.Context, id obolus.ThingID) (bool, error) {
	return a.store.Barred(ctx, id)
}

// InSight fails with kind NotFound (thing_barred) for a thing that has been taken out of sight; number 0 is
// what nobody has clicked on yet, which is in sight. What another process has barred is so within sightFor.
func (a *App) InSight(ctx context.Context, id obolus.ThingID) error {
	if id == 0 {
		return nil
	}
	sight, _, err := a.known.sights.get(ctx, id)
	if err != nil {
		return err
	}
	if sight.Barred {
		return obolus.Errorf(obolus.NotFound, "thing_barred", "the operator has taken this out of sight: it cannot be supported")
	}
	return nil
}

// Held tells whether a recipient's money is held.
func (a *App) Held(ctx context.Context, r obolus.RecipientID) (bool, error) {
	return a.store.Held(ctx, r)
}

var errHeld = obolus.Errorf(obolus.Forbidden, "held", "this money is held until a report about it has been decided: nothing of it is lost")

// unheld fails with kind Forbidden (held) where a person's money is held. Her earnings must be locked, so that
// this is still so when the transaction ends.
func unheld(ctx context.Context, tx Reader, person obolus.PersonID) error {
	held, err := tx.HeldBy(ctx, person)
	if err == nil && held {
		err = errHeld
	}
	return err
}
