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
	received map[int64]*big.Int
	spent    *big.Int
	product  *big.Int // scratch, so that a click allocates nothing
	factor   *big.Int // scratch
}

// NewChecker returns a Checker for the same teams that the Closer was given.
func NewChecker(teams Teams) *Checker {
	return &Checker{
		teams: teams, received: map[int64]*big.Int{},
		spent: new(big.Int), product: new(big.Int), factor: new(big.Int),
	}
}

// Add tests one settlement against the supporter's month and counts what each click must bring.
func (c *Checker) Add(s Supporter, settlement Settlement) error {
	var weights int64
	for i := len(s.Clicks) - 1; i >= 0; i-- {
		weights += s.Clicks[i].Weight
		c.count(s.Clicks[i], settlement.Share)
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
	case settlement.Share < 0, kept.Sign() < 0:
		return fmt.Errorf("%w: supporter %d gives more than the %s she has", ErrDisagree, s.ID, available)
	case weights == 0 && settlement.Share != 0, weights > 0 && kept.Cmp(c.factor.SetInt64(weights)) >= 0:
		return fmt.Errorf("%w: supporter %d keeps %s millionths, too many for weight %d", ErrDisagree, s.ID, kept, weights)
	}
	return nil
}

// count adds one click's worth to its recipient, or to a team's members.
func (c *Checker) count(click Click, share money.Amount) {
	worth := c.product.Mul(c.product.SetInt64(click.Weight), c.factor.SetInt64(int64(share)))
	team := c.teams[click.Recipient]
	if len(team) == 0 {
		c.receive(click.Recipient, worth)
		return
	}
	weights := new(big.Int)
	for _, member := range team {
		weights.Add(weights, big.NewInt(member.Weight))
	}
	rest := new(big.Int).Set(worth)
	for _, member := range team[1:] {
		part := new(big.Int).Mul(worth, big.NewInt(member.Weight))
		part.Quo(part, weights)
		c.receive(member.Recipient, part)
		rest.Sub(rest, part)
	}
	c.receive(team[0].Recipient, rest)
}

func (c *Checker) receive(recipient int64, amount *big.Int) {
	total := c.received[recipient]
	if total == nil {
		total = new(big.Int)
		c.received[recipient] = total
	}
	total.Add(total, amount)
}

// Compare tests what the recipients are to be given: the same recipients, the same amounts, and
// together exactly what the supporters spent. Each recipient may be named once.
func (c *Checker) Compare(earnings []Earning) error {
	given := new(big.Int)
	seen := make(map[int64]bool, len(earnings))
	for _, earning := range earnings {
		due := c.received[earning.Recipient]
		if due == nil || seen[earning.Recipient] {
			return fmt.Errorf("%w: recipient %d gets %s without a click for it", ErrDisagree, earning.Recipient, earning.Amount)
		}
		seen[earning.Recipient] = true
		if !due.IsInt64() || due.Int64() != int64(earning.Amount) {
			return fmt.Errorf("%w: recipient %d is due %s millionths and gets %d", ErrDisagree, earning.Recipient, due, earning.Amount)
		}
		given.Add(given, due)
	}
	for recipient, due := range c.received {
		if due.Sign() != 0 && !seen[recipient] {
			return fmt.Errorf("%w: recipient %d is due %s millionths and gets nothing", ErrDisagree, recipient, due)
		}
	}
	if given.Cmp(c.spent) != 0 {
		return fmt.Errorf("%w: supporters spend %s millionths, recipients get %s", ErrDisagree, c.spent, given)
	}
	return nil
}

// Check compares a whole close held in memory with its inputs. It returns nil or ErrDisagree.
func Check(supporters []Supporter, teams Teams, settlements []Settlement, earnings []Earning) error {
	if len(supporters) != len(settlements) {
		return fmt.Errorf("%w: %d supporters, %d settlements", ErrDisagree, len(supporters), len(settlements))
	}
	checker := NewChecker(teams)
	for i, s := range supporters {
		err := checker.Add(s, settlements[i])
		if err != nil {
			return err
		}
	}
	return checker.Compare(earnings)
}
