package app

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"obolus"
	"obolus/money"
)

type bestThingsReader interface {
	// GainsOnThings returns what a person got of those up to limit things with most clicks, grouped.
	GainsOnThings(ctx context.Context, person obolus.PersonID, limit int) ([]ThingGain, error)
}

// ThingGain is a Gain of clicks on one thing.
type ThingGain struct {
	Gain
	Thing obolus.Thing
}

// ThingEarning is what one thing ever brought its creator, in millionths before the fee.
type ThingEarning struct {
	Thing  obolus.Thing
	Clicks int64 // those of months that are not closed too
	Open   int64 // of these, those of such months: they bring something after the close
	Gross  money.Amount
}

// BestThings sums up those of a creator's things with most clicks, up to limit, the most revenue first.
func (a *App) BestThings(ctx context.Context, person obolus.PersonID, limit int) ([]ThingEarning, error) {
	var things []ThingEarning
	err := a.store.Snapshot(ctx, func(tx Reader) error {
		gains, err := tx.GainsOnThings(ctx, person, limit)
		if err != nil {
			return err
		}
		sum, err := newEarned(ctx, tx, person)
		if err != nil {
			return err
		}
		terms, err := tx.Terms(ctx)
		if err != nil {
			return err
		}
		things, err = addThings(sum, gains, terms)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("the things of creator %d: %w", person, err)
	}
	return things, nil
}

func addThings(sum *earned, gains []ThingGain, closed map[obolus.Month]Terms) ([]ThingEarning, error) {
	index := map[obolus.ThingID]int{}
	var things []ThingEarning
	for _, g := range gains {
		i, known := index[g.Thing.ID]
		if !known {
			i = len(things)
			index[g.Thing.ID] = i
			things = append(things, ThingEarning{Thing: g.Thing})
		}
		each, err := sum.add(g.Gain)
		if err != nil {
			return nil, err
		}
		amount, err := each.Mul(g.Clicks)
		if err != nil {
			return nil, err
		}
		things[i].Clicks += g.Clicks
		if _, is := closed[g.Month]; !is {
			things[i].Open += g.Clicks
		}
		things[i].Gross, err = things[i].Gross.Add(amount)
		if err != nil {
			return nil, err
		}
	}
	slices.SortFunc(things, func(x, y ThingEarning) int {
		return cmp.Or(cmp.Compare(y.Gross, x.Gross), cmp.Compare(y.Clicks, x.Clicks), cmp.Compare(x.Thing.ID, y.Thing.ID))
	})
	return things, nil
}
