package app

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"obolus"
	"obolus/ledger"
	"obolus/money"
)

type claimReader interface {
	// EscrowCredits returns what came into a recipient's escrow, by transfer.
	EscrowCredits(ctx context.Context, r obolus.RecipientID) ([]EscrowCredit, error)
	// ClaimedEscrow returns what moved when the recipient was claimed; nothing where nothing did.
	ClaimedEscrow(ctx context.Context, r obolus.RecipientID) (money.Charge, error)
}

type claimWriter interface {
	// SetClaimant makes an identity a person's; false where it is somebody's already.
	SetClaimant(ctx context.Context, r obolus.RecipientID, person obolus.PersonID, at time.Time) (bool, error)
	// OpenMonthsClicked returns the months that are not closed in which a person clicked on a recipient
	// or a team that it belongs to.
	OpenMonthsClicked(ctx context.Context, person obolus.PersonID, r obolus.RecipientID) ([]obolus.Month, error)
	// DeleteOpenClicks removes those clicks and returns their things.
	DeleteOpenClicks(ctx context.Context, person obolus.PersonID, r obolus.RecipientID) ([]obolus.ThingID, error)
}

// EscrowCredit is what one close brought into an escrow.
type EscrowCredit struct {
	Amount      money.Amount
	FeeRate     money.FeeRate // of earnings, as the month was closed
	AvailableAt time.Time     // when earnings of that close may be paid out (R11)
}

// Claim is an identity that has become a person's.
type Claim struct {
	Recipient obolus.Recipient
	Escrow    money.Charge // what waited, the earnings fee, and what became earnings
}

// Claim makes an identity a person's and moves what waited for it to her earnings (R5), held as if
// she had claimed it before the close (R11). That it is hers is for the caller to prove. What she has
// clicked on it in months that are not closed is undone, for she would be paying herself (R13).
// Claiming what is hers already changes nothing and returns the same. It fails with kind Invalid
// (field identity), NotFound, Forbidden (suspended), or Conflict (claimed) where it is another's.
//
// Two races matter. A close that has read who stands for whom must not fill an escrow which a claim
// has just emptied: a close holds EveryMonth alone and a claim shares it, so that either comes wholly
// before the other. And a click that was checked before the claim must not be counted after it: the
// claim locks the months in which clicks can arrive and undoes them then.
func (a *App) Claim(ctx context.Context, person obolus.PersonID, name string) (Claim, error) {
	name, err := a.identityName(ctx, name)
	if err != nil {
		return Claim{}, err
	}
	ids, err := a.store.NewIDs(ctx, 2)
	if err != nil {
		return Claim{}, err
	}
	wanted := obolus.Recipient{ID: obolus.RecipientID(ids), Kind: obolus.IdentityRecipient, Name: name}
	var claim Claim
	var undone []obolus.ThingID
	err = a.write(ctx, func(tx Tx) error {
		claim, undone, err = a.claim(ctx, tx, person, wanted, ids+1)
		return err
	})
	if err != nil {
		return Claim{}, fmt.Errorf("claiming %s: %w", wanted.Name, err)
	}
	a.known.claimed()
	for _, thing := range undone {
		a.known.counts.forget(thing)
	}
	return claim, nil
}

func (a *App) claim(ctx context.Context, tx Tx, person obolus.PersonID, wanted obolus.Recipient, transfer int64) (Claim, []obolus.ThingID, error) {
	now := a.now()
	err := tx.ShareMonth(ctx, EveryMonth)
	if err != nil {
		return Claim{}, nil, err
	}
	p, err := tx.Person(ctx, person)
	if err == nil && p.Suspended() {
		err = obolus.Errorf(obolus.Forbidden, "suspended", "this account is suspended: it can claim nothing until the operator has decided")
	}
	if err != nil {
		return Claim{}, nil, err
	}
	r, err := tx.InsertRecipient(ctx, wanted, now)
	if err != nil {
		return Claim{}, nil, err
	}
	held, err := tx.Held(ctx, r.ID)
	if err == nil && held {
		err = errHeld
	}
	if err != nil {
		return Claim{}, nil, err
	}
	fresh, err := tx.SetClaimant(ctx, r.ID, person, now)
	if err != nil {
		return Claim{}, nil, err
	}
	r, err = tx.Recipient(ctx, r.ID)
	if err != nil {
		return Claim{}, nil, err
	}
	if r.Person != person {
		return Claim{}, nil, obolus.Errorf(obolus.Conflict, "claimed", "%s has been claimed by somebody else: if it is yours, ask the operator", r.Name)
	}
	if !fresh {
		moved, err := tx.ClaimedEscrow(ctx, r.ID)
		return Claim{Recipient: r, Escrow: moved}, nil, err
	}
	undone, err := undoOwn(ctx, tx, person, r.ID, obolus.MonthOf(now))
	if err != nil {
		return Claim{}, nil, err
	}
	moved, err := collectEscrow(ctx, tx, r, transfer, now)
	return Claim{Recipient: r, Escrow: moved}, undone, err
}

// undoOwn removes the claimant's clicks on what is now her own. Clicks arrive in the running month, and
// by a clock that is a little wrong in its neighbours; the lock waits for those that are on their way.
func undoOwn(ctx context.Context, tx Tx, person obolus.PersonID, r obolus.RecipientID, running obolus.Month) ([]obolus.ThingID, error) {
	months, err := tx.OpenMonthsClicked(ctx, person, r)
	if err != nil {
		return nil, err
	}
	months = append(months, running.Previous(), running, running.Next())
	slices.Sort(months)
	for _, m := range slices.Compact(months) {
		err = tx.LockMonth(ctx, m)
		if err != nil {
			return nil, err
		}
	}
	return tx.DeleteOpenClicks(ctx, person, r)
}

// collectEscrow moves all that waits for a recipient. The fee is that of each close, as if the
// identity had been claimed before.
func collectEscrow(ctx context.Context, tx Tx, r obolus.Recipient, transfer int64, now time.Time) (money.Charge, error) {
	escrow := ledger.Account{Kind: ledger.Escrow, Owner: int64(r.ID)}
	waits, err := tx.Balance(ctx, escrow)
	if err != nil || waits == 0 {
		return money.Charge{}, err
	}
	credits, err := tx.EscrowCredits(ctx, r.ID)
	if err != nil {
		return money.Charge{}, err
	}
	var total money.Charge
	available := now
	for _, c := range credits {
		charge, err := c.FeeRate.Of(c.Amount)
		if err != nil {
			return money.Charge{}, err
		}
		total.Gross, err = total.Gross.Add(charge.Gross)
		if err != nil {
			return money.Charge{}, err
		}
		total.Fee, total.Net = total.Fee+charge.Fee, total.Net+charge.Net // both at most the gross
		if c.AvailableAt.After(available) {
			available = c.AvailableAt
		}
	}
	if total.Gross != waits {
		return money.Charge{}, fmt.Errorf("%s holds %s, the closes brought %s: run verify", escrow, waits, total.Gross)
	}
	t, err := ledger.NewTransfer(ledger.Cause{Kind: ledger.Claimed, Ref: strconv.FormatInt(int64(r.ID), 10)}, collect(escrow, r.Person, total)...)
	if err != nil {
		return money.Charge{}, err
	}
	return total, tx.Post(ctx, transfer, t, now, available)
}
