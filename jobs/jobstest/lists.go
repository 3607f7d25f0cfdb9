package jobstest

import (
	"testing"
	"time"

	"obolus/jobs"
)

// lastDone: a collation that ignores case or punctuation would order otherwise.
func lastDone(t *testing.T, s jobs.Store) {
	ctx := t.Context()
	last := func(want string) {
		t.Helper()
		if got, err := s.LastDone(ctx, "close"); err != nil || got != want {
			t.Fatalf("last done %q, %v, want %q", got, err, want)
		}
	}
	last("")
	win(t, s, claim("zz held", "a", t0), 1)
	last("") // held is not done
	for _, step := range []struct{ key, want string }{
		{"2026-10", "2026-10"}, {"2026-09", "2026-10"}, {"B", "B"}, {"a", "a"}, {"C", "a"}, {"ä", "ä"}, {"z", "ä"},
	} {
		says(t, "finishes "+step.key, true)(s.Finish(ctx, win(t, s, claim(step.key, "a", t0), 1), t0))
		last(step.want)
	}
}

func apart(t *testing.T, s jobs.Store) {
	ctx := t.Context()
	l := win(t, s, claim("2026-10", "a", t0), 1)
	other := claim("2026-10", "b", t0)
	other.Name = "escrow"
	win(t, s, other, 1)
	win(t, s, claim("2026-11", "b", t0), 1)
	says(t, "finishes", true)(s.Finish(ctx, l, t0))
	if got, err := s.LastDone(ctx, "escrow"); err != nil || got != "" {
		t.Fatalf("another job's last key %q, %v", got, err)
	}
}

func list(t *testing.T, s jobs.Store) {
	ctx := t.Context()
	if got, err := s.List(ctx, 10); err != nil || len(got) != 0 {
		t.Fatalf("an empty store lists %v, %v", got, err)
	}
	l := win(t, s, claim("2026-10", "a", t0), 1)
	says(t, "finishes", true)(s.Finish(ctx, l, at(time.Second)))
	c := claim("2026-11", "b", at(time.Hour))
	c.Due = at(30 * time.Minute)
	win(t, s, c, 1)

	want := []jobs.Entry{
		{Name: "close", Key: "2026-11", Due: ms(c.Due), Holder: "b", Until: ms(c.Until), Attempts: 1, Again: ms(c.Now)},
		{Name: "close", Key: "2026-10", Due: ms(t0), Holder: "a", Attempts: 1, Again: ms(t0), DoneAt: ms(at(time.Second))},
	}
	for limit := 1; limit <= 3; limit++ {
		got, err := s.List(ctx, limit)
		if err != nil || len(got) != min(limit, 2) {
			t.Fatalf("listing %d: %d entries, %v", limit, len(got), err)
		}
		for i := range got {
			if got[i] != want[i] {
				t.Errorf("entry %d\n got %+v\nwant %+v", i, got[i], want[i])
			}
		}
	}
}

// only is the one entry of the store.
func only(t *testing.T, s jobs.Store) jobs.Entry {
	t.Helper()
	all, err := s.List(t.Context(), 10)
	if err != nil || len(all) != 1 {
		t.Fatalf("listing: %d entries, %v, want one", len(all), err)
	}
	return all[0]
}
