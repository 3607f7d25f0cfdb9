package app_test

import (
	"database/sql"
	"testing"

	"obolus"
	"obolus/app"
	"obolus/money"
	"obolus/store/storetest"
	"obolus/testpg"
)

// Protects R8: what decides about a click is read after the click has its share of the month, and not in
// the same glance: what a close does while the click waits for it decides. SQLite has one writer, so
// there is nothing to be proved there.
func TestClick_IsDecidedAfterItWaited(t *testing.T) {
	address := testpg.URL(t)
	db := storetest.Open(t, address)
	c := newClock(at("2026-10-15T12:00:00Z"))
	w := &world{App: app.New(db, c.now), t: t, db: db, clock: c}
	ada := w.supporter("Ada", 5*money.Unit, 20*money.Unit)
	w.click(ada, "https://r.example/before") // so that this connection knows the statements
	server, err := sql.Open("pgx", address)
	w.must(err)
	defer server.Close()

	clicked := make(chan error, 1)
	w.must(db.Write(t.Context(), func(tx app.Tx) error {
		err := tx.LockMonth(t.Context(), 202610)
		if err != nil {
			return err
		}
		err = tx.SetBudget(t.Context(), ada.ID, 0)
		if err != nil {
			return err
		}
		go func() {
			_, err := w.Click(t.Context(), app.NewClick{Person: ada.ID, Address: "https://r.example/after"})
			clicked <- err
		}()
		return waits(t, server, clicked)
	}))
	refused(t, <-clicked, obolus.Unpaid, "no_budget")
}
