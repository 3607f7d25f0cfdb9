package app

import (
	"cmp"
	"context"
	"slices"

	"obolus"
	"obolus/money"
	"obolus/month"
)

// earned adds up what a creator gets of clicks. What she got follows from the settlements and the
// clicks, so nothing of it is stored (R14); the fee is taken as the close takes it, rounded down once
// for each recipient and transfer (R6).
type earned struct {
	mine   map[obolus.RecipientID]bool
	teams  month.Teams
	gross  map[feeUnit]money.Amount
	clicks map[obolus.Month]int64
}

// feeUnit is what the fee is taken of: a recipient's part of a close, or of one late settlement.
type feeUnit struct {
	month     obolus.Month
	recipient obolus.RecipientID
	late      obolus.PersonID
}

func newEarned(ctx context.Context, tx Reader, person obolus.PersonID) (*earned, error) {
	e := &earned{mine: map[obolus.RecipientID]bool{}, gross: map[feeUnit]money.Amount{}, clicks: map[obolus.Month]int64{}}
	recipients, err := tx.RecipientsOf(ctx, person)
	if err != nil {
		return nil, err
	}
	for _, r := range recipients {
		e.mine[r.ID] = true
	}
	e.teams, err = tx.TeamsWith(ctx, person)
	return e, err
}

// add counts clicks that were worth the same and returns what the creator gets of each one.
func (e *earned) add(g Gain) (money.Amount, error) {
	e.clicks[g.Month] += g.Clicks
	team, isTeam := e.teams[int64(g.Recipient)]
	if !isTeam {
		return g.Worth, e.credit(g, g.Recipient, g.Worth)
	}
	parts, err := team.Split(g.Worth)
	if err != nil {
		return 0, err
	}
	var each money.Amount
	for i, member := range team {
		recipient := obolus.RecipientID(member.Recipient)
		if !e.mine[recipient] {
			continue
		}
		each += parts[i] // at most the worth
		err = e.credit(g, recipient, parts[i])
		if err != nil {
			return 0, err
		}
	}
	return each, nil
}

func (e *earned) credit(g Gain, recipient obolus.RecipientID, each money.Amount) error {
	amount, err := each.Mul(g.Clicks)
	if err != nil {
		return err
	}
	unit := feeUnit{g.Month, recipient, g.Late}
	e.gross[unit], err = e.gross[unit].Add(amount)
	return err
}

// months returns the months in which there were clicks, newest first.
func (e *earned) months(ctx context.Context, tx Reader) ([]MonthEarning, error) {
	terms, err := tx.Terms(ctx)
	if err != nil {
		return nil, err
	}
	settings, err := tx.Settings(ctx)
	if err != nil {
		return nil, err
	}
	byMonth := map[obolus.Month]*MonthEarning{}
	for m, clicks := range e.clicks {
		t, closed := terms[m]
		byMonth[m] = &MonthEarning{Month: m, Closed: closed, Clicks: clicks, AvailableAt: settings.AvailableAt(m)}
		if closed && !t.AvailableAt.IsZero() {
			byMonth[m].AvailableAt = t.AvailableAt
		}
	}
	for unit, gross := range e.gross {
		charge, err := terms[unit.month].FeeRate.Of(gross)
		if err != nil {
			return nil, err
		}
		err = byMonth[unit.month].add(charge)
		if err != nil {
			return nil, err
		}
	}
	list := make([]MonthEarning, 0, len(byMonth))
	for _, m := range byMonth {
		list = append(list, *m)
	}
	slices.SortFunc(list, func(x, y MonthEarning) int { return cmp.Compare(y.Month, x.Month) })
	return list, nil
}

func (m *MonthEarning) add(c money.Charge) error {
	gross, err := m.Gross.Add(c.Gross)
	if err != nil {
		return err
	}
	m.Gross, m.Fee, m.Net = gross, m.Fee+c.Fee, m.Net+c.Net // both at most the gross
	return nil
}
