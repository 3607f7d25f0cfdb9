package main

import (
	"context"
	"fmt"
	"runtime"
	"sync/atomic"
	"time"

	"obolus/app"
	"obolus/store"
)

type benchCloseCommand struct {
	Supporters int `default:"100000" help:"How many supporters there are (${default})."`
	Clicks     int `default:"30" help:"How many clicks each has (${default})."`
	Recipients int `default:"20000" help:"How many recipients there are (${default})."`
	Things     int `default:"60000" help:"How many things there are (${default})."`
	Rounds     int `default:"3" help:"How often limit and dry run are measured before the real close (${default})."`
}

// closeBar is how much longer than its limit a close may take.
const closeBar = 4

// Run measures the limit and dry runs in turns, then the real close, and verifies it.
func (b *benchCloseCommand) Run(ctx context.Context, c *console) error {
	db, remove, err := c.benchDatabase(ctx)
	if err != nil {
		return err
	}
	defer remove()
	defer db.Close()
	m := benchMonth(c.Now())
	err = c.populate(ctx, db, store.Population{Supporters: b.Supporters, Clicks: b.Clicks, Recipients: b.Recipients, Things: b.Things, Month: m})
	if err != nil {
		return err
	}
	a := app.New(db, c.Now)
	limit := func() (float64, error) {
		return timed(func() error {
			_, err := db.CountByRecipient(ctx, m)
			return err
		})
	}
	_, err = limit() // so that the first measurement does not pay for a cold cache
	if err != nil {
		return err
	}
	var limits, dry []float64
	for range b.Rounds {
		seconds, err := limit()
		if err != nil {
			return err
		}
		limits = append(limits, seconds)
		seconds, err = timed(func() error {
			_, err := a.CloseMonth(ctx, m, app.CloseOptions{DryRun: true})
			return err
		})
		if err != nil {
			return err
		}
		dry = append(dry, seconds)
	}
	peak := watchMemory()
	var closing app.Closing
	seconds, err := timed(func() error {
		closing, err = a.CloseMonth(ctx, m, app.CloseOptions{Progress: c.progress("closing").at})
		return err
	})
	memory := peak()
	if err != nil {
		return err
	}
	last, err := limit()
	if err != nil {
		return err
	}
	limits = append(limits, last)
	verifying, err := timed(func() error {
		v, err := a.Verify(ctx, nil)
		if err == nil && len(v.Differences) > 0 {
			err = fmt.Errorf("verify found: %s", v.Differences[0])
		}
		return err
	})
	if err != nil {
		return err
	}
	of := "one count of the month's clicks by recipient"
	return c.show([]figure{
		figure{What: "dry run of the close", Value: median(dry), Limit: median(limits), Of: of, Unit: "s", Bar: closeBar, Less: true, Engine: db.Engine()}.judged(),
		figure{What: "close with postings and check", Value: seconds, Limit: median(limits), Of: of, Unit: "s", Bar: closeBar, Less: true, Engine: db.Engine()}.judged(),
	}, fmt.Sprintf("%s by %s on %s; peak heap of the close %d MB; verify %.3g s",
		count(closing.Clicks, "click", "clicks"), count(closing.Supporters, "supporter", "supporters"),
		count(closing.Recipients, "recipient", "recipients"), memory>>20, verifying))
}

// watchMemory looks at the heap until the returned function is called, which returns its peak in bytes.
func watchMemory() func() uint64 {
	var peak atomic.Uint64
	done, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		ticker := time.NewTicker(20 * time.Millisecond)
		defer ticker.Stop()
		for {
			var stats runtime.MemStats
			runtime.ReadMemStats(&stats)
			peak.Store(max(peak.Load(), stats.HeapAlloc))
			select {
			case <-done:
				return
			case <-ticker.C:
			}
		}
	}()
	return func() uint64 {
		close(done)
		<-stopped
		return peak.Load()
	}
}
