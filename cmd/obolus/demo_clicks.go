package main

import (
	"context"
	"math/rand/v2"
	"slices"
	"time"

	"obolus"
	"obolus/app"
)

// demoSeed makes every demo the same but for the months.
const demoSeed = 20100212

// live plays a month of the community up to an instant, and leaves the clock there.
func (c *community) live(ctx context.Context, d *database, clock *movedClock, m obolus.Month, until time.Time, watch *progress) error {
	clicks := c.clicks(m, until)
	for some := range slices.Chunk(clicks, linesAtOnce) {
		clock.t = some[len(some)-1].At
		_, err := d.Replay(ctx, some)
		if err != nil {
			return err
		}
		watch.at(int64(len(some)), int64(len(clicks)))
	}
	return nil
}

// clicks makes up who clicks on what and when in a month, in the order of time. What lies after until
// has not happened yet.
func (c *community) clicks(m obolus.Month, until time.Time) []app.PastClick {
	random := rand.New(rand.NewPCG(demoSeed, uint64(m%100%2)))
	length := m.End().Sub(m.Start())
	var clicks []app.PastClick
	for _, s := range c.supporters {
		chances := c.chances(s)
		for range s.clicks {
			i := pick(random, chances)
			t := c.things[i]
			chances[i] = 0 // once per thing and month
			at := m.Start().Add(time.Duration(random.Int64N(int64(length)))).Truncate(time.Second)
			if at.Before(until) {
				clicks = append(clicks, app.PastClick{Person: s.id, Address: t.url, Title: t.title, At: at})
			}
		}
	}
	slices.SortStableFunc(clicks, func(a, b app.PastClick) int { return a.At.Compare(b.At) })
	return clicks
}

// chances weighs every thing for a supporter: what she can read far above the rest, few creators far
// above the many, and never her own.
func (c *community) chances(s demoSupporter) []float64 {
	chances := make([]float64, len(c.things))
	for i, t := range c.things {
		if t.claimedBy == s.name {
			continue
		}
		chances[i] = 1 / float64(t.rank+3)
		if slices.Contains(s.languages, t.language) {
			chances[i] *= 12
		}
	}
	return chances
}

// pick chooses an index by weight.
func pick(random *rand.Rand, chances []float64) int {
	sum := 0.0
	for _, chance := range chances {
		sum += chance
	}
	point := random.Float64() * sum
	last := 0
	for i, chance := range chances {
		if chance == 0 {
			continue
		}
		last = i
		if point < chance {
			break
		}
		point -= chance
	}
	return last
}
