package app_test

import (
	"testing"
	"time"

	"obolus"
	"obolus/app"
)

// Protects accounts from who steals the key that browsers send from other sites' pages: it opens no page, no
// API, and ends with its session.
func TestFrameKey_OpensOnlyFramesAndEndsWithTheSession(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		ada, session := w.join("Ada", "ada@example.org")
		key, err := w.FrameKey(ctx, session)
		w.must(err)
		again, err := w.FrameKey(ctx, session)
		w.must(err)
		who, err := w.FramePerson(ctx, key)
		w.must(err)
		if who != ada.ID || again != key || key == session {
			t.Fatalf("the key of %d is of %d; %q, %q", ada.ID, who, key, again)
		}
		for _, kind := range []app.CredentialKind{app.Session, app.Token, app.Link} {
			_, err = w.Authenticate(ctx, kind, key)
			refused(t, err, obolus.Signin, "sign_in")
		}
		for _, wrong := range []string{"", session, key + "x"} {
			_, err = w.FramePerson(ctx, wrong)
			refused(t, err, obolus.Signin, "sign_in")
		}
		token, err := w.NewCredential(ctx, ada.ID, app.Token, "")
		w.must(err)
		_, err = w.FrameKey(ctx, token)
		refused(t, err, obolus.Signin, "sign_in")
		w.must(w.Revoke(ctx, session))
		_, err = w.FramePerson(ctx, key)
		refused(t, err, obolus.Signin, "sign_in")
	})
}

// Protects who stays away: the key is not good for longer than the session.
func TestFrameKey_Expires(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		_, session := w.join("Ada", "ada@example.org")
		key, err := w.FrameKey(t.Context(), session)
		w.must(err)
		w.clock.set(w.clock.now().Add(61 * 24 * time.Hour))
		_, err = w.FramePerson(t.Context(), key)
		refused(t, err, obolus.Signin, "sign_in")
	})
}
