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

// encounter is Bob, whose earnings can leave, and an operator who stops them in the same instant.
type encounter struct {
	*processes
	bob    obolus.Person
	asked  obolus.PayoutID
	server *sql.DB // where waiting can be seen; nil on SQLite
}

// ways are those on which earnings leave. A payout is asked for before it is approved, and approved before it is paid.
var ways = []string{"ask", "approve", "pay", "move"}

// take goes one way.
func (e *encounter) take(a *app.App, way string) error {
	var err error
	switch ctx := e.t.Context(); way {
	case "ask":
		var p obolus.Payout
		p, err = a.AskPayout(ctx, app.NewPayout{Person: e.bob.ID, Rail: "bank"})
		e.asked = p.ID
	case "approve":
		_, err = a.ApprovePayout(ctx, e.asked)
	case "pay":
		_, err = a.PayoutPaid(ctx, e.asked, "SEPA 1")
	case "move":
		_, err = a.MoveEarnings(ctx, e.bob.ID, money.Unit, app.Once{})
	}
	return err
}

// stop is what the operator does: hold what comes to Bob, or suspend him.
func (e *encounter) stop(a *app.App, code string) error {
	if code == "suspended" {
		_, err := a.Suspend(e.t.Context(), e.bob.ID)
		return err
	}
	r, err := e.db.RecipientNamed(e.t.Context(), "github:bob")
	e.must(err)
	return a.Hold(e.t.Context(), r.ID, true)
}

// encounters runs a test for each way and each stop, on both engines.
func encounters(t *testing.T, test func(e *encounter, way, code string)) {
	for engine, address := range map[string]func(testing.TB) string{"sqlite": storetest.Ready, "postgres": testpg.URL} {
		for i, way := range ways {
			for _, code := range []string{"held", "suspended"} {
				if way == "pay" && code == "suspended" {
					continue // what has been approved before is paid
				}
				t.Run(engine+"/"+way+"/"+code, func(t *testing.T) {
					e := encounterAt(t, engine, address(t))
					e.bob = e.earned(6 * money.Unit)
					for _, earlier := range ways[:i] {
						if way != "move" {
							e.must(e.take(e.App, earlier))
						}
					}
					test(e, way, code)
					e.verified()
				})
			}
		}
	}
}

func encounterAt(t *testing.T, engine, address string) *encounter {
	t.Helper()
	e := &encounter{processes: processesAt(t, address)}
	if engine == "postgres" {
		server, err := sql.Open("pgx", address)
		e.must(err)
		t.Cleanup(func() { _ = server.Close() })
		e.server = server
	}
	return e
}

// amidst returns the verbs of a process in which step runs once: when money of Bob's has been found free and is
// about to leave, or else when it has just been stopped.
func (e *encounter) amidst(leaving bool, step func()) *app.App {
	done := false
	once := func() {
		if !done {
			done = true
			step()
		}
	}
	return app.New(&hooked{DB: e.db, leaving: leaving, step: once}, e.time.now)
}

// begin runs f until it waits for a lock or has ended. SQLite has one writer, for whom f waits in any case.
func (e *encounter) begin(ended chan error, f func() error) {
	go func() { ended <- f() }()
	if e.server != nil {
		waitsOrEnds(e.t, e.server, ended)
	}
}

// Protects the operator who holds money or suspends somebody: what was about to leave in that instant has left
// before she is told that it is stopped. Without the lock it would leave afterwards.
func TestHold_WaitsForWhatIsLeaving(t *testing.T) {
	encounters(t, func(e *encounter, way, code string) {
		ended := make(chan error, 1)
		err := e.take(e.amidst(true, func() {
			e.begin(ended, func() error { return e.stop(e.both[1], code) })
			if len(ended) > 0 {
				e.t.Errorf("it was %s while money was leaving", code)
			}
		}), way)
		e.must(err)
		e.must(<-ended)
	})
}

// Protects the same operator: what begins to leave while she stops it waits, and then stays.
func TestHold_StopsWhatBeginsToLeave(t *testing.T) {
	encounters(t, func(e *encounter, way, code string) {
		ended := make(chan error, 1)
		e.must(e.stop(e.amidst(false, func() {
			e.begin(ended, func() error { return e.take(e.both[1], way) })
		}), code))
		refused(e.t, <-ended, obolus.Forbidden, code)
	})
}

// Protects the same operator from a claim, which would make what she holds somebody's own.
func TestHold_StopsAClaim(t *testing.T) {
	for engine, address := range map[string]func(testing.TB) string{"sqlite": storetest.Ready, "postgres": testpg.URL} {
		t.Run(engine, func(t *testing.T) {
			e := encounterAt(t, engine, address(t))
			e.bob = e.creator("Bob")
			e.click(e.supporter("Ada", 5*money.Unit, 10*money.Unit), "https://github.com/bob/tool")
			ended := make(chan error, 1)
			e.must(e.stop(e.amidst(false, func() {
				e.begin(ended, func() error {
					_, err := e.both[1].Claim(t.Context(), e.bob.ID, "github:bob")
					return err
				})
			}), "held"))
			refused(t, <-ended, obolus.Forbidden, "held")
		})
	}
}
