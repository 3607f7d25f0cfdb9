package app_test

import (
	"context"
	"database/sql"
	"testing"
	"time"

	"obolus"
	"obolus/app"
	"obolus/money"
	"obolus/store"
	"obolus/testpg"
)

// meanwhile closes October, and runs an attack when the close has taken its time and again when it has
// taken what the supporters give: once, and until it waits for the close or has ended. It returns how
// often the database had to begin either again, because they had locked each other out. SQLite has one writer, so there is nothing to be proved there.
func meanwhile(t *testing.T, when string, attack func(w *world, ada, bob obolus.Person) error) int {
	t.Helper()
	address := testpg.URL(t)
	db := openFast(t, address)
	c := &movingClock{}
	c.set(at("2026-10-15T12:00:00Z"))
	w := &world{App: app.New(db, c.now), t: t, db: db}
	w.set("fee_deposit", "0.05")
	w.set("fee_earnings", "0.01")
	ada, bob := w.supporter("Ada", 5*money.Unit, 20*money.Unit), w.supporter("Bob", 5*money.Unit, 20*money.Unit)
	w.claim(ada, "domain:ada.example")
	w.click(bob, "https://ada.example/1")
	c.set(at("2026-11-01T01:00:00Z"))
	_, err := w.CloseMonth(t.Context(), 202610, app.CloseOptions{}) // Ada has earnings
	w.must(err)
	w.click(bob, "https://ada.example/1")
	w.click(ada, "https://bob.example/1")
	c.set(at("2026-12-01T01:00:00Z"))

	server, err := sql.Open("pgx", address)
	w.must(err)
	defer server.Close()
	begun, ended := 0, make(chan error, 1)
	attacker := &watched{DB: db, begun: func() {}}
	w.App = app.New(attacker, c.now)
	now := func(at string) {
		if at == "begun" {
			begun++
		}
		if at != when || begun > 1 {
			return
		}
		c.move(time.Minute)
		go func() { ended <- attack(w, ada, bob) }()
		waitsOrEnds(t, server, ended)
	}
	closer := app.New(&watched{DB: db, begun: func() { now("begun") }}, c.now)
	_, err = closer.CloseMonth(t.Context(), 202611, app.CloseOptions{Progress: func(int64, int64) { now("given") }})
	w.must(err)
	w.must(<-ended)
	w.verified()
	return begun - 1 + attacker.runs - 1
}

// watched tells when a close has been begun, and counts how often its transactions are run.
type watched struct {
	*store.DB
	begun func()
	runs  int
}

type watchedTx struct {
	app.Tx
	begun func()
}

func (s *watched) Write(ctx context.Context, f func(app.Tx) error) error {
	return s.DB.Write(ctx, func(tx app.Tx) error {
		s.runs++
		return f(watchedTx{tx, s.begun})
	})
}

// InsertMonth is the first that a close writes.
func (s watchedTx) InsertMonth(ctx context.Context, m obolus.Month, at time.Time, fee money.FeeRate) (bool, error) {
	fresh, err := s.Tx.InsertMonth(ctx, m, at, fee)
	s.begun()
	return fresh, err
}

// waitsOrEnds returns when somebody waits for a lock in the database, or the attack has ended.
func waitsOrEnds(t *testing.T, server *sql.DB, ended chan error) {
	t.Helper()
	look := time.NewTicker(2 * time.Millisecond)
	defer look.Stop()
	for waiting := 0; waiting == 0 && len(ended) == 0; <-look.C {
		err := server.QueryRowContext(t.Context(), `SELECT COUNT(*) FROM pg_stat_activity
			WHERE datname = current_database() AND wait_event_type = 'Lock'`).Scan(&waiting)
		if err != nil {
			t.Error(err)
			return
		}
	}
}

// Protects closed months from a false alarm: who is suspended while a month is being divided is frozen
// or settled, and verify agrees with either.
func TestSuspend_DuringAClose(t *testing.T) {
	meanwhile(t, "begun", func(w *world, _, bob obolus.Person) error {
		_, err := w.Suspend(t.Context(), bob.ID)
		return err
	})
}

// Protects the close from being brought down by one of its supporters: money that moves meanwhile locks
// the balances in the close's order, so that no deadlock rolls the close back.
func TestClose_IsNotBroughtDownByMovedMoney(t *testing.T) {
	for name, attack := range map[string]func(w *world, ada, bob obolus.Person) error{
		"earnings to funds": func(w *world, ada, _ obolus.Person) error {
			_, err := w.MoveEarnings(t.Context(), ada.ID, money.Unit, app.Once{})
			return err
		},
		"a deposit with a fee": func(w *world, ada, _ obolus.Person) error {
			_, err := w.Deposit(t.Context(), app.Payment{Person: ada.ID, Provider: "test", Reference: "x", Gross: money.Unit, State: obolus.DepositCleared})
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			if again := meanwhile(t, "given", attack); again > 0 {
				t.Errorf("the close and the attack locked each other out: one was begun again %d times", again)
			}
		})
	}
}
