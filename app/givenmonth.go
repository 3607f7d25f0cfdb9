package app

import (
	"context"
	"fmt"

	"obolus"
	"obolus/ledger"
	"obolus/money"
	"obolus/month"
)

// GivenTo is how many clicks of a supporter's month went to one recipient.
type GivenTo struct {
	Recipient obolus.Recipient
	Weight    int64 // of each of these clicks
	Clicks    int64
}

// GivenMonth is a supporter's month with one page of its clicks, however many there are.
type GivenMonth struct {
	SupporterStatement              // its Clicks are the page
	Total              int64        // how many clicks the month has
	To                 []GivenTo    // all of them, the most first
	Next               ClickPlace   // of the next page; zero on the last
	Prepaid            money.Amount // her cleared funds as they are now
}

// GivenMonth is SupporterStatement with up to limit clicks behind a place.
func (a *App) GivenMonth(ctx context.Context, person obolus.PersonID, m obolus.Month, after ClickPlace, limit int) (GivenMonth, error) {
	var g GivenMonth
	err := a.store.Snapshot(ctx, func(tx Reader) error {
		p, err := tx.Person(ctx, person)
		if err != nil {
			return err
		}
		g = GivenMonth{SupporterStatement: SupporterStatement{Person: p, Month: m}}
		g.To, err = tx.GivenTo(ctx, person, m)
		if err != nil {
			return err
		}
		g.Prepaid, err = tx.Balance(ctx, account(ledger.Funds, person))
		if err != nil {
			return err
		}
		clicked, err := tx.ClicksAfter(ctx, person, m, after, limit+1)
		if err != nil {
			return err
		}
		if len(clicked) > limit {
			clicked = clicked[:limit]
			g.Next = ClickPlace{At: clicked[limit-1].Click.At, ID: clicked[limit-1].Click.ID}
		}
		clicks := g.clicks()
		g.Total = int64(len(clicks))
		return g.fill(ctx, tx, clicks, clicked)
	})
	if err != nil {
		return GivenMonth{}, fmt.Errorf("%s as given by person %d: %w", m, person, err)
	}
	return g, nil
}

// clicks are all clicks of the month as its close takes them.
func (g *GivenMonth) clicks() []month.Click {
	var clicks []month.Click
	for _, to := range g.To {
		for range to.Clicks {
			clicks = append(clicks, month.Click{Recipient: int64(to.Recipient.ID), Weight: to.Weight})
		}
	}
	return clicks
}

// WithBudget is what the close would make of the month as it stands with another budget; where nothing
// has been clicked, with one click.
func (g *GivenMonth) WithBudget(budget money.Amount) (month.Settlement, error) {
	s := month.Supporter{ID: int64(g.Person.ID), Budget: budget, Funds: g.Prepaid, Clicks: g.clicks()}
	if len(s.Clicks) == 0 {
		s.Clicks = []month.Click{{Weight: 1}}
	}
	settlements, _, err := month.Close([]month.Supporter{s}, nil)
	if err != nil {
		return month.Settlement{}, fmt.Errorf("trying a budget of %s: %w", budget, err)
	}
	return settlements[0], nil
}
