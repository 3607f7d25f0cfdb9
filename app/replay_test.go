package app_test

import (
	"fmt"
	"testing"
	"time"

	"obolus"
	"obolus/app"
	"obolus/money"
	"obolus/store"
	"obolus/store/storetest"
)

// Replayed clicks keep their own times and obey the rules of a click, more than one batch of them too.
func TestReplay(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		c := newClock(at("2026-10-31T23:59:59Z"))
		a := app.New(db, c.now)
		ada := supporter(t, a, "Ada", 5*money.Unit, 10*money.Unit)
		bob := supporter(t, a, "Bob", 5*money.Unit, 10*money.Unit)
		start := at("2026-10-01T00:00:00Z")
		var clicks []app.PastClick
		for i := range 300 {
			clicks = append(clicks, app.PastClick{Person: ada.ID, Address: fmt.Sprintf("https://example.org/%d", i%290),
				Title: fmt.Sprintf("Page %d", i%290), At: start.Add(time.Duration(i) * time.Minute)})
		}
		clicks = append(clicks, app.PastClick{Person: bob.ID, Address: "https://example.org/0", At: start})
		done, err := a.Replay(t.Context(), clicks)
		if err != nil || len(done) != 301 {
			t.Fatalf("%d of 301 clicks, %v", len(done), err)
		}
		for i, d := range done {
			if d.New != (i < 290 || i == 300) || d.Click.Month != 202610 || d.Click.Supporter != clicks[i].Person {
				t.Fatalf("click %d became %+v", i, d)
			}
			if d.New && (!d.Click.At.Equal(clicks[i].At) || d.Thing.Title != fmt.Sprintf("Page %d", i%300)) {
				t.Fatalf("click %d became %+v", i, d)
			}
		}
		stored, err := a.Clicks(t.Context(), ada.ID, 202610)
		if err != nil || len(stored) != 290 || !stored[289].Click.At.Equal(start) {
			t.Errorf("%d clicks are stored, the first of %v, %v", len(stored), stored[len(stored)-1].Click.At, err)
		}
	})
}

// A replay opens no way around the month's border (R8) or the rules of a click (R13).
func TestReplay_Refuses(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		c := newClock(at("2026-10-15T00:00:00Z"))
		a := app.New(db, c.now)
		ada := supporter(t, a, "Ada", 5*money.Unit, 10*money.Unit)
		eve := supporter(t, a, "Eve", 0, 0)
		cases := map[string]struct {
			click app.PastClick
			kind  obolus.Kind
		}{
			"an earlier month": {app.PastClick{Person: ada.ID, Address: "https://example.org", At: at("2026-09-30T23:59:59Z")}, obolus.Invalid},
			"the future":       {app.PastClick{Person: ada.ID, Address: "https://example.org", At: at("2026-10-15T00:00:01Z")}, obolus.Invalid},
			"no budget":        {app.PastClick{Person: eve.ID, Address: "https://example.org", At: c.now()}, obolus.Unpaid},
			"no address":       {app.PastClick{Person: ada.ID, Address: "ftp://example.org", At: c.now()}, obolus.Invalid},
		}
		for name, test := range cases {
			done, err := a.Replay(t.Context(), []app.PastClick{test.click})
			if obolus.KindOf(err) != test.kind || len(done) != 0 {
				t.Errorf("%s: %d clicks, %v; want an error of kind %s", name, len(done), err, test.kind)
			}
		}
		c.set(at("2026-11-01T00:00:00Z"))
		_, err := a.CloseMonth(t.Context(), 202610, app.CloseOptions{})
		if err != nil {
			t.Fatal(err)
		}
		c.set(at("2026-10-20T00:00:00Z")) // a clock that lags behind the one that closed
		_, err = a.Replay(t.Context(), []app.PastClick{{Person: ada.ID, Address: "https://example.org", At: c.now()}})
		if obolus.KindOf(err) != obolus.Conflict {
			t.Errorf("a closed month: %v, want a conflict", err)
		}
	})
}
