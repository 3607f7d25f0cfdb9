package app

import (
	"context"
	"time"

	"obolus"
	"obolus/money"
)

// ThingRevenue is what one thing brought its creator in a month, in millionths before the fee.
type ThingRevenue struct {
	Thing       obolus.Thing
	Clicks      int64 // in the month
	Revenue     money.Amount
	ClicksTotal int64 // up to the end of the month, with those of the creator's imported history
}

// EarnedClick is one click on a creator's thing. Worth is her part of it, in millionths before the fee.
type EarnedClick struct {
	Click     obolus.Click
	Thing     obolus.Thing
	Supporter string // the name
	Worth     money.Amount
}

// CreatorStatement is a person's month as a creator. While the month is open its clicks are there
// and worth nothing yet.
type CreatorStatement struct {
	Person obolus.Person
	Month  obolus.Month
	Closed bool
	Things []ThingRevenue // those with clicks in the month, most revenue first
	Clicks []EarnedClick  // newest first
	Gross  money.Amount
	Fee    money.Amount
	Net    money.Amount
}

// MonthEarning is one month in a creator's earnings, in millionths.
type MonthEarning struct {
	Month       obolus.Month
	Clicks      int64
	Gross       money.Amount
	Fee         money.Amount
	Net         money.Amount
	AvailableAt time.Time // from when it may be paid out (R11)
}

// Earnings are what a creator has received and may take out.
type Earnings struct {
	Balances Balances
	Payable  money.Amount   // may be asked for now (R11): whole cents, rounded down
	Months   []MonthEarning // newest first
}

// CreatorStatement says what a person's things received in a month. It fails with kind NotFound.
func (a *App) CreatorStatement(ctx context.Context, person obolus.PersonID, m obolus.Month) (CreatorStatement, error) {
	return CreatorStatement{}, obolus.Errorf(obolus.Internal, "internal", "statements follow")
}

// Earnings sums up a creator's months and balances. It fails with kind NotFound.
func (a *App) Earnings(ctx context.Context, person obolus.PersonID) (Earnings, error) {
	return Earnings{}, obolus.Errorf(obolus.Internal, "internal", "earnings follow")
}
