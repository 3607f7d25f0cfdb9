// Package month is the month's end: what every click was worth, and who gets how much.
//
// Close divides, Check computes the same another way and must agree (R15). Both take supporters one
// by one, so that memory grows with the recipients and not with the clicks. Nothing here reads a
// database or a clock, and the order of supporters and clicks does not matter.
package month

import (
	"fmt"

	"obolus/money"
)

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

// Closer divides month budgets. The zero value is not usable; see NewCloser.
type Closer struct {
	teams    Teams
	index    map[int64]int
	earnings []Earning
}

// NewCloser returns a Closer for clicks whose recipients may be the given teams.
func NewCloser(teams Teams) *Closer {
	return &Closer{teams: teams, index: map[int64]int{}}
}

// Add divides one supporter's budget among her clicks and credits the recipients. A supporter
// without clicks gives nothing (R4). Errors are wrong input: a negative amount, a weight below one,
// or a sum that does not fit.
func (c *Closer) Add(s Supporter) (Settlement, error) {
	settlement, err := settle(s)
	if err != nil {
		return Settlement{}, fmt.Errorf("settling supporter %d: %w", s.ID, err)
	}
	for _, click := range s.Clicks {
		err = c.credit(click, settlement.Share)
		if err != nil {
			return Settlement{}, fmt.Errorf("crediting recipient %d for supporter %d: %w", click.Recipient, s.ID, err)
		}
	}
	return settlement, nil
}

// Earnings returns what each recipient got so far, in order of first appearance. Recipients of
// clicks worth nothing are among them, with amount 0.
func (c *Closer) Earnings() []Earning { return c.earnings }

// settle computes the share (R2).
func settle(s Supporter) (Settlement, error) {
	settlement := Settlement{Supporter: s.ID, Budget: s.Budget, Funds: s.Funds, Clicks: int64(len(s.Clicks))}
	if s.Budget < 0 || s.Funds < 0 {
		return Settlement{}, fmt.Errorf("budget %s and funds %s may not be negative", s.Budget, s.Funds)
	}
	for _, click := range s.Clicks {
		if click.Weight < 1 || click.Weight > MaxWeight {
			return Settlement{}, fmt.Errorf("a weight of %d is not between 1 and %d", click.Weight, MaxWeight)
		}
		settlement.Weights += click.Weight
	}
	if settlement.Weights > 0 {
		settlement.Share = settlement.Available() / money.Amount(settlement.Weights)
	}
	return settlement, nil
}

// credit gives one click's worth to its recipient, or to the members of a team (R3).
func (c *Closer) credit(click Click, share money.Amount) error {
	worth := share * money.Amount(click.Weight) // at most what was available
	team, isTeam := c.teams[click.Recipient]
	if !isTeam {
		return c.add(click.Recipient, worth)
	}
	parts, err := team.Split(worth)
	if err != nil {
		return err
	}
	for i, member := range team {
		err = c.add(member.Recipient, parts[i])
		if err != nil {
			return err
		}
	}
	return nil
}

func (c *Closer) add(recipient int64, amount money.Amount) error {
	i, known := c.index[recipient]
	if !known {
		i = len(c.earnings)
		c.index[recipient] = i
		c.earnings = append(c.earnings, Earning{Recipient: recipient})
	}
	total, err := c.earnings[i].Amount.Add(amount)
	if err != nil {
		return err
	}
	c.earnings[i].Amount = total
	c.earnings[i].Clicks++
	return nil
}

// Close divides a whole month held in memory: the settlements in the order of the supporters, and
// what each recipient gets. Large months go through a Closer.
func Close(supporters []Supporter, teams Teams) ([]Settlement, []Earning, error) {
	closer := NewCloser(teams)
	settlements := make([]Settlement, 0, len(supporters))
	for _, s := range supporters {
		settlement, err := closer.Add(s)
		if err != nil {
			return nil, nil, err
		}
		settlements = append(settlements, settlement)
	}
	return settlements, closer.Earnings(), nil
}
