package app

import (
	"context"
	"fmt"

	"obolus"
	"obolus/ledger"
	"obolus/money"
	"obolus/month"
)

// rehearse divides the running month as its close would if it ended now, and writes nothing. It reads one
// unchanging state of the database instead of holding the month's lock, so that clicks go on meanwhile;
// those that come after its beginning are not in it.
func (a *App) rehearse(ctx context.Context, m obolus.Month, progress func(done, total int64)) (Closing, error) {
	closing := Closing{Month: m, ClosedAt: a.now(), DryRun: true, Running: true}
	err := a.store.Snapshot(ctx, func(tx Reader) error {
		settings, err := tx.Settings(ctx)
		if err != nil {
			return err
		}
		receivers, err := tx.Receivers(ctx)
		if err != nil {
			return err
		}
		divided, err := divide(ctx, tx, tx, m, func([]month.Settlement) error { return nil }, progress)
		if err != nil {
			return err
		}
		postings, err := receive(m, divided.earnings, receivers, settings.FeeEarnings)
		if err != nil {
			return err
		}
		closing.Supporters, closing.Clicks, closing.Spent = divided.supporters, divided.clicks, divided.spent
		return closing.receive(postings)
	})
	if err != nil {
		return Closing{}, fmt.Errorf("rehearsing the close of %s: %w", m, err)
	}
	return closing, nil
}

// receive adds up what recipients would get, which must be what the supporters would spend.
func (c *Closing) receive(postings []ledger.Posting) error {
	var passed money.Amount
	for _, p := range postings {
		sum := &passed
		switch {
		case p.Source.Kind == ledger.Pot:
			c.Recipients++
		case p.Destination.Kind == ledger.Earnings:
			sum = &c.ToPeople
		default:
			sum = &c.Fee
		}
		var err error
		*sum, err = sum.Add(p.Amount)
		if err != nil {
			return err
		}
	}
	if passed != c.Spent {
		return fmt.Errorf("%w: %s would go through the pot, %s were divided", month.ErrDisagree, passed, c.Spent)
	}
	c.ToEscrow = c.Spent - c.ToPeople - c.Fee
	return nil
}
