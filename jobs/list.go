package jobs

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
)

// maxList is how many keys an operator's page shows.
const maxList = 100

// List returns what is to be done next for each job of this runner and what was
// taken before, those due last first.
func (r *Runner) List(ctx context.Context) ([]Entry, error) {
	entries, err := r.store.List(ctx, maxList)
	if err != nil {
		return nil, fmt.Errorf("listing the jobs: %w", err)
	}
	now := r.clock.Now()
	for i := range entries {
		entries[i].State = entries[i].stateAt(now)
	}
	for _, j := range r.jobs {
		key, due, err := r.next(ctx, j)
		if err != nil { // one job's trouble is news for the operator, not the end of the page
			entries = append(entries, Entry{Name: j.Name, State: Failing, Due: now, LastError: problem(err)})
			continue
		}
		known := slices.ContainsFunc(entries, func(e Entry) bool { return e.Name == j.Name && e.Key == key })
		if !known {
			entries = append(entries, Entry{Name: j.Name, Key: key, State: Waiting, Due: due, Again: due})
		}
	}
	slices.SortStableFunc(entries, func(a, b Entry) int {
		return cmp.Or(b.Due.Compare(a.Due), strings.Compare(a.Name, b.Name), strings.Compare(b.Key, a.Key))
	})
	return entries, nil
}
