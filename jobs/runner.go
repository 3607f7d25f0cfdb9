package jobs

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"sync"
	"time"
)

// Config is what a Runner needs.
type Config struct {
	Store Store
	Clock Clock
	Log   *slog.Logger

	// Holder names this process to operators, such as "host:pid".
	Holder string

	// Lease is how long a process may be silent before another takes over its
	// work; zero means one minute. It is renewed three times in that time.
	Lease time.Duration
}

// idle is the longest time between two looks at the database. The due time of a
// key is known, but a machine may have slept or its clock been set meanwhile.
const idle = time.Minute

// soon keeps processes that lost a race from asking without a pause.
const soon = 100 * time.Millisecond

// A Runner does jobs in one process. Any number of processes may run the same
// jobs on the same store.
type Runner struct {
	store  Store
	clock  Clock
	log    *slog.Logger
	holder string
	ttl    time.Duration
	jobs   []Job
}

// New checks the jobs: an error here is a mistake in the program.
func New(c Config, jobs ...Job) (*Runner, error) {
	if c.Store == nil || c.Clock == nil || c.Log == nil || c.Holder == "" {
		return nil, errors.New("jobs: a store, a clock, a log and a holder are needed")
	}
	ttl := cmp.Or(c.Lease, time.Minute)
	if ttl < time.Second {
		return nil, fmt.Errorf("jobs: a lease of %s is too short to be renewed", ttl)
	}
	seen := map[string]bool{}
	for _, j := range jobs {
		if j.Name == "" || j.Next == nil || j.Run == nil {
			return nil, fmt.Errorf("jobs: job %q has no name, no keys or nothing to run", j.Name)
		}
		if seen[j.Name] {
			return nil, fmt.Errorf("jobs: there are two jobs named %q", j.Name)
		}
		seen[j.Name] = true
	}
	return &Runner{store: c.Store, clock: c.Clock, log: c.Log, holder: c.Holder, ttl: ttl, jobs: jobs}, nil
}

// Run does the jobs, each on its own, until ctx ends. It returns after the work
// under way has stopped and its leases are given back. Nothing that goes wrong
// in a job or in the store makes it stop earlier.
func (r *Runner) Run(ctx context.Context) {
	var all sync.WaitGroup
	for _, j := range r.jobs {
		all.Go(func() { r.loop(ctx, j) })
	}
	all.Wait()
}

func (r *Runner) loop(ctx context.Context, j Job) {
	var failures int64 // of the store or of Next, in a row
	for ctx.Err() == nil {
		again, err := r.step(ctx, j)
		var pause time.Duration
		switch {
		case err != nil && ctx.Err() != nil:
			return // the process is stopping, which is no failure
		case err != nil:
			failures++
			pause = backoff(failures, rand.Float64())
			r.log.Error("job cannot be looked after", "job", j.Name, "error", err, "pause", pause)
		default:
			failures = 0
			pause = min(idle, again.Sub(r.clock.Now()))
		}
		wait(ctx, pause)
	}
}

// step does the next key if it is due and free. It returns when to look again,
// which may be in the past: at once.
func (r *Runner) step(ctx context.Context, j Job) (again time.Time, err error) {
	key, due, err := r.next(ctx, j)
	if err != nil {
		return time.Time{}, err
	}
	now := r.clock.Now()
	if now.Before(due) {
		return due, nil
	}
	until := now.Add(r.ttl)
	answer, err := r.take(ctx, Claim{Name: j.Name, Key: key, Holder: r.holder, Due: due, Now: now, Until: until})
	if err != nil {
		return time.Time{}, fmt.Errorf("taking %s %s: %w", j.Name, key, err)
	}
	switch {
	case answer.Won:
		lease := Lease{Name: j.Name, Key: key, Holder: r.holder, Attempt: answer.Attempt}
		return time.Time{}, r.work(ctx, j, lease, until)
	case answer.Done:
		return time.Time{}, nil // meanwhile, by another process: on to the next key
	case answer.Again.After(now):
		return answer.Again, nil
	default: // given back between the question and the answer
		return now.Add(soon), nil
	}
}

// next finds the key to be done next and refuses one that would repeat or
// overtake what is done.
func (r *Runner) next(ctx context.Context, j Job) (string, time.Time, error) {
	ask, cancel := context.WithTimeout(ctx, r.ttl/3)
	defer cancel()
	last, err := r.store.LastDone(ask, j.Name)
	if err != nil {
		return "", time.Time{}, fmt.Errorf("asking how far %s is: %w", j.Name, err)
	}
	key, due, err := j.Next(last)
	if err != nil {
		return "", time.Time{}, fmt.Errorf("finding what comes after %s %q: %w", j.Name, last, err)
	}
	if key <= last {
		return "", time.Time{}, fmt.Errorf("%s %q cannot come after %q", j.Name, key, last)
	}
	return key, due, nil
}

func (r *Runner) take(ctx context.Context, c Claim) (Answer, error) {
	ask, cancel := context.WithTimeout(ctx, r.ttl/3)
	defer cancel()
	return r.store.Take(ask, c)
}

// wait returns after d, or as soon as ctx ends.
func wait(ctx context.Context, d time.Duration) {
	if d <= 0 {
		return
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}
