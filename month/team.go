package month

import (
	"fmt"

	"obolus/money"
)

// MaxWeight bounds the weight of a click and of a member, so that sums of weights cannot overflow
// before the database is full.
const MaxWeight = 1_000_000

// Member is one recipient of a team and its weight.
type Member struct {
	Recipient int64
	Weight    int64
}

// Team is several recipients of one thing, in the order in which they were named. It has at least
// one member, names each once, and no member is a team.
type Team []Member

// Teams finds a team by the number of the recipient that stands for it.
type Teams map[int64]Team

// Split divides worth ≥ 0: each member gets the floor of its part, and the millionths that remain go
// to the first named (R3). The parts add up to worth exactly.
func (t Team) Split(worth money.Amount) ([]money.Amount, error) {
	var weights int64
	for _, member := range t {
		if member.Weight < 1 || member.Weight > MaxWeight {
			return nil, fmt.Errorf("a member's weight of %d is not between 1 and %d", member.Weight, MaxWeight)
		}
		weights += member.Weight
	}
	if weights == 0 {
		return nil, fmt.Errorf("a team has no members")
	}
	parts := make([]money.Amount, len(t))
	rest := worth
	for i, member := range t {
		part, err := worth.Proportion(member.Weight, weights)
		if err != nil {
			return nil, err
		}
		parts[i] = part
		rest -= part
	}
	parts[0] += rest
	return parts, nil
}
