// Package jobstest holds the promises of jobs.Store as one suite, to be run on
// every engine, and a store in memory that keeps them.
package jobstest

import (
	"sync"
	"testing"
	"time"

	"obolus/jobs"
)

// t0 is an instant with a fraction of a millisecond, which no store has to keep.
var t0 = time.Date(2026, 11, 1, 0, 0, 0, 123_456_789, time.UTC)

const ttl = time.Minute

func at(d time.Duration) time.Time { return t0.Add(d) }

// RunStore runs the suite. newStore returns an empty store, each time another.
func RunStore(t *testing.T, newStore func(t *testing.T) jobs.Store) {
	run := func(name string, test func(t *testing.T, s jobs.Store)) {
		t.Run(name, func(t *testing.T) { test(t, newStore(t)) })
	}
	run("of many at once one wins", oneWins)
	run("of many at once one inherits", oneInherits)
	run("nobody takes what is held", heldIsHeld)
	run("an old holder has no say", oldHolder)
	run("what is done stays done", doneStays)
	run("a failure waits for its next attempt", failureWaits)
	run("an interruption is no failure", interruption)
	run("the last key done is the greatest in byte order", lastDone)
	run("jobs do not know each other", apart)
	run("an operator sees every key", list)
}

func claim(key, holder string, now time.Time) jobs.Claim {
	return jobs.Claim{Name: "close", Key: key, Holder: holder, Due: t0, Now: now, Until: now.Add(ttl)}
}

func lease(key, holder string, attempt int64) jobs.Lease {
	return jobs.Lease{Name: "close", Key: key, Holder: holder, Attempt: attempt}
}

func take(t *testing.T, s jobs.Store, c jobs.Claim) jobs.Answer {
	t.Helper()
	a, err := s.Take(t.Context(), c)
	if err != nil {
		t.Fatalf("taking %s for %s: %v", c.Key, c.Holder, err)
	}
	return a
}

func win(t *testing.T, s jobs.Store, c jobs.Claim, attempt int64) jobs.Lease {
	t.Helper()
	if a := take(t, s, c); !a.Won || a.Done || a.Attempt != attempt {
		t.Fatalf("%s takes %s: %+v, want attempt %d", c.Holder, c.Key, a, attempt)
	}
	return jobs.Lease{Name: c.Name, Key: c.Key, Holder: c.Holder, Attempt: attempt}
}

// lose checks that the claim is refused until the given time.
func lose(t *testing.T, s jobs.Store, c jobs.Claim, again time.Time) {
	t.Helper()
	a := take(t, s, c)
	if a.Won || a.Done || !a.Again.Equal(ms(again)) {
		t.Fatalf("%s takes %s: %+v, want refused until %s", c.Holder, c.Key, a, ms(again))
	}
}

// says checks whether a store let the holder speak.
func says(t *testing.T, what string, want bool) func(got bool, err error) {
	return func(got bool, err error) {
		t.Helper()
		if err != nil || got != want {
			t.Fatalf("%s: %t, %v, want %t", what, got, err, want)
		}
	}
}

// race sends a claim from many holders at once and returns the winners' attempts.
func race(t *testing.T, s jobs.Store, now time.Time) []int64 {
	const holders = 32
	var mu sync.Mutex
	var attempts []int64
	var all sync.WaitGroup
	start := make(chan struct{})
	for i := range holders {
		all.Go(func() {
			<-start
			a, err := s.Take(t.Context(), claim("2026-10", string(rune('A'+i)), now))
			mu.Lock()
			defer mu.Unlock()
			switch {
			case err != nil:
				t.Errorf("taking: %v", err)
			case a.Won:
				attempts = append(attempts, a.Attempt)
			case a.Done || !a.Again.Equal(ms(now.Add(ttl))):
				t.Errorf("the loser hears %+v", a)
			}
		})
	}
	close(start)
	all.Wait()
	return attempts
}
