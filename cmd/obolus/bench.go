package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"obolus"
	"obolus/store"
)

// benchCommand measures on a made-up community. A figure alone says nothing on a shared machine, so
// each stands beside its limit, the least that the same work could cost, measured in the same run.
type benchCommand struct {
	Close benchCloseCommand `cmd:"" help:"Close a month; the limit is one count of its clicks by recipient."`
	Click benchClickCommand `cmd:"" help:"Durable clicks per second through HTTP; the limit is an empty handler on the same server, on PostgreSQL pgbench."`
	Read  benchReadCommand  `cmd:"" help:"The count of a thing through HTTP; the limit is an empty handler on the same server."`
}

// figure is one measured number beside its limit.
type figure struct {
	What   string  `json:"what"`
	Value  float64 `json:"value"`
	Limit  float64 `json:"limit"`
	Of     string  `json:"of"` // what the limit is
	Unit   string  `json:"unit"`
	Ratio  float64 `json:"ratio"` // value / limit
	Bar    float64 `json:"bar"`   // what the ratio should reach, or stay below where less is better
	Less   bool    `json:"less_is_better"`
	Reach  bool    `json:"reached"`
	Engine string  `json:"engine"`
}

// judged fills what follows from the numbers.
func (f figure) judged() figure {
	f.Ratio = f.Value / f.Limit
	f.Reach = f.Ratio >= f.Bar
	if f.Less {
		f.Reach = f.Ratio <= f.Bar
	}
	return f
}

// show writes figures as lines for people or as JSON. A bar that is missed is no failure of the
// command: on a shared machine that is for a person to judge.
func (c *console) show(figures []figure, notes ...string) error {
	return c.answer(map[string]any{"figures": figures, "notes": notes}, func(out *page) {
		for _, f := range figures {
			word, verdict := "at least", "reached"
			if f.Less {
				word = "at most"
			}
			if !f.Reach {
				verdict = "MISSED"
			}
			out.line("%s, %s: %.4g %s; limit %.4g (%s); ratio %.2f, bar %s %.2f: %s",
				f.Engine, f.What, f.Value, f.Unit, f.Limit, f.Of, f.Ratio, word, f.Bar, verdict)
		}
		for _, note := range notes {
			out.line("%s", note)
		}
	})
}

// benchDatabase opens the empty database of a measurement: the one that --db names, or a file that is
// removed afterwards. The file is as durable as a real one, since that is what is measured.
func (c *console) benchDatabase(ctx context.Context) (*store.DB, func(), error) {
	if c.DB != "" {
		db, err := store.Open(ctx, c.DB, store.Options{})
		return db, func() {}, err
	}
	folder, err := os.MkdirTemp("/var/tmp", "obolus-bench-")
	if err != nil {
		return nil, nil, fmt.Errorf("making a folder for the measurement: %w", err)
	}
	remove := func() { os.RemoveAll(folder) }
	db, err := store.Open(ctx, filepath.Join(folder, "bench.db"), store.Options{})
	if err != nil {
		remove()
	}
	return db, remove, err
}

// populate fills the database of a measurement and says on the standard error what it does.
func (c *console) populate(ctx context.Context, db *store.DB, p store.Population) error {
	p.Progress = func(table string, rows int64) {
		fmt.Fprintf(c.Stderr, "filling %s: %s\n", table, count(rows, "row", "rows"))
	}
	return db.Populate(ctx, p)
}

// benchMonth is the month whose clicks are made up: the one before the running one.
func benchMonth(now time.Time) obolus.Month { return obolus.MonthOf(now).Previous() }

// median returns the middle of some durations in seconds.
func median(seconds []float64) float64 {
	sorted := slices.Sorted(slices.Values(seconds))
	return sorted[len(sorted)/2]
}

// timed runs f and returns how many seconds it took.
func timed(f func() error) (float64, error) {
	runtime.GC()
	start := time.Now()
	err := f()
	return time.Since(start).Seconds(), err
}
