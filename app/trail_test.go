package app_test

import (
	"testing"
	"time"

	"obolus"
	"obolus/app"
	"obolus/ledger"
	"obolus/money"
)

func (w *world) trail(p obolus.Person, c app.Clicked) app.Trail {
	w.t.Helper()
	t, err := w.Trail(w.t.Context(), p.ID, c.Click.ID)
	w.must(err)
	return t
}

// Protects "every cent can be followed": from the funds through the pot and the escrow to the earnings,
// at each moment as far as it has come, and nobody else's.
func TestTrail(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		bob, cleo := w.creator("Bob"), w.creator("Cleo")
		w.claim(bob, "twitter:bob")
		w.team("https://band.example.org/song", map[string]int64{"twitter:bob": 1, "github:cleo": 2}, "twitter:bob", "github:cleo")
		ada := w.supporter("Ada", 9*money.Unit, 50*money.Unit)
		own, waits, band := w.click(ada, "https://x.com/bob/status/1"), w.click(ada, "https://github.com/cleo/code"), w.click(ada, "https://band.example.org/song")
		open := w.trail(ada, own)
		if open.Closed || open.Worth != 3*money.Unit || open.Whereabouts != app.Open || len(open.Steps) != 0 || open.Settlement.Clicks != 0 {
			t.Errorf("before the close: %+v", open)
		}
		closing := w.close(202610)
		collected := w.trail(ada, own)
		if !collected.Closed || collected.Whereabouts != app.Collected || collected.Settlement.Clicks != 3 || len(collected.Steps) != 3 ||
			!collected.Parts[0].CollectedAt.Equal(closing.ClosedAt) {
			t.Errorf("after the close: %+v", collected)
		}
		for i, kinds := range [][2]ledger.Kind{{ledger.Funds, ledger.Pot}, {ledger.Pot, ledger.Escrow}, {ledger.Escrow, ledger.Earnings}} {
			s := collected.Steps[i]
			if s.From != kinds[0] || s.To != kinds[1] || s.Amount != 3*money.Unit || s.Transfer.Cause.Kind != ledger.Closed {
				t.Errorf("step %d is %+v", i, s)
			}
		}
		if waiting := w.trail(ada, waits); waiting.Whereabouts != app.Waiting || len(waiting.Steps) != 2 || !waiting.Parts[0].CollectedAt.IsZero() {
			t.Errorf("while it waits: %+v", waiting)
		}
		w.clock.set(w.clock.now().Add(72 * time.Hour))
		w.claim(cleo, "github:cleo")
		claimed := w.trail(ada, waits)
		if claimed.Whereabouts != app.Collected || len(claimed.Steps) != 3 || claimed.Steps[2].Transfer.Cause.Kind != ledger.Claimed || !claimed.Parts[0].CollectedAt.Equal(w.Now()) {
			t.Errorf("after the claim: %+v", claimed)
		}
		both := w.trail(ada, band)
		if len(both.Parts) != 2 || both.Parts[0].Amount != money.Unit || both.Parts[1].Amount != 2*money.Unit || len(both.Steps) != 5 {
			t.Errorf("a team's: %+v", both)
		}
		_, err := w.Trail(t.Context(), bob.ID, own.Click.ID)
		refused(t, err, obolus.NotFound, "click_unknown")
	})
}

// Protects the trail of a suspended supporter: nothing has moved, and after the reinstatement it says by what.
func TestTrail_SettledLate(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ada := w.supporter("Ada", 9*money.Unit, 50*money.Unit)
		c := w.click(ada, "https://github.com/cleo/code")
		_, err := w.Suspend(t.Context(), ada.ID)
		w.must(err)
		w.close(202610)
		if frozen := w.trail(ada, c); frozen.Whereabouts != app.Frozen || frozen.Worth != 0 || len(frozen.Steps) != 0 {
			t.Errorf("while she is suspended: %+v", frozen)
		}
		_, err = w.Reinstate(t.Context(), ada.ID)
		w.must(err)
		if late := w.trail(ada, c); late.Worth != 9*money.Unit || len(late.Steps) != 2 || late.Steps[0].Transfer.Cause.Kind != ledger.SettledLate {
			t.Errorf("settled late: %+v", late)
		}
	})
}
