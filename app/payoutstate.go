package app

import (
	"context"
	"fmt"
	"slices"
	"time"

	"obolus"
	"obolus/ledger"
)

// Payouts returns up to limit payouts in a state, or in any for "", the longest waiting first.
func (a *App) Payouts(ctx context.Context, state obolus.PayoutState, limit int) ([]obolus.Payout, error) {
	return a.store.Payouts(ctx, state, limit)
}

// PayoutsOf returns up to limit of a person's payouts, newest first.
func (a *App) PayoutsOf(ctx context.Context, person obolus.PersonID, limit int) ([]obolus.Payout, error) {
	return a.store.PayoutsOf(ctx, person, limit)
}

// ApprovePayout lets a payout be paid. Approving it again changes nothing. It fails with kind
// NotFound, Conflict (payout_ended), or Forbidden where the person is suspended meanwhile.
func (a *App) ApprovePayout(ctx context.Context, id obolus.PayoutID) (obolus.Payout, error) {
	return a.movePayout(ctx, id, payoutStep{to: obolus.PayoutApproved, from: []obolus.PayoutState{obolus.PayoutAsked}})
}

// maxReference is the longest reference of a payment, in bytes.
const maxReference = 255

// PayoutPaid says that an approved payout has been paid, under the bank's reference. Saying it again
// changes nothing. It fails with kind Invalid (field reference), NotFound, or Conflict (payout_asked
// where it is not approved, payout_ended where it was refused or paid under another reference).
func (a *App) PayoutPaid(ctx context.Context, id obolus.PayoutID, reference string) (obolus.Payout, error) {
	if reference != obolus.CleanTitle(reference) || len(reference) > maxReference {
		return obolus.Payout{}, obolus.Invalidf("reference", "a payment's reference is one line of at most %d bytes", maxReference)
	}
	return a.movePayout(ctx, id, payoutStep{to: obolus.PayoutPaid, from: []obolus.PayoutState{obolus.PayoutApproved}, reference: reference})
}

// RefusePayout gives what was set aside back to the earnings. Refusing it again changes nothing. It
// fails with kind NotFound or Conflict (payout_ended).
func (a *App) RefusePayout(ctx context.Context, id obolus.PayoutID) (obolus.Payout, error) {
	return a.movePayout(ctx, id, payoutStep{to: obolus.PayoutRefused, from: []obolus.PayoutState{obolus.PayoutAsked, obolus.PayoutApproved}})
}

// payoutStep is a change of a payout's state.
type payoutStep struct {
	to        obolus.PayoutState
	from      []obolus.PayoutState
	reference string
}

func (a *App) movePayout(ctx context.Context, id obolus.PayoutID, step payoutStep) (obolus.Payout, error) {
	var p obolus.Payout
	transfer, err := a.store.NewIDs(ctx, 1)
	if err != nil {
		return p, err
	}
	err = a.write(ctx, func(tx Tx) error {
		p, err = tx.Payout(ctx, id)
		if err != nil || p.State == step.to && p.Reference == step.reference {
			return err
		}
		return step.take(ctx, tx, &p, transfer, a.now())
	})
	if err != nil {
		return obolus.Payout{}, fmt.Errorf("payout %d, to be %s: %w", id, step.to, err)
	}
	return p, nil
}

// take changes the payout and moves its money. Losing against another change is a conflict as well:
// the operator looks again.
func (s payoutStep) take(ctx context.Context, tx Tx, p *obolus.Payout, transfer int64, now time.Time) error {
	from := p.State
	if !slices.Contains(s.from, from) {
		if from == obolus.PayoutAsked {
			return obolus.Errorf(obolus.Conflict, "payout_asked", "payout %d is not approved yet: approve it first", p.ID)
		}
		return obolus.Errorf(obolus.Conflict, "payout_ended", "payout %d is %s already", p.ID, from)
	}
	p.State, p.Reference = s.to, s.reference
	if s.to == obolus.PayoutApproved {
		p.ApprovedAt = now
	} else {
		p.EndedAt = now
	}
	err := tx.LockAccount(ctx, account(ledger.Earnings, p.Person)) // against a hold and a suspension, see unheld
	if err != nil {
		return err
	}
	moved, err := tx.MovePayout(ctx, *p, from)
	if err != nil {
		return err
	}
	if !moved {
		return obolus.Errorf(obolus.Conflict, "payout_changed", "payout %d has changed meanwhile: look at it again", p.ID)
	}
	return s.post(ctx, tx, *p, transfer, now)
}

func (s payoutStep) post(ctx context.Context, tx Tx, p obolus.Payout, transfer int64, now time.Time) error {
	leaving := account(ledger.Leaving, p.Person)
	if s.to != obolus.PayoutRefused {
		err := unheld(ctx, tx, p.Person)
		if err != nil {
			return err
		}
	}
	switch s.to {
	case obolus.PayoutPaid:
		return post(ctx, tx, transfer, payoutCause(ledger.PayoutPaid, p), now, []ledger.Posting{
			{Source: leaving, Destination: ledger.Provider(p.Rail), Amount: p.Amount}})
	case obolus.PayoutRefused:
		return post(ctx, tx, transfer, payoutCause(ledger.PayoutRefused, p), now, []ledger.Posting{
			{Source: leaving, Destination: account(ledger.Earnings, p.Person), Amount: p.Amount}})
	}
	person, err := tx.Person(ctx, p.Person)
	if err == nil && person.Suspended() {
		err = obolus.Errorf(obolus.Forbidden, "suspended", "%s is suspended: her earnings stay where they are until that is decided", person.Name)
	}
	return err
}
