package app_test

import (
	"database/sql"
	"errors"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // registers the driver "pgx"

	"obolus"
	"obolus/app"
	"obolus/store/storetest"
	"obolus/testpg"
)

// whileHeld runs a claim by Bob of twitter:bob while a transaction holds a lock, and lets the
// transaction go on only when the claim waits for it. A claim that does not wait fails the test. SQLite
// has one writer, so there is nothing to be proved there.
func whileHeld(t *testing.T, hold func(w *world, bob obolus.Person, tx app.Tx) error) (*world, obolus.Person) {
	t.Helper()
	address := testpg.URL(t)
	db := storetest.Open(t, address)
	c := newClock(at("2026-10-15T12:00:00Z"))
	w := &world{App: app.New(db, c.now), t: t, db: db, clock: c}
	w.set("fee_deposit", "0")
	bob := w.supporter("Bob", 4_000_000, 50_000_000)
	server, err := sql.Open("pgx", address)
	w.must(err)
	defer server.Close()

	claimed := make(chan error, 1)
	w.must(db.Write(t.Context(), func(tx app.Tx) error {
		err := hold(w, bob, tx)
		if err != nil {
			return err
		}
		go func() {
			_, err := w.Claim(t.Context(), bob.ID, "twitter:bob")
			claimed <- err
		}()
		return waits(t, server, claimed)
	}))
	w.must(<-claimed)
	return w, bob
}

// waits returns when somebody waits for an advisory lock in the database, and fails if the claim ends.
func waits(t *testing.T, server *sql.DB, claimed chan error) error {
	t.Helper()
	look := time.NewTicker(2 * time.Millisecond)
	defer look.Stop()
	for {
		select {
		case err := <-claimed:
			claimed <- err
			return errors.New("the claim did not wait")
		case <-t.Context().Done():
			return t.Context().Err()
		case <-look.C:
		}
		var waiting int
		err := server.QueryRowContext(t.Context(), `SELECT COUNT(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
			WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()`).Scan(&waiting)
		if err != nil || waiting > 0 {
			return err
		}
	}
}

// Protects R5: while a close has read who stands for whom, nobody empties an escrow that it fills.
func TestClaim_WaitsForAClose(t *testing.T) {
	whileHeld(t, func(_ *world, _ obolus.Person, tx app.Tx) error {
		return tx.LockMonth(t.Context(), app.EveryMonth)
	})
}

// Protects R13: a click that was allowed before the claim and is written after it is undone by it.
func TestClaim_WaitsForItsOwnClick(t *testing.T) {
	for name, m := range map[string]obolus.Month{"running": 202610, "by a slow clock": 202609, "by a fast clock": 202611} {
		t.Run(name, func(t *testing.T) {
			w, bob := whileHeld(t, func(w *world, bob obolus.Person, tx app.Tx) error {
				err := tx.ShareMonth(t.Context(), m)
				if err != nil {
					return err
				}
				return insertClick(w, tx, bob, m)
			})
			if s := w.statement(bob, m); len(s.Clicks) != 0 {
				t.Errorf("she supports herself: %+v", s.Clicks)
			}
		})
	}
}

// insertClick puts a click on Bob's page past the rules, as a request does that has just passed them.
func insertClick(w *world, tx app.Tx, p obolus.Person, m obolus.Month) error {
	thing, err := w.Submit(w.t.Context(), "https://x.com/bob", "")
	if err != nil {
		return err
	}
	id, err := w.db.NewIDs(w.t.Context(), 1)
	if err != nil {
		return err
	}
	n, err := tx.InsertClicks(w.t.Context(), []obolus.Click{{ID: obolus.ClickID(id), Supporter: p.ID, Month: m, Thing: thing.ID,
		Recipient: thing.Recipient, Weight: 1, At: m.Start()}})
	if err == nil && n != 1 {
		err = errors.New("the click was there")
	}
	return err
}
