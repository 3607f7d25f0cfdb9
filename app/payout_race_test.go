package app_test

import (
	"slices"
	"sync/atomic"
	"testing"

	"obolus"
	"obolus/app"
	"obolus/money"
)

// Protects R7 and R10: payouts on several rails and moves to the funds, at once on both processes,
// never hand out more than there is, and one rail has one payout.
func TestAskPayout_OnTwoProcesses(t *testing.T) {
	twice(t, func(t *testing.T, p *processes) {
		bob := p.earned(6 * money.Unit)
		rails := []string{"bank", "bank", "bank", "bank", "post", "post", "card", "card"}
		payouts, errs := make([]obolus.Payout, len(rails)), make([]error, len(rails))
		var moved atomic.Int64
		p.race(len(rails)+4, func(i int, a *app.App) {
			if i < len(rails) {
				payouts[i], errs[i] = a.AskPayout(t.Context(), app.NewPayout{Person: bob.ID, Amount: 2 * money.Unit, Rail: rails[i]})
				return
			}
			_, err := a.MoveEarnings(t.Context(), bob.ID, 2*money.Unit, app.Once{})
			if err == nil {
				moved.Add(2 * int64(money.Unit))
			} else {
				refused(t, err, obolus.Conflict, "earnings_short")
			}
		})
		made := map[string]obolus.PayoutID{}
		for i, err := range errs {
			if err != nil {
				refused(t, err, obolus.Conflict, "earnings_short")
				continue
			}
			if made[rails[i]] != 0 && made[rails[i]] != payouts[i].ID {
				t.Errorf("two payouts by %s in one month", rails[i])
			}
			made[rails[i]] = payouts[i].ID
		}
		b, out := p.balances(bob), money.Amount(len(made))*2*money.Unit
		if b.Earnings != 0 || b.Leaving != out || b.Funds != money.Amount(moved.Load()) || b.Leaving+b.Funds != 6*money.Unit {
			t.Errorf("%d payouts and %d moved: she has %+v", len(made), moved.Load(), b)
		}
		p.verified()
	})
}

// Protects R7: a payout that one operator pays while another refuses it ends in one way.
func TestPayout_EndsOnce(t *testing.T) {
	twice(t, func(t *testing.T, p *processes) {
		bob := p.earned(6 * money.Unit)
		asked, err := p.AskPayout(t.Context(), app.NewPayout{Person: bob.ID, Rail: "bank"})
		p.must(err)
		_, err = p.ApprovePayout(t.Context(), asked.ID)
		p.must(err)
		errs := make([]error, 8)
		p.race(len(errs), func(i int, a *app.App) {
			if i/2%2 == 0 {
				_, errs[i] = a.PayoutPaid(t.Context(), asked.ID, "SEPA 1")
			} else {
				_, errs[i] = a.RefusePayout(t.Context(), asked.ID)
			}
		})
		ended, err := p.db.Payout(t.Context(), asked.ID)
		p.must(err)
		b := p.balances(bob)
		paid := ended.State == obolus.PayoutPaid && b == app.Balances{}
		kept := ended.State == obolus.PayoutRefused && b == app.Balances{Earnings: 6 * money.Unit}
		if !paid && !kept || !slices.Contains(errs, nil) {
			t.Errorf("the payout is %s and she has %+v: %v", ended.State, b, errs)
		}
		for i, err := range errs {
			if (i/2%2 == 0) != paid && obolus.KindOf(err) != obolus.Conflict {
				t.Errorf("the loser was told %v", err)
			}
		}
		p.verified()
	})
}

// earned makes a creator who has received an amount that can be paid out now.
func (p *processes) earned(amount money.Amount) obolus.Person {
	p.t.Helper()
	bob := p.creator("Bob")
	p.claim(bob, "github:bob")
	p.click(p.supporter("Ada", amount, 100*money.Unit), "https://github.com/bob/tool")
	p.time.set(at("2026-11-10T00:00:00Z"))
	_, err := p.CloseMonth(p.t.Context(), 202610, app.CloseOptions{})
	p.must(err)
	return bob
}
