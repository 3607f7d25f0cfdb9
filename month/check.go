package month

import (
	"errors"
	"fmt"
	"math/big"
	"math/bits"

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
	amount wide
	clicks int64
}

// wide is an unsigned number of 128 bits: no number of clicks that a database holds overflows it.
type wide struct{ high, low uint64 }

func product(a, b uint64) wide {
	high, low := bits.Mul64(a, b)
	return wide{high, low}
}

func (w *wide) add(other wide) {
	var carry uint64
	w.low, carry = bits.Add64(w.low, other.low, 0)
	w.high += other.high + carry
}

func (w wide) big() *big.Int {
	n := new(big.Int).SetUint64(w.high)
	return n.Lsh(n, 64).Or(n, new(big.Int).SetUint64(w.low))
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
	if share < 0 {
		return false
	}
	worth := product(uint64(share), uint64(click.Weight))
	team, isTeam := c.teams[click.Recipient]
	if !isTeam {
		c.receive(click.Recipient, worth)
		return true
	}
	if len(team) == 0 || worth.high != 0 {
		return false
	}
	weights := new(big.Int)
	for _, member := range team {
		if _, nested := c.teams[member.Recipient]; nested || member.Weight <= 0 {
			return false
		}
		weights.Add(weights, big.NewInt(member.Weight))
	}
	rest := worth.low
	for _, member := range team[1:] {
		part := new(big.Int).Mul(worth.big(), big.NewInt(member.Weight))
		part.Quo(part, weights)
		c.receive(member.Recipient, wide{low: part.Uint64()})
		rest -= part.Uint64()
	}
	c.receive(team[0].Recipient, wide{low: rest})
	return true
}

func (c *Checker) receive(recipient int64, amount wide) {
	total := c.received[recipient]
	if total == nil {
		total = new(due)
		c.received[recipient] = total
	}
	total.amount.add(amount)
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
		if want.amount.big().Cmp(c.factor.SetInt64(int64(earning.Amount))) != 0 || want.clicks != earning.Clicks {
			return fmt.Errorf("%w: recipient %d is due %s millionths for %d clicks and gets %d for %d", ErrDisagree,
				earning.Recipient, want.amount.big(), want.clicks, earning.Amount, earning.Clicks)
		}
		given.Add(given, c.factor)
	}
	for recipient, want := range c.received {
		if !seen[recipient] {
			return fmt.Errorf("%w: recipient %d is due %s millionths for %d clicks and is left out", ErrDisagree,
				recipient, want.amount.big(), want.clicks)
		}
	}
	if given.Cmp(c.spent) != 0 {
		return fmt.Errorf("%w: supporters spend %s millionths, recipients get %s", ErrDisagree, c.spent, given)
	}
	return nil
}
