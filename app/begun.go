package app

import (
	"context"
	"time"

	"obolus"
)

// clocksDiffer is what the clocks of an instance's processes may differ by: at a border of months one of
// them tells of the new month a little before the others.
const clocksDiffer = time.Minute

// Begun refuses a month that has not begun, of which there is nothing to tell; kind Invalid, field month.
// Where this process's clock is behind, a month that another process closed has begun all the same, and
// so has the next, in which clicks count from then on.
func (a *App) Begun(ctx context.Context, m obolus.Month) error {
	if m <= obolus.MonthOf(a.now().Add(clocksDiffer)) {
		return nil
	}
	closed, err := a.store.LastClosedMonth(ctx) // and no more: anybody may ask, for any month
	if err != nil {
		return err
	}
	if closed != 0 && m <= closed.Next() {
		return nil
	}
	return obolus.Invalidf("month", "%s has not begun", m)
}
