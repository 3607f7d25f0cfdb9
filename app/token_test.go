package app_test

import (
	"testing"

	"obolus"
	"obolus/app"
)

// Protects an account from a token that got lost: it ends, alone, and nobody else's can be named.
func TestRevokeToken(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		ada, session := w.join("Ada", "ada@example.org")
		bob, _ := w.join("Bob", "bob@example.org")
		lost, err := w.NewCredential(ctx, ada.ID, app.Token, "lost")
		w.must(err)
		kept, err := w.NewCredential(ctx, ada.ID, app.Token, "kept")
		w.must(err)
		_, err = w.Authenticate(ctx, app.Token, lost)
		w.must(err)
		all, err := w.Tokens(ctx, ada.ID)
		w.must(err)
		if len(all) != 2 {
			t.Fatalf("there are %d tokens", len(all))
		}
		name := all[0].TokenName()
		if all[0].Label != "lost" {
			name = all[1].TokenName()
		}
		_, err = w.RevokeToken(ctx, bob.ID, name)
		refused(t, err, obolus.NotFound, "token_unknown")
		ended, err := w.RevokeToken(ctx, ada.ID, name)
		w.must(err)
		_, err = w.Authenticate(ctx, app.Token, lost)
		refused(t, err, obolus.Signin, "sign_in")
		_, err = w.Authenticate(ctx, app.Token, kept)
		w.must(err)
		w.must(w.Confirmed(ctx, session))
		_, err = w.RevokeToken(ctx, ada.ID, name)
		if ended.Label != "lost" {
			t.Errorf("%q has ended", ended.Label)
		}
		refused(t, err, obolus.NotFound, "token_unknown")
	})
}
