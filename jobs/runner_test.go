package jobs_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"obolus/jobs"
	"obolus/jobs/jobstest"
)

// Every test here runs in a bubble of testing/synctest: its time is not real,
// moves only when everyone waits, and starts on 1 January 2000.

type clock struct{ skew time.Duration }

func (c clock) Now() time.Time { return time.Now().Add(c.skew) }

// work counts what runs at the same time, and which keys were done in what order.
type work struct {
	mu      sync.Mutex
	running map[string]int
	done    []string
	begun   int
	do      func(ctx context.Context, key string) error
}

func (w *work) run(ctx context.Context, key string) error {
	w.mu.Lock()
	if w.running == nil {
		w.running = map[string]int{}
	}
	w.running[key]++
	w.begun++
	if w.running[key] > 1 {
		w.mu.Unlock()
		return fmt.Errorf("two at once at %s", key)
	}
	w.mu.Unlock()
	defer func() { // also when it panics
		w.mu.Lock()
		defer w.mu.Unlock()
		w.running[key]--
	}()
	if err := w.do(ctx, key); err != nil {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.done = append(w.done, key)
	return nil
}

// sofar is how much was begun, what is done, and how many are at key now.
func (w *work) sofar(key string) (begun int, done []string, running int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.begun, slices.Clone(w.done), w.running[key]
}

func takes(d time.Duration) func(context.Context, string) error {
	return func(ctx context.Context, _ string) error {
		select {
		case <-time.After(d):
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

var january = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// closing is the job of the real close, from the given month on.
func closing(first time.Time, w *work) jobs.Job {
	return jobs.Job{Name: "close", Next: jobs.Monthly(first), Run: w.run}
}

func newRunner(t *testing.T, s jobs.Store, c clock, holder string, js ...jobs.Job) *jobs.Runner {
	t.Helper()
	r, err := jobs.New(jobs.Config{Store: s, Clock: c, Log: slog.New(slog.DiscardHandler), Holder: holder}, js...)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// start runs the runner as a process of its own; the returned func stops it.
func start(r *jobs.Runner) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { defer close(ended); r.Run(ctx) }()
	return func() { cancel(); <-ended }
}

// hourly has a key for every full hour, so that a test need not pass months.
func hourly(after string) (string, time.Time, error) {
	next := january.Add(-2 * time.Hour)
	if after != "" {
		last, err := time.Parse(time.RFC3339, after)
		if err != nil {
			return "", time.Time{}, err
		}
		next = last.Add(time.Hour)
	}
	return next.Format(time.RFC3339), next, nil
}

// Once, whatever the number of processes, and what was missed in order.
func TestRun_ManyProcessesDoEachKeyOnceInOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, w := &jobstest.Memory{}, &work{do: takes(10 * time.Second)}
		for i := range 20 {
			c := clock{time.Duration(i-10) * time.Second / 2} // no two clocks agree
			defer start(newRunner(t, s, c, fmt.Sprint("p", i), jobs.Job{Name: "hourly", Next: hourly, Run: w.run}))()
		}
		time.Sleep(3*time.Hour + 5*time.Minute)
		synctest.Wait()
		want := []string{
			"1999-12-31T22:00:00Z", "1999-12-31T23:00:00Z", "2000-01-01T00:00:00Z", // missed
			"2000-01-01T01:00:00Z", "2000-01-01T02:00:00Z", "2000-01-01T03:00:00Z",
		}
		if begun, done, _ := w.sofar(""); !slices.Equal(done, want) || begun != len(want) {
			t.Errorf("done %v with %d attempts, want %v with one each", done, begun, want)
		}
	})
}

// Nothing is begun before its time, and then without delay.
func TestRun_BeginsWhenTheMonthIsOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		over := january.AddDate(0, 1, 0)
		time.Sleep(time.Until(over) - time.Hour)
		w := &work{do: takes(0)}
		defer start(newRunner(t, &jobstest.Memory{}, clock{}, "p", closing(january, w)))()
		time.Sleep(time.Until(over) - time.Millisecond)
		synctest.Wait()
		if begun, _, _ := w.sofar(""); begun != 0 {
			t.Error("begun before the month was over")
		}
		time.Sleep(time.Millisecond)
		synctest.Wait()
		if _, done, _ := w.sofar(""); !slices.Equal(done, []string{"2000-01"}) {
			t.Errorf("when the month is over, done %v", done)
		}
	})
}

// Retried until it succeeds, ever more slowly but at least every five minutes,
// and a panic is a failure like any other.
func TestRun_RetriesUntilItSucceeds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var tries []time.Time
		w := &work{do: func(context.Context, string) error {
			switch tries = append(tries, time.Now()); {
			case len(tries) == 2:
				panic("a bug")
			case len(tries) < 20:
				return errors.New("dial postgres://obolus:hunter2@db: refused")
			}
			return nil
		}}
		r := newRunner(t, &jobstest.Memory{}, clock{}, "p", closing(january.AddDate(0, -1, 0), w))
		defer start(r)()
		time.Sleep(20 * time.Minute)
		synctest.Wait()
		e := entry(t, r, "1999-12")
		if e.State != jobs.Failing || e.LastError != "dial postgres://…@db: refused" || !e.Again.After(time.Now()) {
			t.Errorf("after twenty minutes the operator sees %+v", e)
		}
		time.Sleep(2 * time.Hour)
		synctest.Wait() // which also orders what the job wrote before what is read here
		if e = entry(t, r, "1999-12"); e.State != jobs.Done || e.Attempts != 20 || len(tries) != 20 {
			t.Errorf("in the end the operator sees %+v after %d tries", e, len(tries))
		}
		for i := 1; i < len(tries); i++ {
			longest := min(5*time.Minute, time.Second<<(i-1)) + time.Millisecond
			if gap := tries[i].Sub(tries[i-1]); gap < longest/2-time.Millisecond || gap > longest {
				t.Errorf("pause %d is %s, want between half of %s and all", i, gap, longest)
			}
		}
	})
}

func entry(t *testing.T, r *jobs.Runner, key string) jobs.Entry {
	t.Helper()
	all, err := r.List(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(all, func(e jobs.Entry) bool { return e.Key == key })
	if i < 0 {
		t.Fatalf("%s is not listed in %+v", key, all)
	}
	return all[i]
}
