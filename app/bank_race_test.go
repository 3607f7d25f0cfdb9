package app_test

import (
	"fmt"
	"testing"

	"obolus"
	"obolus/app"
	"obolus/money"
	"obolus/store/storetest"
	"obolus/testpg"
)

// Protects who leaves from a bank account that is written while she goes: none is known afterwards, though
// the other process had seen her session before it ended.
func TestSetBankAccount_WhileLeaving(t *testing.T) {
	twice(t, func(t *testing.T, p *processes) {
		for round := range 12 {
			bob := p.creator(fmt.Sprint("Bob ", round))
			session, err := p.NewCredential(t.Context(), bob.ID, app.Session, "")
			p.must(err)
			p.race(8, func(i int, a *app.App) {
				if i < 2 {
					p.must(a.Leave(t.Context(), bob.ID, 0))
					return
				}
				err := a.SetBankAccount(t.Context(), session, fmt.Sprint("Bob ", i), iban)
				if err != nil {
					refused(t, err, obolus.Signin, "sign_in")
				}
			})
			_, err = p.BankAccount(t.Context(), bob.ID)
			refused(t, err, obolus.NotFound, "bank_account_none")
		}
	})
}

// Protects what is told to the operator: a payout that leaves by another way than the bank has no IBAN.
func TestAskPayout_ByAnotherRailHasNoBankAccount(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		bob := w.earner()
		session, err := w.NewCredential(t.Context(), bob.ID, app.Session, "")
		w.must(err)
		w.must(w.SetBankAccount(t.Context(), session, "Bob", iban))
		other, err := w.ask(bob, money.Unit, "post")
		w.must(err)
		bank, err := w.ask(bob, money.Unit, "bank")
		w.must(err)
		if other.Account != (obolus.BankAccount{}) || bank.Account.Holder != "Bob" {
			t.Errorf("by post it goes to %+v, by bank to %+v", other.Account, bank.Account)
		}
	})
}

// Protects a payout that is asked for in the instant in which its account is given: it has that one, whichever
// comes first, and the operator is not told that there is none.
func TestSetBankAccount_WhileAskingForAPayout(t *testing.T) {
	for engine, address := range map[string]func(testing.TB) string{"sqlite": storetest.Ready, "postgres": testpg.URL} {
		t.Run(engine, func(t *testing.T) {
			e := encounterAt(t, engine, address(t))
			e.bob = e.earned(6 * money.Unit)
			session, err := e.NewCredential(t.Context(), e.bob.ID, app.Session, "")
			e.must(err)
			ended := make(chan error, 1)
			asking := app.New(&hooked{DB: e.db, going: func() {
				e.begin(ended, func() error { return e.both[1].SetBankAccount(t.Context(), session, "Bob", iban) })
			}}, e.time.now)
			e.must(e.take(asking, "ask"))
			e.must(<-ended)
			all, err := e.PayoutsOf(t.Context(), e.bob.ID, 10)
			e.must(err)
			if len(all) != 1 || all[0].Account.Holder != "Bob" {
				t.Errorf("the payout is %+v", all)
			}
		})
	}
}
