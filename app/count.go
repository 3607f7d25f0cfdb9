package app

import (
	"context"
	"time"

	"obolus"
)

// MonthClicks is how often a thing was clicked in a month.
type MonthClicks struct {
	Month  obolus.Month
	Clicks int64
}

// Counting a thing with a million clicks costs the database a tenth of a second and the page is asked for by
// everybody at once, so a count rests for fifty times as long as it took to make: at least 15 seconds, never
// more than half a minute.
const (
	countsMost = 100_000
	countFor   = 30 * time.Second
	restFactor = 50
)

func countRests(took time.Duration) time.Duration {
	return min(max(restFactor*took, countFor/2), countFor)
}

// Count returns how many clicks a thing ever had, right within half a minute; one's own click in this
// process counts at once.
func (a *App) Count(ctx context.Context, thing obolus.ThingID) (int64, error) {
	months, err := a.CountByMonth(ctx, thing)
	var clicks int64
	for _, m := range months {
		clicks += m.Clicks
	}
	return clicks, err
}

// CountByMonth is Count by month, oldest first; months without clicks are left out. It is not to be changed.
func (a *App) CountByMonth(ctx context.Context, thing obolus.ThingID) ([]MonthClicks, error) {
	months, _, err := a.known.counts.get(ctx, thing)
	return months, err
}
