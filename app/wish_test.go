package app_test

import (
	"fmt"
	"testing"

	"obolus"
	"obolus/app"
	"obolus/money"
)

// Protects what she chose with a click that had to wait for money: it is completed as anonymous as she
// said then, whatever she has chosen for all her clicks; where she did not say, that is what counts.
func TestFulfil_IsAsAnonymousAsSheChose(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		yes, no := true, false
		for i, k := range []struct {
			all    bool
			chosen *bool
			want   bool
		}{{true, &no, false}, {false, &yes, true}, {true, nil, true}, {false, nil, false}} {
			cem := w.creator(fmt.Sprint("Cem ", i))
			_, err := w.SetAnonymous(t.Context(), cem.ID, k.all)
			w.must(err)
			w.must(w.KeepWish(t.Context(), cem.ID, app.Wish{URL: "https://earlier.example/", Anonymous: &yes}))
			w.must(w.KeepWish(t.Context(), cem.ID, app.Wish{URL: "https://wish.example/", Anonymous: k.chosen}))
			_, was, err := w.Fulfil(t.Context(), cem.ID)
			if !was || obolus.KindOf(err) != obolus.Unpaid {
				t.Fatalf("%d: without money it gives %v, %v", i, was, err)
			}
			w.topUp(cem)
			clicked, was, err := w.Fulfil(t.Context(), cem.ID)
			if err != nil || !was || clicked.Click.Anonymous != k.want {
				t.Errorf("%d: the click is %+v, %v, %v", i, clicked.Click, was, err)
			}
		}
	})
}

// topUp gives a person a budget and some funds.
func (w *world) topUp(p obolus.Person) {
	w.t.Helper()
	_, err := w.SetBudget(w.t.Context(), p.ID, 5*money.Unit)
	w.must(err)
	_, err = w.Deposit(w.t.Context(), app.Payment{Person: p.ID, Provider: "test", Reference: "later-" + p.Name, Gross: 10 * money.Unit, State: obolus.DepositCleared})
	w.must(err)
}
