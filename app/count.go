package app

import (
	"context"
	"strconv"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/sync/singleflight"

	"obolus"
)

// counts remembers how many clicks things have. Counting a thing with a million clicks costs the
// database a tenth of a second and the page is asked for by everybody at once, so a count is kept for
// fifty times as long as it took to make: at least 15 seconds, never more than half a minute.
type counts struct {
	store  Store
	now    func() time.Time
	known  *lru.Cache[obolus.ThingID, knownCount]
	flight singleflight.Group
}

type knownCount struct {
	months []MonthClicks
	until  time.Time
}

// MonthClicks is how often a thing was clicked in a month.
type MonthClicks struct {
	Month  obolus.Month
	Clicks int64
}

const (
	countsMost   = 100_000
	countAtLeast = 15 * time.Second
	countAtMost  = 30 * time.Second
	countFactor  = 50
)

func newCounts(store Store, now func() time.Time) *counts {
	known, _ := lru.New[obolus.ThingID, knownCount](countsMost) // fails only for a size below one
	return &counts{store: store, now: now, known: known}
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
	c := a.counts
	if known, ok := c.known.Get(thing); ok && c.now().Before(known.until) {
		return known.months, nil
	}
	months, err, _ := c.flight.Do(strconv.FormatInt(int64(thing), 10), func() (any, error) {
		start := c.now()
		// One reader's impatience must not fail the others who wait for the same number.
		months, err := c.store.ThingClicks(context.WithoutCancel(ctx), thing)
		if err != nil {
			return months, err
		}
		keep := min(max(countFactor*c.now().Sub(start), countAtLeast), countAtMost)
		c.known.Add(thing, knownCount{months: months, until: c.now().Add(keep)})
		return months, nil
	})
	return months.([]MonthClicks), err
}

func (c *counts) forget(thing obolus.ThingID) { c.known.Remove(thing) }
