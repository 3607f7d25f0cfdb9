package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"obolus"
	"obolus/ledger"
	"obolus/money"
	"obolus/month"
)

type closeReader interface {
	// ClosedMonth fails with kind NotFound, code "month_open".
	ClosedMonth(ctx context.Context, m obolus.Month) (Closing, error)
	// ClosedMonths returns all of them, newest first.
	ClosedMonths(ctx context.Context) ([]Closing, error)
	// FirstOpenMonth returns the earliest month that has clicks and is not closed, 0 where there is none.
	FirstOpenMonth(ctx context.Context) (obolus.Month, error)
	// Supporters returns those of the next people, in order of their numbers, who have clicks in a
	// month, and the last number that it looked at: 0 when there is nobody left.
	Supporters(ctx context.Context, m obolus.Month, after obolus.PersonID) ([]Supporter, obolus.PersonID, error)
	// CountPeople counts all accounts.
	CountPeople(ctx context.Context) (int64, error)
	// Receivers returns, for each recipient that a person stands for, that person.
	Receivers(ctx context.Context) (map[obolus.RecipientID]obolus.PersonID, error)
}

type closeWriter interface {
	// InsertMonth returns false where the month is closed already (R7).
	InsertMonth(ctx context.Context, m obolus.Month, at time.Time, fee money.FeeRate) (bool, error)
	InsertSettlements(ctx context.Context, m obolus.Month, settlements []month.Settlement) error
	// BeginClose writes the transfer of a whole month, without its postings.
	BeginClose(ctx context.Context, id int64, m obolus.Month, at, availableAt time.Time) error
	// PostSupporters adds a posting from the funds of each supporter in a range of numbers who has a
	// settlement worth something, from a position on, and takes it from her funds. It fails where the
	// funds no longer suffice, and returns how many postings it wrote.
	PostSupporters(ctx context.Context, id int64, m obolus.Month, first, last int64, position int64) (int64, error)
	// PostRecipients adds the postings from the pot on, moves those balances, and returns what went
	// through the pot; it fails where that is not the same on both sides.
	PostRecipients(ctx context.Context, id int64, position int64, postings []ledger.Posting) (money.Amount, error)
}

// Supporter is a supporter's month, and since when her clicks are frozen (zero: they are not).
type Supporter struct {
	month.Supporter
	SuspendedAt time.Time
}

// CloseOptions say how to close.
type CloseOptions struct {
	DryRun   bool                    // the real run, rolled back at the end; of the running month, a rehearsal
	Progress func(done, total int64) // people looked at; may be nil
}

// Closing is what a close did. Spent = Fee + ToPeople + ToEscrow.
type Closing struct {
	Month      obolus.Month
	ClosedAt   time.Time
	Already    bool // somebody else had closed it: this is the result from then
	DryRun     bool
	Running    bool // a rehearsal: the month is not over, and this is what it would be if it were
	Supporters int64
	Recipients int64 // who got more than nothing
	Clicks     int64
	Spent      money.Amount
	Fee        money.Amount // of earnings
	ToPeople   money.Amount // became earnings
	ToEscrow   money.Amount // waits for unclaimed identities
}

var errDryRun = errors.New("dry run")

// CloseMonth divides a month that is over, once (R2 to R9, R15). A second call, or the loser of a
// race, gets the first one's result with Already set. It fails with kind Conflict: month_running, or
// earlier_month_open where an earlier month must be divided first. A dry run of the running month divides
// it as if it ended now.
func (a *App) CloseMonth(ctx context.Context, m obolus.Month, o CloseOptions) (Closing, error) {
	rehearsal := o.DryRun && m == obolus.MonthOf(a.now())
	err := a.mayClose(ctx, m, rehearsal)
	if err != nil {
		return Closing{}, err
	}
	if rehearsal {
		return a.rehearse(ctx, m, o.Progress)
	}
	id, err := a.store.NewIDs(ctx, 1)
	if err != nil {
		return Closing{}, err
	}
	var closing Closing
	err = a.write(ctx, func(tx Tx) error {
		closing, err = a.closeMonth(ctx, tx, m, id, o.Progress)
		switch {
		case err != nil:
			return err
		case closing.Already:
			return errUnchanged
		case o.DryRun:
			closing.DryRun = true
			return errDryRun
		}
		return nil
	})
	if err != nil && !errors.Is(err, errDryRun) && !errors.Is(err, errUnchanged) {
		return Closing{}, fmt.Errorf("closing %s: %w", m, err)
	}
	return closing, nil
}

// mayClose refuses what is plainly too early, before any lock is taken.
func (a *App) mayClose(ctx context.Context, m obolus.Month, rehearsal bool) error {
	err := m.Valid()
	if err != nil {
		return err
	}
	if !m.Over(a.now()) && !rehearsal {
		return obolus.Errorf(obolus.Conflict, "month_running",
			"%s is not over: it can be closed from %s UTC on", m, m.End().Format("2006-01-02 15:04"))
	}
	first, err := a.store.FirstOpenMonth(ctx)
	if err != nil {
		return err
	}
	if first != 0 && first < m {
		_, err = a.store.ClosedMonth(ctx, m)
		if obolus.KindOf(err) == obolus.NotFound {
			return obolus.Errorf(obolus.Conflict, "earlier_month_open",
				"%s has clicks and is still open: close it first, since funds are divided in the order of the months", first)
		}
	}
	return err
}

// closeMonth is the close within its transaction. The locks come first, so that every later statement
// sees the last click that was acknowledged (R8) and no claim empties an escrow meanwhile (R5).
func (a *App) closeMonth(ctx context.Context, tx Tx, m obolus.Month, id int64, progress func(done, total int64)) (Closing, error) {
	for _, lock := range []obolus.Month{EveryMonth, m} {
		err := tx.LockMonth(ctx, lock)
		if err != nil {
			return Closing{}, err
		}
	}
	settings, err := tx.Settings(ctx)
	if err != nil {
		return Closing{}, err
	}
	now := a.now()
	fresh, err := tx.InsertMonth(ctx, m, now, settings.FeeEarnings)
	if err != nil {
		return Closing{}, err
	}
	if !fresh {
		closing, err := tx.ClosedMonth(ctx, m)
		closing.Already = true
		return closing, err
	}
	posting := &closePosting{id: id, month: m, at: now, availableAt: settings.AvailableAt(m)}
	divided, err := divide(ctx, tx, a.store, m, func(page []month.Settlement) error { return posting.supporters(ctx, tx, page) }, progress)
	if err != nil {
		return Closing{}, err
	}
	receivers, err := tx.Receivers(ctx)
	if err != nil {
		return Closing{}, err
	}
	receiving, err := receive(m, divided.earnings, receivers, settings.FeeEarnings)
	if err != nil {
		return Closing{}, err
	}
	err = posting.recipients(ctx, tx, receiving, divided.spent)
	if err != nil {
		return Closing{}, err
	}
	return readBack(ctx, tx, m, divided)
}

// readBack returns the close as it is stored, and refuses it where that is not what was computed.
func readBack(ctx context.Context, tx Tx, m obolus.Month, divided division) (Closing, error) {
	closing, err := tx.ClosedMonth(ctx, m)
	if err != nil {
		return Closing{}, err
	}
	total, err := money.Sum(closing.Fee, closing.ToPeople, closing.ToEscrow)
	if err != nil {
		return Closing{}, err
	}
	if closing.Spent != divided.spent || total != divided.spent || closing.Clicks != divided.clicks || closing.Supporters != divided.supporters {
		return Closing{}, fmt.Errorf("%w: stored are %+v, computed were %s by %d supporters with %d clicks",
			month.ErrDisagree, closing, divided.spent, divided.supporters, divided.clicks)
	}
	return closing, nil
}

// FirstOpenMonth returns the earliest month that waits to be closed: one with clicks, or else the
// running one. The monthly job begins there, so that what was missed is caught up in order.
func (a *App) FirstOpenMonth(ctx context.Context) (obolus.Month, error) {
	first, err := a.store.FirstOpenMonth(ctx)
	if err == nil && first == 0 {
		first = obolus.MonthOf(a.now())
	}
	return first, err
}
