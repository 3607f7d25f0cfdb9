package app_test

import (
	"slices"
	"testing"

	"obolus"
	"obolus/app"
	"obolus/money"
)

// Protects supporters' names: nobody who receives a click learns who gave it unless she said so, for all
// her clicks or for this one, and what she says later changes no click that is there.
func TestClick_AnonymousUnlessSheSaysOtherwise(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		bob := w.creator("Bob")
		w.claim(bob, "twitter:bob")
		ada := w.supporter("Ada", 6*money.Unit, 50*money.Unit)
		give := func(address string, anonymous *bool) {
			_, err := w.Click(t.Context(), app.NewClick{Person: ada.ID, Address: address, Anonymous: anonymous})
			w.must(err)
		}
		yes, no := true, false
		give("https://x.com/bob/status/1", nil)
		give("https://x.com/bob/status/2", &no)
		ada, err := w.SetAnonymous(t.Context(), ada.ID, false)
		if err != nil || ada.Anonymous {
			t.Fatalf("she is %+v, %v", ada, err)
		}
		give("https://x.com/bob/status/3", nil)
		give("https://x.com/bob/status/4", &yes)
		want := map[string]string{"https://twitter.com/bob/status/1": "", "https://twitter.com/bob/status/2": "Ada",
			"https://twitter.com/bob/status/3": "Ada", "https://twitter.com/bob/status/4": ""}
		names := func(m obolus.Month) {
			t.Helper()
			for _, c := range w.creatorStatement(bob, m).Clicks {
				if c.Supporter != want[c.Thing.URL] {
					t.Errorf("the click on %s is of %q, want %q", c.Thing.URL, c.Supporter, want[c.Thing.URL])
				}
			}
		}
		names(202610)
		_, err = w.SetAnonymous(t.Context(), ada.ID, true)
		w.must(err)
		w.close(202610)
		names(202610)
		mine, err := w.Clicks(t.Context(), ada.ID, 202610)
		w.must(err)
		if n := len(slices.DeleteFunc(mine, func(c app.ClickedThing) bool { return !c.Click.Anonymous })); n != 2 {
			t.Errorf("%d of her clicks are anonymous", n)
		}
	})
}
