package app_test

import (
	"fmt"
	"testing"

	"obolus"
	"obolus/app"
)

// Stops a thief of a session from coming back: the e-mail address that he asked for in it cannot be
// confirmed once its person has ended his session, or changed her password.
func TestChangeEmail_EndsWithTheThiefsSession(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		ada, session := w.join("Ada", "ada@example.org")
		for name, end := range map[string]func(thief string) error{
			"by ending it": func(string) error {
				open, err := w.Sessions(ctx, ada.ID, session)
				w.must(err)
				for _, s := range open {
					if !s.Own {
						w.must(w.EndSession(ctx, ada.ID, s.Hash))
					}
				}
				return nil
			},
			"by ending the others": func(string) error { return w.EndOtherSessions(ctx, ada.ID, session) },
			"by a new password":    func(string) error { return w.ChangePassword(ctx, session, "drei ziegen springen") },
		} {
			t.Run(name, func(t *testing.T) {
				thief, err := w.NewCredential(ctx, ada.ID, app.Session, "")
				w.must(err)
				w.must(w.ChangeEmail(ctx, thief, "eve@example.org", "en"))
				secret := w.letter(app.ConfirmEmailLetter, "eve@example.org").Secret
				w.must(end(thief))
				w.letters() // that the password has changed
				refused(t, w.ConfirmEmail(ctx, secret), obolus.NotFound, "link_ended")
			})
		}
	})
}

// Stops strangers from filling the database with ceremonies that nobody finishes.
func TestKeepCeremony_CannotFillTheDatabase(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		var err error
		kept := 0
		for ; err == nil && kept < 1000; kept++ {
			_, err = w.KeepCeremony(t.Context(), 0, "half", "192.0.2.1")
		}
		refused(t, err, obolus.TooMany, "too_many_attempts")
		_, err = w.KeepCeremony(t.Context(), 0, "half", "192.0.2.2") // others can still come in
		w.must(err)
	})
}

// Stops an account from being a way to mail strangers, one after the other.
func TestChangeEmail_IsNoWayToMailStrangers(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		_, session := w.join("Buy now at example.net", "ada@example.org")
		var err error
		for i := 0; err == nil && i < 1000; i++ {
			err = w.ChangeEmail(t.Context(), session, fmt.Sprintf("victim%d@example.org", i), "en")
		}
		refused(t, err, obolus.TooMany, "too_many_attempts")
		if sent := w.letters(); len(sent) > 10 {
			t.Errorf("%d strangers got a letter", len(sent))
		}
	})
}
