package app

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"obolus"
)

// CreatorStatement says what a person's things received in a month. It fails with kind NotFound.
func (a *App) CreatorStatement(ctx context.Context, person obolus.PersonID, m obolus.Month) (CreatorStatement, error) {
	s := CreatorStatement{Month: m}
	err := a.store.Snapshot(ctx, func(tx Reader) error {
		var err error
		s.Person, err = tx.Person(ctx, person)
		if err != nil {
			return err
		}
		s.Closed, err = tx.MonthClosed(ctx, m)
		if err != nil {
			return err
		}
		return s.fill(ctx, tx)
	})
	if err != nil {
		return CreatorStatement{}, fmt.Errorf("the statement of %s for creator %d: %w", m, person, err)
	}
	return s, nil
}

func (s *CreatorStatement) fill(ctx context.Context, tx Reader) error {
	gained, err := tx.GainedClicks(ctx, s.Person.ID, s.Month)
	if err != nil {
		return err
	}
	totals, err := tx.ThingTotals(ctx, s.Person.ID, s.Month)
	if err != nil {
		return err
	}
	sum, err := newEarned(ctx, tx, s.Person.ID)
	if err != nil {
		return err
	}
	things := map[obolus.ThingID]*ThingRevenue{}
	for _, g := range gained {
		worth, err := sum.add(g.Gain)
		if err != nil {
			return fmt.Errorf("click %d: %w", g.Click.ID, err)
		}
		s.Clicks = append(s.Clicks, EarnedClick{Click: g.Click, Thing: g.Thing, Supporter: g.Supporter, Worth: worth})
		t := things[g.Thing.ID]
		if t == nil {
			t = &ThingRevenue{Thing: g.Thing, ClicksTotal: totals[g.Thing.ID]}
			things[g.Thing.ID] = t
		}
		t.Clicks++
		t.Revenue, err = t.Revenue.Add(worth)
		if err != nil {
			return err
		}
	}
	for _, t := range things {
		s.Things = append(s.Things, *t)
	}
	slices.SortFunc(s.Things, func(x, y ThingRevenue) int {
		return cmp.Or(cmp.Compare(y.Revenue, x.Revenue), cmp.Compare(y.Clicks, x.Clicks), cmp.Compare(x.Thing.URL, y.Thing.URL))
	})
	months, err := sum.months(ctx, tx)
	if err == nil && len(months) > 0 {
		s.Gross, s.Fee, s.Net = months[0].Gross, months[0].Fee, months[0].Net
	}
	return err
}

// Earnings sums up a creator's months and balances. It fails with kind NotFound.
func (a *App) Earnings(ctx context.Context, person obolus.PersonID) (Earnings, error) {
	var e Earnings
	err := a.store.Snapshot(ctx, func(tx Reader) error {
		p, err := tx.Person(ctx, person)
		if err != nil {
			return err
		}
		e.Balances, err = balances(ctx, tx, person)
		if err != nil {
			return err
		}
		if !p.Suspended() {
			e.Payable, err = payable(ctx, tx, person, e.Balances.Earnings, a.now())
			if err != nil {
				return err
			}
		}
		e.Months, err = monthsEarned(ctx, tx, person)
		return err
	})
	if err != nil {
		return Earnings{}, fmt.Errorf("the earnings of person %d: %w", person, err)
	}
	return e, nil
}

func monthsEarned(ctx context.Context, tx Reader, person obolus.PersonID) ([]MonthEarning, error) {
	gains, err := tx.Gains(ctx, person)
	if err != nil {
		return nil, err
	}
	sum, err := newEarned(ctx, tx, person)
	if err != nil {
		return nil, err
	}
	for _, g := range gains {
		_, err = sum.add(g)
		if err != nil {
			return nil, fmt.Errorf("clicks of %s on recipient %d: %w", g.Month, g.Recipient, err)
		}
	}
	return sum.months(ctx, tx)
}
