package app_test

import (
	"slices"
	"testing"

	"obolus"
	"obolus/app"
	"obolus/money"
)

func (w *world) statement(p obolus.Person, m obolus.Month) app.SupporterStatement {
	w.t.Helper()
	s, err := w.SupporterStatement(w.t.Context(), p.ID, m)
	w.must(err)
	return s
}

// whereabouts lists those of a statement's clicks from the first click to the last.
func whereabouts(s app.SupporterStatement) []app.Whereabouts {
	var list []app.Whereabouts
	for _, c := range s.Clicks {
		list = append(list, c.Whereabouts)
	}
	slices.Reverse(list)
	return list
}

// Protects the promise that the forecast of a running month is what its close then does.
func TestSupporterStatement_ForecastIsTheClose(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ada := w.supporter("Ada", 5*money.Unit, 20*money.Unit)
		for _, address := range []string{"https://a.example.org/", "https://x.com/bob", "https://b.example.net/post"} {
			w.click(ada, address)
		}
		before := w.statement(ada, 202610)
		if before.Closed || before.Share != 1_666_666 || before.Spent != 4_999_998 || before.Kept != 2 || before.Available != 5*money.Unit {
			t.Errorf("the forecast is %+v", before)
		}
		if got := whereabouts(before); !slices.Equal(got, []app.Whereabouts{app.Open, app.Open, app.Open}) {
			t.Errorf("before the close the clicks are %v", got)
		}
		closing := w.close(202610)
		after := w.statement(ada, 202610)
		if !after.Closed || after.Share != before.Share || after.Spent != before.Spent || after.Kept != before.Kept || after.Funds != before.Funds || after.Spent != closing.Spent {
			t.Errorf("the close gave %+v, forecast was %+v", after, before)
		}
		w.claim(w.creator("Bob"), "twitter:bob")
		if got := whereabouts(w.statement(ada, 202610)); !slices.Equal(got, []app.Whereabouts{app.Waiting, app.Collected, app.Waiting}) {
			t.Errorf("after bob's claim the clicks are %v", got)
		}
		w.verified()
	})
}

// Protects a suspended supporter's money: her clicks are worth nothing to anybody, and her funds stay.
func TestSupporterStatement_Frozen(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ada := w.supporter("Ada", 5*money.Unit, 20*money.Unit)
		w.click(ada, "https://a.example.org/")
		_, err := w.Suspend(t.Context(), ada.ID)
		w.must(err)
		for _, closed := range []bool{false, true} {
			if closed {
				w.close(202610)
			}
			s := w.statement(ada, 202610)
			if s.Closed != closed || s.Spent != 0 || len(s.Clicks) != 1 || s.Clicks[0].Whereabouts != app.Frozen || s.Clicks[0].Worth != 0 {
				t.Errorf("closed %t: %+v", closed, s)
			}
		}
		if b := w.balances(ada); b.Funds != 20*money.Unit {
			t.Errorf("she has %+v left", b)
		}
	})
}

// Protects what a supporter is told when her funds did not reach: the click counted, worth nothing.
func TestSupporterStatement_Nothing(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ada := w.supporter("Ada", 10*money.Unit, 9*money.Unit)
		w.click(ada, "https://a.example.org/")
		w.clock.set(at("2026-11-01T00:00:00Z"))
		w.click(ada, "https://a.example.org/") // October is not closed yet, so she still has funds
		w.close(202610)
		w.close(202611)
		s := w.statement(ada, 202611)
		if s.Funds != 0 || s.Share != 0 || !slices.Equal(whereabouts(s), []app.Whereabouts{app.Nothing}) {
			t.Errorf("November is %+v", s)
		}
		if s := w.statement(ada, 202610); s.Spent != 9*money.Unit || s.Available != 9*money.Unit || s.Budget != 10*money.Unit {
			t.Errorf("October is %+v", s)
		}
		if s := w.statement(ada, 202609); s.Closed || len(s.Clicks) != 0 || s.Spent != 0 {
			t.Errorf("September is %+v", s)
		}
	})
}

// Protects R3 on a statement: a team's click waits as long as any member's part of it waits.
func TestSupporterStatement_Team(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		w.team("https://band.example.org/song", map[string]int64{"twitter:ann": 2, "twitter:ben": 1}, "twitter:ann", "twitter:ben")
		ada := w.supporter("Ada", 5*money.Unit, 20*money.Unit)
		w.click(ada, "https://band.example.org/song")
		w.close(202610)
		for _, step := range []struct {
			claims string
			want   app.Whereabouts
		}{{"twitter:ann", app.Waiting}, {"twitter:ben", app.Collected}} {
			w.claim(w.creator(step.claims[8:]), step.claims)
			if got := whereabouts(w.statement(ada, 202610)); !slices.Equal(got, []app.Whereabouts{step.want}) {
				t.Errorf("after the claim of %s the click is %v, want %s", step.claims, got, step.want)
			}
		}
		w.verified()
	})
}

// Protects the kinds: nobody's statement is not an empty one.
func TestSupporterStatement_Unknown(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		_, err := w.SupporterStatement(t.Context(), 999, 202610)
		refused(t, err, obolus.NotFound, "person_unknown")
		_, err = w.CreatorStatement(t.Context(), 999, 202610)
		refused(t, err, obolus.NotFound, "person_unknown")
		_, err = w.Earnings(t.Context(), 999)
		refused(t, err, obolus.NotFound, "person_unknown")
	})
}
