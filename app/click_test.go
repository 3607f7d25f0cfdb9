package app_test

import (
	"sync/atomic"
	"testing"
	"time"

	"obolus"
	"obolus/app"
	"obolus/money"
	"obolus/store"
	"obolus/store/storetest"
)

// clock is a time that tests move.
// clock stands still until it is set; what is read again in the background asks it too.
type clock struct{ t atomic.Pointer[time.Time] }

func newClock(t time.Time) *clock {
	c := &clock{}
	c.set(t)
	return c
}

func (c *clock) now() time.Time  { return *c.t.Load() }
func (c *clock) set(t time.Time) { c.t.Store(&t) }

func at(text string) time.Time {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	return t
}

// supporter makes a person with a budget and funds.
func supporter(t *testing.T, a *app.App, name string, budget, funds money.Amount) obolus.Person {
	t.Helper()
	ctx := t.Context()
	p, err := a.AddPerson(ctx, name)
	if err != nil {
		t.Fatal(err)
	}
	if budget > 0 {
		p, err = a.SetBudget(ctx, p.ID, budget)
		if err != nil {
			t.Fatal(err)
		}
	}
	if funds > 0 {
		_, err = a.Deposit(ctx, app.Payment{Person: p.ID, Provider: "test", Reference: "start-" + name, Gross: funds, State: obolus.DepositCleared})
		if err != nil {
			t.Fatal(err)
		}
	}
	return p
}

// A click counts once per supporter, month and thing (R13), and again in the next month.
func TestClick_OncePerMonth(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		c := newClock(at("2026-10-15T12:00:00Z"))
		a := app.New(db, c.now)
		ada := supporter(t, a, "Ada", 5*money.Unit, 10*money.Unit)
		first, err := a.Click(t.Context(), app.NewClick{Person: ada.ID, Address: "https://Example.org/post/", Title: "A post"})
		if err != nil {
			t.Fatal(err)
		}
		if !first.New || first.Click.Month != 202610 || first.Thing.Title != "A post" {
			t.Errorf("the first click is %+v", first)
		}
		again, err := a.Click(t.Context(), app.NewClick{Person: ada.ID, Address: "http://example.org/post/"})
		if err != nil {
			t.Fatal(err)
		}
		if again.New || again.Click.ID != first.Click.ID {
			t.Errorf("the same thing again gave %+v", again)
		}
		c.set(at("2026-11-01T00:00:00Z"))
		next, err := a.Click(t.Context(), app.NewClick{Person: ada.ID, Address: "http://example.org/post/"})
		if err != nil {
			t.Fatal(err)
		}
		if !next.New || next.Click.Month != 202611 {
			t.Errorf("the next month's click is %+v", next)
		}
		err = a.Undo(t.Context(), ada.ID, first.Click.ID)
		if obolus.KindOf(err) != obolus.NotFound {
			t.Errorf("undoing a click of an earlier month: %v", err)
		}
		err = a.Undo(t.Context(), ada.ID, next.Click.ID)
		if err != nil {
			t.Error(err)
		}
		n, err := a.Count(t.Context(), first.Thing.ID)
		if err != nil || n != 1 {
			t.Errorf("the thing has %d clicks, %v", n, err)
		}
	})
}
