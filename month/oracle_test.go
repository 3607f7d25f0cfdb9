package month_test

import (
	"math/big"

	"obolus/month"
)

// result is what a month came to, in numbers without bounds.
type result struct {
	shares map[int64]*big.Int // by supporter
	due    map[int64]*big.Int // by recipient
	clicks map[int64]int64    // by recipient
	spent  *big.Int
}

// oracle divides a month a third way, as DESIGN.md words the rules: in fractions, click by click,
// with no thought for speed or size. It shares no code with Close and Check.
func oracle(in input) result {
	r := result{shares: map[int64]*big.Int{}, due: map[int64]*big.Int{}, clicks: map[int64]int64{}, spent: new(big.Int)}
	give := func(recipient int64, amount *big.Int) {
		if r.due[recipient] == nil {
			r.due[recipient] = new(big.Int)
		}
		r.due[recipient].Add(r.due[recipient], amount)
		r.clicks[recipient]++
	}
	for _, s := range in.Supporters {
		share := shareOf(s)
		r.shares[s.ID] = share
		for _, click := range s.Clicks {
			worth := new(big.Int).Mul(share, big.NewInt(click.Weight))
			r.spent.Add(r.spent, worth)
			team, isTeam := in.Teams[click.Recipient]
			if !isTeam {
				give(click.Recipient, worth)
				continue
			}
			for i, part := range partsOf(team, worth) {
				give(team[i].Recipient, part)
			}
		}
	}
	return r
}

// shareOf is floor(min(budget, funds) / sum of weights) (R2).
func shareOf(s month.Supporter) *big.Int {
	weights := new(big.Rat)
	for _, click := range s.Clicks {
		weights.Add(weights, new(big.Rat).SetInt64(click.Weight))
	}
	if weights.Sign() == 0 {
		return new(big.Int)
	}
	available := new(big.Rat).SetInt64(int64(s.Budget))
	if funds := new(big.Rat).SetInt64(int64(s.Funds)); funds.Cmp(available) < 0 {
		available = funds
	}
	return floor(available.Quo(available, weights))
}

// partsOf is the floor for each, and what remains for the first named (R3).
func partsOf(team month.Team, worth *big.Int) []*big.Int {
	weights := new(big.Rat)
	for _, member := range team {
		weights.Add(weights, new(big.Rat).SetInt64(member.Weight))
	}
	rest := new(big.Int).Set(worth)
	parts := make([]*big.Int, len(team))
	for i, member := range team {
		fraction := new(big.Rat).Quo(new(big.Rat).SetInt64(member.Weight), weights)
		parts[i] = floor(fraction.Mul(fraction, new(big.Rat).SetInt(worth)))
		rest.Sub(rest, parts[i])
	}
	parts[0].Add(parts[0], rest)
	return parts
}

// floor is for numbers that are not negative.
func floor(x *big.Rat) *big.Int { return new(big.Int).Quo(x.Num(), x.Denom()) }
