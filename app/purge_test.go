package app_test

import (
	"testing"
	"time"

	"obolus"
	"obolus/app"
	"obolus/money"
)

// Protects the database from growing with what has ended, and people from being forgotten too early.
func TestPurge(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ada := w.supporter("Ada", 5*money.Unit, 10*money.Unit)
		token, err := w.NewCredential(t.Context(), ada.ID, app.Token, "")
		w.must(err)
		link, err := w.NewCredential(t.Context(), ada.ID, app.Link, "")
		w.must(err)
		request := app.NewClick{Person: ada.ID, Address: "https://example.org", Once: app.Once{Key: "k", Fingerprint: "f"}}
		first, err := w.Click(t.Context(), request)
		w.must(err)
		purged := func() int64 {
			n, err := w.Purge(t.Context())
			w.must(err)
			return n
		}
		w.clock.set(w.clock.now().AddDate(0, 0, 29))
		if n := purged(); n != 0 {
			t.Errorf("%d rows were forgotten after 29 days", n)
		}
		again, err := w.Click(t.Context(), request)
		if err != nil || again.Click.ID != first.Click.ID {
			t.Errorf("the repeated request became %+v, %v", again, err)
		}
		w.clock.set(w.clock.now().Add(10 * 24 * time.Hour))
		if n := purged(); n != 2 {
			t.Errorf("%d rows were forgotten, not the answer and the link", n)
		}
		if _, err := w.Authenticate(t.Context(), app.Token, token); err != nil {
			t.Errorf("a token, which does not end, was forgotten: %v", err)
		}
		if _, err := w.Authenticate(t.Context(), app.Link, link); obolus.KindOf(err) != obolus.Signin {
			t.Errorf("the link gave %v", err)
		}
	})
}
