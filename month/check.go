package month

import (
	"errors"
	"fmt"
	"math/big"

	"obolus/money"
)

// ErrDisagree is wrapped by every finding of a Checker: Close and Check do not agree.
var ErrDisagree = errors.New("the check does not agree with the close")

// Checker recomputes a close by other means than Closer (R15): it never divides a budget but tests
// that the share is the largest that fits; it works in numbers without bounds; and it gives a team's
// first member what the others leave instead of a floor and a rest.
type Checker struct {
	teams    Teams
	received map[int64]*due
	spent    *big.Int
	product  *big.Int // scratch, so that a click allocates nothing
	factor   *big.Int // scratch
}

// due is what a recipient must be given, and for how many clicks.
type due struct {
	amount big.Int
	clicks int64
}

// NewChecker returns a Checker for the same teams that the Closer was given.
func NewChecker(teams Teams) *Checker {
	return &Checker{
		teams: teams, received: map[int64]*due{},
		spent: new(big.Int), product: new(big.Int), factor: new(big.Int),
	}
}

// Add tests one settlement against the supporter's month and counts what each click must bring. It
// trusts the month no more than the settlement, for verify hands it what a database holds. After an
// error the Checker is of no more use.
func (c *Checker) Add(s Supporter, settlement Settlement) error {
	var weights int64
	for i := len(s.Clicks) - 1; i >= 0; i-- {
		click := s.Clicks[i]
		if click.Weight <= 0 || click.Weight > MaxWeight || !c.count(click, settlement.Share) {
			return fmt.Errorf("%w: supporter %d has an impossible click of weight %d for recipient %d", ErrDisagree,
				s.ID, click.Weight, click.Recipient)
		}
		weights += click.Weight
	}
	available := s.Budget
	if s.Funds < available {
		available = s.Funds
	}
	c.factor.SetInt64(weights)
	spent := c.product.Mul(c.product.SetInt64(int64(settlement.Share)), c.factor)
	c.spent.Add(c.spent, spent)
	kept := spent.Sub(c.factor.SetInt64(int64(available)), spent)

	switch {
	case settlement.Supporter != s.ID, settlement.Clicks != int64(len(s.Clicks)), settlement.Weights != weights:
		return fmt.Errorf("%w: supporter %d has %d clicks of weight %d, settled are %d of %d", ErrDisagree,
			s.ID, len(s.Clicks), weights, settlement.Clicks, settlement.Weights)
	case settlement.Budget != s.Budget, settlement.Funds != s.Funds:
		return fmt.Errorf("%w: supporter %d has budget %s and funds %s, settled are %s and %s", ErrDisagree,
			s.ID, s.Budget, s.Funds, settlement.Budget, settlement.Funds)
	case kept.Sign() < 0:
		return fmt.Errorf("%w: supporter %d gives more than the %s she has", ErrDisagree, s.ID, available)
	case weights == 0 && settlement.Share != 0, weights > 0 && kept.Cmp(c.factor.SetInt64(weights)) >= 0:
		return fmt.Errorf("%w: supporter %d keeps %s millionths, too many for weight %d", ErrDisagree, s.ID, kept, weights)
	}
	return nil
}

// count adds one click's worth to its recipient, or to a team's members. It returns false for a team
// that is none: without members, with a weight that is not positive, with a team in it.
func (c *Checker) count(click Click, share money.Amount) bool {
	worth := c.product.Mul(c.product.SetInt64(click.Weight), c.factor.SetInt64(int64(share)))
	team, isTeam := c.teams[click.Recipient]
	if !isTeam {
		c.receive(click.Recipient, worth)
		return true
	}
	weights := new(big.Int)
	for _, member := range team {
		if _, nested := c.teams[member.Recipient]; nested || member.Weight <= 0 {
			return false
		}
		weights.Add(weights, big.NewInt(member.Weight))
	}
	if len(team) == 0 {
		return false
	}
	rest := new(big.Int).Set(worth)
	for _, member := range team[1:] {
		part := new(big.Int).Mul(worth, big.NewInt(member.Weight))
		part.Quo(part, weights)
		c.receive(member.Recipient, part)
		rest.Sub(rest, part)
	}
	c.receive(team[0].Recipient, rest)
	return true
}

func (c *Checker) receive(recipient int64, amount *big.Int) {
	total := c.received[recipient]
	if total == nil {
		total = new(due)
		c.received[recipient] = total
	}
	total.amount.Add(&total.amount, amount)
	total.clicks++
}

// Compare tests what the recipients are to be given: the same recipients, those of clicks worth
// nothing among them, the same amounts for the same numbers of clicks, and together exactly what the
// supporters spent. Each recipient may be named once.
func (c *Checker) Compare(earnings []Earning) error {
	given := new(big.Int)
	seen := make(map[int64]bool, len(earnings))
	for _, earning := range earnings {
		want := c.received[earning.Recipient]
		if want == nil || seen[earning.Recipient] {
			return fmt.Errorf("%w: recipient %d gets %s without a click for it", ErrDisagree, earning.Recipient, earning.Amount)
		}
		seen[earning.Recipient] = true
		if want.amount.Cmp(c.factor.SetInt64(int64(earning.Amount))) != 0 || want.clicks != earning.Clicks {
			return fmt.Errorf("%w: recipient %d is due %s millionths for %d clicks and gets %d for %d", ErrDisagree,
				earning.Recipient, &want.amount, want.clicks, earning.Amount, earning.Clicks)
		}
		given.Add(given, c.factor)
	}
	for recipient, want := range c.received {
		if !seen[recipient] {
			return fmt.Errorf("%w: recipient %d is due %s millionths for %d clicks and is left out", ErrDisagree,
				recipient, &want.amount, want.clicks)
		}
	}
	if given.Cmp(c.spent) != 0 {
		return fmt.Errorf("%w: supporters spend %s millionths, recipients get %s", ErrDisagree, c.spent, given)
	}
	return nil
}
