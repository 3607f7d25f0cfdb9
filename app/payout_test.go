package app_test

import (
	"sync"
	"testing"

	"obolus"
	"obolus/app"
	"obolus/money"
)

// earner returns a creator who has 6.00 that can be paid out, on 2026-11-12.
func (w *world) earner() obolus.Person {
	w.t.Helper()
	bob := w.creator("Bob")
	w.claim(bob, "twitter:bob")
	w.click(w.supporter("Ada", 6*money.Unit, 50*money.Unit), "https://x.com/bob")
	w.close(202610)
	w.clock.set(at("2026-11-12T08:00:00Z"))
	return bob
}

func (w *world) ask(p obolus.Person, amount money.Amount, rail string) (obolus.Payout, error) {
	return w.AskPayout(w.t.Context(), app.NewPayout{Person: p.ID, Amount: amount, Rail: rail})
}

// Protects the whole way of money out: earnings, set aside, approved, gone.
func TestPayout_Paid(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ctx, bob := t.Context(), w.earner()
		p, err := w.ask(bob, 0, "bank")
		w.must(err)
		if p.Amount != 6*money.Unit || p.State != obolus.PayoutAsked || p.Month != 202611 {
			t.Fatalf("asked for %+v", p)
		}
		if b := w.balances(bob); b.Earnings != 0 || b.Leaving != 6*money.Unit {
			t.Errorf("then she has %+v", b)
		}
		_, err = w.PayoutPaid(ctx, p.ID, "too early")
		refused(t, err, obolus.Conflict, "payout_asked")
		for range 2 { // twice is once
			p, err = w.ApprovePayout(ctx, p.ID)
			w.must(err)
		}
		if waiting, err := w.Payouts(ctx, obolus.PayoutApproved, 10); err != nil || len(waiting) != 1 || waiting[0] != p {
			t.Errorf("approved are %+v, %v", waiting, err)
		}
		for range 2 {
			p, err = w.PayoutPaid(ctx, p.ID, "SEPA 1")
			w.must(err)
		}
		if b := w.balances(bob); b.Earnings != 0 || b.Leaving != 0 {
			t.Errorf("in the end she has %+v", b)
		}
		if p.State != obolus.PayoutPaid || p.Reference != "SEPA 1" || p.EndedAt.IsZero() || p.ApprovedAt.IsZero() {
			t.Errorf("paid is %+v", p)
		}
		_, err = w.PayoutPaid(ctx, p.ID, "SEPA 2")
		refused(t, err, obolus.Conflict, "payout_ended")
		_, err = w.RefusePayout(ctx, p.ID)
		refused(t, err, obolus.Conflict, "payout_ended")
		_, err = w.ApprovePayout(ctx, p.ID)
		refused(t, err, obolus.Conflict, "payout_ended")
		_, err = w.ask(bob, 0, "bank")
		refused(t, err, obolus.Conflict, "payout_exists")
		w.verified()
	})
}

// Protects refused money: it is back among the earnings, and can leave again next month.
func TestPayout_Refused(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ctx, bob := t.Context(), w.earner()
		p, err := w.ask(bob, money.Cent, "bank")
		w.must(err)
		for range 2 {
			p, err = w.RefusePayout(ctx, p.ID)
			w.must(err)
		}
		if b := w.balances(bob); b.Earnings != 6*money.Unit || b.Leaving != 0 || p.State != obolus.PayoutRefused {
			t.Errorf("after %+v she has %+v", p, b)
		}
		_, err = w.ask(bob, money.Cent, "bank")
		refused(t, err, obolus.Conflict, "payout_exists")
		w.clock.set(at("2026-12-01T00:00:00Z"))
		_, err = w.ask(bob, 6*money.Unit, "bank")
		w.must(err)
		list, err := w.PayoutsOf(ctx, bob.ID, 10)
		if err != nil || len(list) != 2 || list[0].Month != 202612 || list[1].State != obolus.PayoutRefused {
			t.Errorf("her payouts are %+v, %v", list, err)
		}
		all, err := w.Payouts(ctx, "", 1)
		if err != nil || len(all) != 1 || all[0] != list[1] {
			t.Errorf("the longest waiting of all is %+v, %v", all, err)
		}
		w.verified()
	})
}

// Protects what cannot be asked for: too much, held, fractions, strange rails, of suspended people.
func TestAskPayout_Refused(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		bob := w.earner()
		for _, test := range []struct {
			amount money.Amount
			rail   string
			kind   obolus.Kind
			code   string
		}{
			{6*money.Unit + money.Cent, "bank", obolus.Conflict, "earnings_short"},
			{money.Max / money.Cent * money.Cent, "bank", obolus.Conflict, "earnings_short"},
			{-money.Cent, "bank", obolus.Invalid, "invalid_amount"},
			{money.Cent + 1, "bank", obolus.Invalid, "invalid_amount"},
			{0, "", obolus.Invalid, "invalid_rail"},
			{0, "Bank", obolus.Invalid, "invalid_rail"},
			{0, "a/b", obolus.Invalid, "invalid_rail"},
			{0, "a123456789012345678901234567890123", obolus.Invalid, "invalid_rail"},
		} {
			_, err := w.ask(bob, test.amount, test.rail)
			refused(t, err, test.kind, test.code)
		}
		w.clock.set(at("2026-11-09T23:59:59Z"))
		_, err := w.ask(bob, 0, "bank")
		refused(t, err, obolus.Conflict, "earnings_short")
		w.clock.set(at("2026-11-12T00:00:00Z"))
		p, err := w.ask(bob, money.Unit, "bank")
		w.must(err)
		_, err = w.Suspend(t.Context(), bob.ID)
		w.must(err)
		_, err = w.ask(bob, money.Unit, "post")
		refused(t, err, obolus.Forbidden, "suspended")
		_, err = w.ApprovePayout(t.Context(), p.ID)
		refused(t, err, obolus.Forbidden, "suspended")
		_, err = w.ApprovePayout(t.Context(), 999_999)
		refused(t, err, obolus.NotFound, "payout_unknown")
		if b := w.balances(bob); b.Earnings != 5*money.Unit || b.Leaving != money.Unit {
			t.Errorf("she has %+v", b)
		}
	})
}

// Protects R7: of many who ask at once on one rail one makes the payout and all get it; on several
// rails no more leaves than there is.
func TestAskPayout_AtOnce(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		bob := w.earner()
		rails := []string{"bank", "bank", "bank", "bank", "post", "mail", "card", "cash"}
		payouts, errs := make([]obolus.Payout, len(rails)), make([]error, len(rails))
		var all sync.WaitGroup
		for i, rail := range rails {
			all.Go(func() { payouts[i], errs[i] = w.ask(bob, 4*money.Unit, rail) })
		}
		all.Wait()
		made := map[obolus.PayoutID]bool{}
		for i, err := range errs {
			if err == nil {
				made[payouts[i].ID] = true
			} else {
				refused(t, err, obolus.Conflict, "earnings_short")
			}
		}
		if b := w.balances(bob); len(made) != 1 || b.Earnings != 2*money.Unit || b.Leaving != 4*money.Unit {
			t.Errorf("%d payouts, and she has %+v: %v", len(made), b, errs)
		}
		w.verified()
	})
}

// Protects against paying twice when a client repeats its request after the month has turned.
func TestAskPayout_Once(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		bob := w.earner()
		ask := app.NewPayout{Person: bob.ID, Amount: money.Unit, Rail: "bank", Once: app.Once{Key: "k", Fingerprint: "1.00 to bank"}}
		first, err := w.AskPayout(t.Context(), ask)
		w.must(err)
		w.clock.set(at("2026-12-12T00:00:00Z"))
		again, err := w.AskPayout(t.Context(), ask)
		w.must(err)
		if again != first {
			t.Errorf("first %+v, again %+v", first, again)
		}
		ask.Once.Fingerprint = "2.00 to bank"
		_, err = w.AskPayout(t.Context(), ask)
		refused(t, err, obolus.Mismatch, "idempotency_key_reused")
	})
}
