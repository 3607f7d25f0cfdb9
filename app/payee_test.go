package app_test

import (
	"testing"

	"obolus"
	"obolus/money"
)

// Protects what waits for creators from what gets into their pages: whom a page names is shown to people
// and counted for the operator, and moves no money. A page of another host names nobody.
func TestPayees_AreHintsOnly(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ada, mallory := w.supporter("Ada", 9*money.Unit, 50*money.Unit), w.creator("Mallory")
		w.claim(mallory, "github:mallory")
		named := obolus.Description{Payees: []obolus.Payee{{Name: "domain:a.example", Markup: obolus.MarkupObolus}, {Name: "github:mallory", Markup: obolus.MarkupObolus},
			{Name: "https://pay.example/me", Markup: obolus.MarkupLink}}}
		one, two, three := w.click(ada, "https://a.example/1"), w.click(ada, "https://a.example/2"), w.click(ada, "https://b.example/3")
		w.tidy(&library{pages: map[string]obolus.Description{"https://a.example/1": named,
			"https://a.example/2": {Payees: []obolus.Payee{{Name: "github:mallory", Markup: obolus.MarkupObolus}}}}})
		found, err := w.Thing(t.Context(), one.Thing.ID)
		w.must(err)
		if got, err := w.Payees(t.Context(), found); err != nil || len(got) != 2 || got[0].Name != "github:mallory" || got[1].Markup != obolus.MarkupLink {
			t.Errorf("the page names %+v, %v", got, err)
		}
		e, err := w.Evidence(t.Context(), "https://www.a.example/whatever")
		if err != nil || e.Recipient.Name != "domain:a.example" || e.Recipient.Claimed() || len(e.Named) != 3 ||
			e.Named[0].Name != "github:mallory" || e.Named[0].Pages != 2 || e.Named[1].Pages != 1 {
			t.Errorf("the evidence is %+v, %v", e, err)
		}
		if e, err := w.Evidence(t.Context(), "domain:nobody.example"); err != nil || len(e.Named) != 0 || e.Recipient.ID != 0 {
			t.Errorf("the evidence on nobody is %+v, %v", e, err)
		}
		w.close(202610)
		if got := w.balances(mallory).Earnings; got != 0 || two.Thing.Recipient == three.Thing.Recipient {
			t.Errorf("Mallory has earned %v", got)
		}
		w.verified()
	})
}
