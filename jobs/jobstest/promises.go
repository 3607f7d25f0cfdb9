package jobstest

import (
	"slices"
	"testing"
	"time"

	"obolus/jobs"
)

func oneWins(t *testing.T, s jobs.Store) {
	if got := race(t, s, t0); !slices.Equal(got, []int64{1}) {
		t.Fatalf("winners' attempts %v, want exactly one, the first", got)
	}
}

// oneInherits: many see at once that a holder died; its work goes to one.
func oneInherits(t *testing.T, s jobs.Store) {
	win(t, s, claim("2026-10", "dead", t0), 1)
	if got := race(t, s, at(ttl)); !slices.Equal(got, []int64{2}) {
		t.Fatalf("winners' attempts %v, want exactly one, the second", got)
	}
}

func heldIsHeld(t *testing.T, s jobs.Store) {
	ctx := t.Context()
	l := win(t, s, claim("2026-10", "a", t0), 1)
	lose(t, s, claim("2026-10", "b", at(ttl-time.Millisecond)), at(ttl))
	lose(t, s, claim("2026-10", "a", at(time.Second)), at(ttl)) // not twice under one name either
	says(t, "a extends", true)(s.Extend(ctx, l, at(3*ttl)))
	lose(t, s, claim("2026-10", "b", at(2*ttl)), at(3*ttl))
	says(t, "a extends a lease that ran out but that nobody took", true)(s.Extend(ctx, l, at(5*ttl)))
	win(t, s, claim("2026-10", "b", at(5*ttl)), 2)
}

// oldHolder: whoever lost the lease can no longer change anything, not even
// when the new holder bears the same name.
func oldHolder(t *testing.T, s jobs.Store) {
	ctx := t.Context()
	old := win(t, s, claim("2026-10", "a", t0), 1)
	l := win(t, s, claim("2026-10", "a", at(ttl)), 2)
	for _, wrong := range []jobs.Lease{old, lease("2026-10", "b", 2), lease("2026-09", "a", 2)} {
		says(t, "extends without the lease", false)(s.Extend(ctx, wrong, at(9*ttl)))
		says(t, "finishes without the lease", false)(s.Finish(ctx, wrong, at(ttl)))
		says(t, "returns without the lease", false)(s.Return(ctx, wrong, at(9*ttl), "no"))
	}
	lose(t, s, claim("2026-10", "b", at(ttl)), at(2*ttl))
	says(t, "the holder finishes", true)(s.Finish(ctx, l, at(ttl)))
}

func doneStays(t *testing.T, s jobs.Store) {
	ctx := t.Context()
	l := win(t, s, claim("2026-10", "a", t0), 1)
	says(t, "finishes", true)(s.Finish(ctx, l, at(time.Second)))
	for _, now := range []time.Time{at(time.Second), at(ttl), at(24 * 365 * time.Hour)} {
		if a := take(t, s, claim("2026-10", "b", now)); a.Won || !a.Done {
			t.Fatalf("taking what is done: %+v", a)
		}
	}
	says(t, "finishes twice", false)(s.Finish(ctx, l, at(time.Hour)))
	says(t, "extends what is done", false)(s.Extend(ctx, l, at(time.Hour)))
	says(t, "returns what is done", false)(s.Return(ctx, l, at(time.Hour), "no"))
	if e := only(t, s); !e.DoneAt.Equal(ms(at(time.Second))) || e.LastError != "" {
		t.Fatalf("changed after it was done: %+v", e)
	}
}

func failureWaits(t *testing.T, s jobs.Store) {
	ctx := t.Context()
	l := win(t, s, claim("2026-10", "a", t0), 1)
	says(t, "returns", true)(s.Return(ctx, l, at(2*ttl), "schlug fehl: „nö“ 😢 '; --"))
	says(t, "returns twice", false)(s.Return(ctx, l, at(time.Second), "again"))
	lose(t, s, claim("2026-10", "b", at(ttl)), at(2*ttl))
	if e := only(t, s); e.LastError != "schlug fehl: „nö“ 😢 '; --" || e.Attempts != 1 || !e.Again.Equal(ms(at(2*ttl))) {
		t.Fatalf("the failure is kept as %+v", e)
	}
	win(t, s, claim("2026-10", "b", at(2*ttl)), 2)
}

func interruption(t *testing.T, s jobs.Store) {
	l := win(t, s, claim("2026-10", "a", t0), 1)
	says(t, "returns", true)(s.Return(t.Context(), l, at(time.Second), ""))
	if e := only(t, s); e.LastError != "" || !e.Until.IsZero() {
		t.Fatalf("an interruption is kept as %+v", e)
	}
	win(t, s, claim("2026-10", "b", at(time.Second)), 2)
}
