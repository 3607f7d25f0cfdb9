package app_test

import (
	"testing"
	"time"

	"obolus"
	"obolus/app"
	"obolus/money"
	"obolus/month"
	"obolus/store"
	"obolus/store/storetest"
)

// world is an instance without fees, with a clock that the test moves.
type world struct {
	*app.App
	t     *testing.T
	db    *store.DB
	clock *clock
}

// worlds runs a test on an empty instance of each engine, at noon of 2026-10-15.
func worlds(t *testing.T, test func(t *testing.T, w *world)) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		c := newClock(at("2026-10-15T12:00:00Z"))
		w := &world{App: app.New(db, c.now), t: t, db: db, clock: c}
		w.set("fee_deposit", "0")
		test(t, w)
	})
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) set(name, value string) {
	w.t.Helper()
	_, err := w.SetSetting(w.t.Context(), name, value)
	w.must(err)
}

func (w *world) supporter(name string, budget, funds money.Amount) obolus.Person {
	w.t.Helper()
	return supporter(w.t, w.App, name, budget, funds)
}

func (w *world) creator(name string) obolus.Person {
	w.t.Helper()
	return supporter(w.t, w.App, name, 0, 0)
}

func (w *world) click(p obolus.Person, address string) app.Clicked {
	w.t.Helper()
	clicked, err := w.Click(w.t.Context(), app.NewClick{Person: p.ID, Address: address})
	w.must(err)
	return clicked
}

func (w *world) claim(p obolus.Person, identity string) app.Claim {
	w.t.Helper()
	claim, err := w.Claim(w.t.Context(), p.ID, identity)
	w.must(err)
	return claim
}

// close goes on to the second hour of the following month and closes.
func (w *world) close(m obolus.Month) app.Closing {
	w.t.Helper()
	w.clock.set(m.End().Add(time.Hour))
	closing, err := w.CloseMonth(w.t.Context(), m, app.CloseOptions{})
	w.must(err)
	return closing
}

func (w *world) balances(p obolus.Person) app.Balances {
	w.t.Helper()
	b, err := w.Balances(w.t.Context(), p.ID)
	w.must(err)
	return b
}

func (w *world) earnings(p obolus.Person) app.Earnings {
	w.t.Helper()
	e, err := w.Earnings(w.t.Context(), p.ID)
	w.must(err)
	return e
}

// verified fails the test unless the whole database agrees with itself.
func (w *world) verified() {
	w.t.Helper()
	v, err := w.Verify(w.t.Context(), nil)
	w.must(err)
	if len(v.Differences) > 0 {
		w.t.Errorf("verify found %q", v.Differences)
	}
}

// team makes a thing of several recipients, named by what can be claimed, with the given weights.
func (w *world) team(address string, weights map[string]int64, order ...string) {
	w.t.Helper()
	ctx := w.t.Context()
	ids, err := w.db.NewIDs(ctx, 2+len(order))
	w.must(err)
	w.must(w.db.Write(ctx, func(tx app.Tx) error {
		var members month.Team
		for i, name := range order {
			r, err := tx.InsertRecipient(ctx, obolus.Recipient{ID: obolus.RecipientID(ids) + 2 + obolus.RecipientID(i), Kind: obolus.IdentityRecipient, Name: name}, w.Now())
			if err != nil {
				return err
			}
			members = append(members, month.Member{Recipient: int64(r.ID), Weight: weights[name]})
		}
		team, err := tx.InsertRecipient(ctx, obolus.Recipient{ID: obolus.RecipientID(ids), Kind: obolus.TeamRecipient, Name: "team of " + address}, w.Now())
		if err != nil {
			return err
		}
		err = tx.InsertTeam(ctx, team.ID, members)
		if err != nil {
			return err
		}
		_, err = tx.InsertThing(ctx, obolus.Thing{ID: obolus.ThingID(ids + 1), URL: address, Title: "a work of several", Recipient: team.ID, CreatedAt: w.Now()})
		return err
	}))
}

// refused fails the test unless err is of the kind and code.
func refused(t *testing.T, err error, kind obolus.Kind, code string) {
	t.Helper()
	got := obolus.AsError(err)
	if got == nil || got.Kind != kind || got.Code != code {
		t.Errorf("got %v, want it refused as %s, %s", err, kind, code)
	}
}
