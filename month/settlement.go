package month

import "obolus/money"

// Supporter is one supporter's month as it stands at the close.
type Supporter struct {
	ID     int64
	Budget money.Amount // what she gives in this month
	Funds  money.Amount // what she has that is cleared (R9)
	Clicks []Click
}

// Click is one click's recipient and weight. A plain click weighs 1.
type Click struct {
	Recipient int64
	Weight    int64
}

// Settlement is what became of one supporter's month. With the clicks it says everything: a click
// of weight w was worth Share·w (R14).
type Settlement struct {
	Supporter int64
	Budget    money.Amount
	Funds     money.Amount
	Clicks    int64
	Weights   int64        // sum of the clicks' weights; equals Clicks where all weigh 1
	Share     money.Amount // what one unit of weight is worth
}

// Available is what was divided: the budget, or the funds where they are less (R2).
func (s Settlement) Available() money.Amount { return min(s.Budget, s.Funds) }

// Spent is what left the funds. It cannot overflow: it is at most Available.
func (s Settlement) Spent() money.Amount { return s.Share * money.Amount(s.Weights) }

// Kept is the remainder that stays in the funds, fewer millionths than the weights.
func (s Settlement) Kept() money.Amount { return s.Available() - s.Spent() }

// Earning is what one recipient receives from a month.
type Earning struct {
	Recipient int64
	Amount    money.Amount
	Clicks    int64 // how many clicks contributed
}
