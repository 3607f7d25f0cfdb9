package app

import (
	"context"
	"fmt"

	"obolus"
	"obolus/ledger"
	"obolus/money"
	"obolus/month"
)

type statementReader interface {
	// Settlement returns what became of a supporter's month; kind NotFound where it was not settled.
	Settlement(ctx context.Context, supporter obolus.PersonID, m obolus.Month) (month.Settlement, error)
	// WaitingTeams returns those teams among the recipients of a supporter's month of which a member
	// is an identity that nobody has claimed.
	WaitingTeams(ctx context.Context, supporter obolus.PersonID, m obolus.Month) (map[obolus.RecipientID]bool, error)
	// GivenTo counts the clicks of a supporter's month by recipient, the most first.
	GivenTo(ctx context.Context, supporter obolus.PersonID, m obolus.Month) ([]GivenTo, error)
}

// Whereabouts says where the worth of a supporter's click is now.
type Whereabouts string

// Where the worth of a click can be.
const (
	Open      Whereabouts = "open"      // the month is not closed: still in her funds
	Waiting   Whereabouts = "waiting"   // in escrow, or partly, until the recipient claims it (R5)
	Collected Whereabouts = "collected" // among a person's earnings
	Frozen    Whereabouts = "frozen"    // the supporter is suspended: not settled, still in her funds
	Nothing   Whereabouts = "nothing"   // the click was worth nothing: she had no funds
)

// StatementClick is one click with what it was for and what became of its worth.
type StatementClick struct {
	Click       obolus.Click
	Thing       obolus.Thing
	Recipient   obolus.Recipient
	Worth       money.Amount
	Whereabouts Whereabouts
}

// SupporterStatement is a person's month as a supporter. Amounts are in millionths. In a month that
// is not closed they are what they would be if it closed now, computed by the code of the close.
type SupporterStatement struct {
	Person    obolus.Person
	Month     obolus.Month
	Closed    bool
	Budget    money.Amount
	Funds     money.Amount // cleared funds before the close
	Available money.Amount // the lesser of the two (R2)
	Share     money.Amount // what one click of weight 1 was worth
	Spent     money.Amount
	Kept      money.Amount     // of what was available: the remainder that cannot be divided
	Clicks    []StatementClick // newest first
}

// SupporterStatement says what a person gave in a month, click by click. It fails with kind NotFound.
func (a *App) SupporterStatement(ctx context.Context, person obolus.PersonID, m obolus.Month) (SupporterStatement, error) {
	var s SupporterStatement
	err := a.store.Snapshot(ctx, func(tx Reader) error {
		p, err := tx.Person(ctx, person)
		if err != nil {
			return err
		}
		s, err = supporterStatement(ctx, tx, p, m)
		return err
	})
	if err != nil {
		return SupporterStatement{}, fmt.Errorf("the statement of %s for person %d: %w", m, person, err)
	}
	return s, nil
}

func supporterStatement(ctx context.Context, tx Reader, p obolus.Person, m obolus.Month) (SupporterStatement, error) {
	s := SupporterStatement{Person: p, Month: m}
	clicked, err := tx.ClicksOf(ctx, p.ID, m)
	if err != nil {
		return s, err
	}
	clicks := make([]month.Click, 0, len(clicked))
	for _, c := range clicked {
		clicks = append(clicks, month.Click{Recipient: int64(c.Click.Recipient), Weight: c.Click.Weight})
	}
	return s, s.fill(ctx, tx, clicks, clicked)
}

// fill settles all of a month's clicks and lists some of them.
func (s *SupporterStatement) fill(ctx context.Context, tx Reader, clicks []month.Click, clicked []ClickedThing) error {
	waiting, err := tx.WaitingTeams(ctx, s.Person.ID, s.Month)
	if err != nil {
		return err
	}
	s.Closed, err = tx.MonthClosed(ctx, s.Month)
	if err != nil {
		return err
	}
	settled, err := settlementOf(ctx, tx, s.Person, s.Month, s.Closed, clicks)
	if err != nil {
		return err
	}
	s.Budget, s.Funds, s.Share = settled.Budget, settled.Funds, settled.Share
	s.Available, s.Spent, s.Kept = settled.Available(), settled.Spent(), settled.Kept()
	frozen := s.Person.Suspended() && settled.Clicks == 0
	for _, c := range clicked {
		waits := waiting[c.Recipient.ID] || c.Recipient.Kind != obolus.TeamRecipient && !c.Recipient.Claimed()
		worth := s.Share * money.Amount(c.Click.Weight) // at most Spent
		s.Clicks = append(s.Clicks, StatementClick{Click: c.Click, Thing: c.Thing, Recipient: c.Recipient,
			Worth: worth, Whereabouts: s.whereabouts(worth, frozen, waits)})
	}
	return nil
}

// settlementOf returns the stored settlement of a closed month, and for an open one what Close makes
// of it as it stands. A suspended supporter's month is not settled: all is 0.
func settlementOf(ctx context.Context, tx Reader, p obolus.Person, m obolus.Month, closed bool, clicks []month.Click) (month.Settlement, error) {
	if closed {
		settled, err := tx.Settlement(ctx, p.ID, m)
		if obolus.KindOf(err) == obolus.NotFound { // without clicks, or frozen
			return month.Settlement{}, nil
		}
		return settled, err
	}
	if p.Suspended() {
		return month.Settlement{}, nil
	}
	funds, err := tx.Balance(ctx, account(ledger.Funds, p.ID))
	if err != nil {
		return month.Settlement{}, err
	}
	s := month.Supporter{ID: int64(p.ID), Budget: p.Budget, Funds: funds, Clicks: clicks}
	settlements, _, err := month.Close([]month.Supporter{s}, nil) // who would receive it is not asked here
	if err != nil {
		return month.Settlement{}, err
	}
	return settlements[0], nil
}

func (s SupporterStatement) whereabouts(worth money.Amount, frozen, waits bool) Whereabouts {
	switch {
	case frozen:
		return Frozen
	case !s.Closed:
		return Open
	case worth == 0:
		return Nothing
	case waits:
		return Waiting
	}
	return Collected
}
