package app

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"obolus"
	"obolus/ledger"
	"obolus/money"
)

type leaveWriter interface {
	// UnsettledBefore tells whether months before m, which are not closed yet, have clicks by a person or
	// on what she would receive something of.
	UnsettledBefore(ctx context.Context, person obolus.PersonID, m obolus.Month) (bool, error)
	// DeleteClicksWith removes the clicks of months that are not closed by a person and on what she would
	// receive something of, and returns their things.
	DeleteClicksWith(ctx context.Context, person obolus.PersonID) ([]obolus.ThingID, error)
	// ForgetPerson deletes what no book needs of a person and makes a pseudonym of what they do: she is
	// called name, in folded form folded, and has left.
	ForgetPerson(ctx context.Context, person obolus.PersonID, name, folded string, at time.Time) error
}

// Leave deletes a person's account and keeps the books right. Her name becomes "deleted-" and her number,
// her clicks are anonymous for ever, what she signs in with and all else that is only about her is
// deleted. The clicks of the running month by her and on what is hers are undone: she gives and takes
// no more. Past months stay as they were divided.
//
// Money does not vanish with her: what she still has must be given or paid out before, or she waives it,
// and then it becomes the instance's. waived is how much she has agreed to lose; if it has become more
// meanwhile, nothing happens. Leaving twice changes nothing.
//
// It fails with kind NotFound, Forbidden (suspended, held: the operator decides first) or Conflict (money_left,
// money_moving while a deposit or a payout is under way, month_due while an ended month is not closed).
func (a *App) Leave(ctx context.Context, person obolus.PersonID, waived money.Amount) error {
	ids, err := a.store.NewIDs(ctx, 1)
	if err != nil {
		return err
	}
	var undone []obolus.ThingID
	err = a.write(ctx, func(tx Tx) error {
		undone, err = a.leave(ctx, tx, person, waived, ids)
		return err
	})
	if err != nil {
		return fmt.Errorf("deleting the account of person %d: %w", person, err)
	}
	a.known.credentials.forgetAll() // whoever is signed in as her is so no longer
	a.known.claimed()
	for _, thing := range undone {
		a.known.counts.forget(thing)
	}
	return nil
}

func (a *App) leave(ctx context.Context, tx Tx, person obolus.PersonID, waived money.Amount, transfer int64) ([]obolus.ThingID, error) {
	err := tx.ShareMonth(ctx, EveryMonth) // no close reads her while she goes
	if err != nil {
		return nil, err
	}
	now := a.now()
	running := obolus.MonthOf(now)
	for _, m := range []obolus.Month{running.Previous(), running, running.Next()} { // clicks by clocks that are a little wrong too
		err = tx.LockMonth(ctx, m)
		if err != nil {
			return nil, err
		}
	}
	p, err := tx.Person(ctx, person)
	if err != nil || p.Deleted() {
		return nil, err
	}
	err = unheld(ctx, tx, person)
	if err != nil {
		return nil, err
	}
	due, err := tx.UnsettledBefore(ctx, person, running)
	if err != nil {
		return nil, err
	}
	if due {
		return nil, obolus.Errorf(obolus.Conflict, "month_due", "the last month has clicks of yours and is not divided yet: try again in an hour")
	}
	err = waive(ctx, tx, person, waived, transfer, now)
	if err != nil {
		return nil, err
	}
	undone, err := tx.DeleteClicksWith(ctx, person)
	if err != nil {
		return nil, err
	}
	number := strconv.FormatInt(int64(person), 10)
	// No name that can be chosen has a colon, so nobody can be called this before her.
	return undone, tx.ForgetPerson(ctx, person, "deleted-"+number, "deleted:"+number, now)
}

// waive gives what a person still has to the instance, if that is no more than she agreed to.
func waive(ctx context.Context, tx Tx, person obolus.PersonID, agreed money.Amount, transfer int64, now time.Time) error {
	err := tx.LockAccount(ctx, account(ledger.Funds, person)) // before her earnings, as everywhere
	if err != nil {
		return err
	}
	_, err = lockEarnings(ctx, tx, person)
	if err != nil {
		return err
	}
	b, err := balances(ctx, tx, person)
	if err != nil {
		return err
	}
	switch left := b.Funds + b.Earnings; { // both are part of what there is in the world
	case b.Pending > 0 || b.Leaving > 0:
		return obolus.Errorf(obolus.Conflict, "money_moving", "a deposit or a payout of yours is under way: wait until it has arrived")
	case left > agreed:
		return obolus.Errorf(obolus.Conflict, "money_left", "there are %s in your account: give them, have them paid out, or agree to lose them", left)
	case left == 0:
		return nil
	}
	var postings []ledger.Posting
	for kind, amount := range map[ledger.Kind]money.Amount{ledger.Funds: b.Funds, ledger.Earnings: b.Earnings} {
		if amount > 0 {
			postings = append(postings, ledger.Posting{Source: account(kind, person), Destination: ledger.Account{Kind: ledger.Fee}, Amount: amount})
		}
	}
	return post(ctx, tx, transfer, ledger.Cause{Kind: ledger.Waived, Ref: strconv.FormatInt(int64(person), 10)}, now, postings)
}
