package app

import (
	"context"

	"obolus"
	"obolus/money"
)

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
	return SupporterStatement{}, obolus.Errorf(obolus.Internal, "internal", "statements follow")
}
