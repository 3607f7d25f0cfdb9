package month

import (
	"fmt"
	"slices"
)

// Close divides a whole month held in memory: the settlements in the order of the supporters, and
// what each recipient gets. Nobody may be among the supporters twice. Large months go through a
// Closer.
func Close(supporters []Supporter, teams Teams) ([]Settlement, []Earning, error) {
	closer := NewCloser(teams)
	settlements := make([]Settlement, 0, len(supporters))
	seen := make(map[int64]bool, len(supporters))
	for _, s := range supporters {
		if seen[s.ID] {
			return nil, nil, fmt.Errorf("supporter %d would give twice in one month", s.ID)
		}
		seen[s.ID] = true
		settlement, err := closer.Add(s)
		if err != nil {
			return nil, nil, err
		}
		settlements = append(settlements, settlement)
	}
	return settlements, closer.Earnings(), nil
}

// Check compares a whole close held in memory with its inputs. It returns nil or ErrDisagree.
func Check(supporters []Supporter, teams Teams, settlements []Settlement, earnings []Earning) error {
	if len(supporters) != len(settlements) {
		return fmt.Errorf("%w: %d supporters, %d settlements", ErrDisagree, len(supporters), len(settlements))
	}
	checker := NewChecker(teams)
	ids := make([]int64, len(supporters))
	for i, s := range supporters {
		ids[i] = s.ID
		err := checker.Add(s, settlements[i])
		if err != nil {
			return err
		}
	}
	slices.Sort(ids)
	if len(slices.Compact(ids)) != len(supporters) {
		return fmt.Errorf("%w: somebody gives twice in one month", ErrDisagree)
	}
	return checker.Compare(earnings)
}
