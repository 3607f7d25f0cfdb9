package app

import (
	"context"
	"time"

	"obolus"
	"obolus/money"
	"obolus/month"
)

type earningsReader interface {
	// GainedClicks returns the clicks of a month that a person gets something of, newest first.
	GainedClicks(ctx context.Context, person obolus.PersonID, m obolus.Month) ([]GainedClick, error)
	// Gains returns all that a person ever got something of, grouped.
	Gains(ctx context.Context, person obolus.PersonID) ([]Gain, error)
	// ThingTotals counts all clicks up to the end of a month on those things that GainedClicks has in it,
	// with the totals that the person imported.
	ThingTotals(ctx context.Context, person obolus.PersonID, m obolus.Month) (map[obolus.ThingID]int64, error)
	// TeamsWith returns the teams of which a person is a member, under whatever name.
	TeamsWith(ctx context.Context, person obolus.PersonID) (month.Teams, error)
	// Terms returns what the closed months were closed under.
	Terms(ctx context.Context) (map[obolus.Month]Terms, error)
	// HeldEarnings returns what came into a person's earnings and may not be paid out yet (R11).
	HeldEarnings(ctx context.Context, person obolus.PersonID, now time.Time) (money.Amount, error)
}

// Gain is clicks of one month on one recipient that were worth the same.
type Gain struct {
	Month     obolus.Month
	Recipient obolus.RecipientID // the creator's, or a team's that she belongs to
	Late      obolus.PersonID    // the supporter of a late settlement, which has a fee of its own; else 0
	Worth     money.Amount       // of each click; 0 where it is not settled
	Clicks    int64
}

// GainedClick is a Gain of a single click, with the click.
type GainedClick struct {
	Gain      Gain
	Click     obolus.Click
	Thing     obolus.Thing
	Supporter string // the name; "" where she gives anonymously or has left
}

// Terms are what a closed month was closed under.
type Terms struct {
	FeeRate     money.FeeRate // of earnings
	AvailableAt time.Time     // when its earnings may be paid out (R11)
}

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
	Supporter string // the name; "" where she gives anonymously or has left
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
	Closed      bool // else its clicks are worth nothing yet
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
