package app_test

import (
	"sync"
	"testing"

	"obolus"
	"obolus/app"
	"obolus/money"
)

// Protects R10: earnings become funds to the millionth, once per key, and never more than there are.
func TestMoveEarnings(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ctx, bob := t.Context(), w.earner()
		once := app.Once{Key: "k", Fingerprint: "f"}
		for range 2 {
			b, err := w.MoveEarnings(ctx, bob.ID, 1_000_001, once)
			w.must(err)
			if b.Earnings != 4_999_999 || b.Funds != 1_000_001 {
				t.Errorf("she has %+v", b)
			}
		}
		if e := w.earnings(bob); e.Payable != 4_990_000 {
			t.Errorf("%s is payable", e.Payable)
		}
		_, err := w.MoveEarnings(ctx, bob.ID, 5*money.Unit, app.Once{})
		refused(t, err, obolus.Conflict, "earnings_short")
		for _, amount := range []money.Amount{0, -1} {
			_, err = w.MoveEarnings(ctx, bob.ID, amount, app.Once{})
			refused(t, err, obolus.Invalid, "invalid_amount")
		}
		_, err = w.MoveEarnings(ctx, 999_999, 1, app.Once{})
		refused(t, err, obolus.NotFound, "person_unknown")
		_, err = w.Suspend(ctx, bob.ID)
		w.must(err)
		_, err = w.MoveEarnings(ctx, bob.ID, 1, app.Once{})
		refused(t, err, obolus.Forbidden, "suspended")
		w.verified()
	})
}

// Protects the balance from many at once: moves and payouts together take what there is, and the
// others are told so.
func TestMoveEarnings_AtOnce(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		bob := w.earner()
		errs := make([]error, 8)
		var all sync.WaitGroup
		for i := range errs {
			all.Go(func() {
				if i == 0 {
					_, errs[i] = w.ask(bob, 2*money.Unit, "bank")
				} else {
					_, errs[i] = w.MoveEarnings(t.Context(), bob.ID, 2*money.Unit, app.Once{})
				}
			})
		}
		all.Wait()
		done := 0
		for _, err := range errs {
			if err == nil {
				done++
			} else {
				refused(t, err, obolus.Conflict, "earnings_short")
			}
		}
		if b := w.balances(bob); done != 3 || b.Earnings != 0 || b.Funds+b.Leaving != 6*money.Unit {
			t.Errorf("%d took something, and she has %+v: %v", done, b, errs)
		}
	})
}
