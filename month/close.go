// Package month is the month's end: what every click was worth, and who gets how much.
//
// It is the promise that obolus is for: a supporter's budget goes in equal parts to what she clicked,
// and to the millionth nothing is lost on the way or comes out of nowhere. A mistake here would be
// paid out before anybody sees it, therefore it is computed twice: Close divides, Check computes the
// same another way and must agree before anything is written (R15). Both take supporters one by one,
// so that memory grows with the recipients and not with the clicks. Nothing here reads a database or
// a clock, and the order of supporters and clicks does not matter, so that the stored rows give the
// same result in ten years, on any engine.
package month

import (
	"fmt"

	"obolus/money"
)

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
// without clicks gives nothing (R4). Each supporter is added once, which the Closer does not check: it
// remembers recipients only. Errors are wrong input: a negative amount, a weight below one, a team
// that is none, or a sum that does not fit. After an error the Closer is of no more use, for some
// clicks may have been credited.
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
// clicks worth nothing are among them, with amount 0. The slice is the Closer's until the last Add.
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
		if _, nested := c.teams[member.Recipient]; nested {
			return fmt.Errorf("member %d of the team is a team itself", member.Recipient)
		}
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
