package app_test

import (
	"fmt"
	"testing"

	"obolus"
	"obolus/app"
	"obolus/money"
)

// Protects R13: one supporter's click on one thing, sent many times to both processes, is one click.
func TestClick_OnTwoProcesses(t *testing.T) {
	twice(t, func(t *testing.T, p *processes) {
		ada := p.supporter("Ada", 5*money.Unit, 20*money.Unit)
		clicked, errs := make([]app.Clicked, 24), make([]error, 24)
		p.race(len(clicked), func(i int, a *app.App) { // half of them under a key, as clients repeat themselves
			clicked[i], errs[i] = a.Click(t.Context(), app.NewClick{Person: ada.ID, Address: fmt.Sprintf("https://r.example/%d", i%3),
				Once: app.Once{Key: []string{"", fmt.Sprint("key ", i%3)}[i/12], Fingerprint: fmt.Sprint(i % 3)}})
		})
		made := map[obolus.ClickID]bool{}
		for i, err := range errs {
			p.must(err)
			made[clicked[i].Click.ID] = true
		}
		stored, err := p.Clicks(t.Context(), ada.ID, 202610)
		p.must(err)
		if len(made) != 3 || len(stored) != 3 {
			t.Errorf("%d clicks were acknowledged, %d are stored", len(made), len(stored))
		}
	})
}

// Protects everybody whose click shares a commit with two requests under one key: the repeated one gets
// the first one's answer or, where it asks for something else, is told so; no other click suffers.
func TestClick_OneKeyInOneCommit(t *testing.T) {
	twice(t, func(t *testing.T, p *processes) {
		ada, bob := p.supporter("Ada", 5*money.Unit, 20*money.Unit), p.supporter("Bob", 5*money.Unit, 20*money.Unit)
		clicked, errs := make([]app.Clicked, 16), make([]error, 16)
		p.race(len(clicked), func(i int, _ *app.App) { // all to one process, so that they share commits
			request := app.NewClick{Person: ada.ID, Address: "https://r.example/same", Once: app.Once{Key: "k", Fingerprint: "same"}}
			switch i % 4 {
			case 0:
				request.Address, request.Once.Fingerprint = "https://r.example/other", "other"
			case 1:
				request.Person = bob.ID // whose key is another one
			}
			clicked[i], errs[i] = p.Click(t.Context(), request)
		})
		told := map[string]map[obolus.ClickID]bool{}
		for i, err := range errs {
			if err != nil {
				refused(t, err, obolus.Mismatch, "idempotency_key_reused")
				continue
			}
			c := clicked[i].Click
			of := fmt.Sprint(c.Supporter)
			if told[of] == nil {
				told[of] = map[obolus.ClickID]bool{}
			}
			told[of][c.ID] = true
		}
		for _, person := range []obolus.Person{ada, bob} {
			stored, err := p.Clicks(t.Context(), person.ID, 202610)
			p.must(err)
			if len(stored) != 1 || len(told[fmt.Sprint(person.ID)]) != 1 {
				t.Errorf("%s has %d clicks and was told of %v: %v", person.Name, len(stored), told, errs)
			}
		}
	})
}
