package app_test

import (
	"testing"

	"obolus"
	"obolus/app"
	"obolus/money"
)

// Protects R7: a provider that reports one payment many times, on both processes, is credited once;
// who says something else under the same reference is told so.
func TestDeposit_OnTwoProcesses(t *testing.T) {
	twice(t, func(t *testing.T, p *processes) {
		ada, bob := p.creator("Ada"), p.creator("Bob")
		payment := app.Payment{Person: ada.ID, Provider: "test", Reference: "r-1", Gross: 20 * money.Unit, State: obolus.DepositCleared}
		deposits, errs := make([]obolus.Deposit, 12), make([]error, 12)
		p.race(len(deposits), func(i int, a *app.App) {
			mine := payment
			if i >= 10 {
				mine.Person = bob.ID
			}
			deposits[i], errs[i] = a.Deposit(t.Context(), mine)
		})
		made := map[obolus.DepositID]bool{}
		for i, err := range errs {
			if err != nil {
				refused(t, err, obolus.Conflict, "deposit_differs")
				continue
			}
			made[deposits[i].ID] = true
		}
		total := p.balances(ada).Funds + p.balances(bob).Funds
		if len(made) != 1 || total != 20*money.Unit {
			t.Errorf("%d deposits were made, %s was credited: %v", len(made), total, errs)
		}
		p.verified()
	})
}

// Protects R7: one announced payment that is said to have cleared and to have failed, at once and on
// both processes, ends in one way.
func TestDecideDeposit_OnTwoProcesses(t *testing.T) {
	twice(t, func(t *testing.T, p *processes) {
		ada := p.creator("Ada")
		_, err := p.Deposit(t.Context(), app.Payment{Person: ada.ID, Provider: "test", Reference: "r-1", Gross: 20 * money.Unit, State: obolus.DepositPending})
		p.must(err)
		states := []obolus.DepositState{obolus.DepositCleared, obolus.DepositFailed}
		errs := make([]error, 8)
		p.race(len(errs), func(i int, a *app.App) {
			_, errs[i] = a.DecideDeposit(t.Context(), "test", "r-1", states[i/2%2])
		})
		d, err := p.db.Deposit(t.Context(), "test", "r-1")
		p.must(err)
		for i, err := range errs {
			if states[i/2%2] == d.State {
				p.must(err)
			} else {
				refused(t, err, obolus.Conflict, "deposit_decided")
			}
		}
		b := p.balances(ada)
		if b.Pending != 0 || b.Funds != map[obolus.DepositState]money.Amount{obolus.DepositCleared: 20 * money.Unit}[d.State] {
			t.Errorf("the deposit is %s and she has %+v", d.State, b)
		}
		p.verified()
	})
}
