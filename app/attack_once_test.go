package app_test

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"obolus"
	"obolus/app"
)

// Stops one secret from letting in several by being used at the same moment: an invitation, a recovery code,
// a code of the app, a sign-in link, the half of a passkey's ceremony.
func TestSecrets_OneOfManyAtOnceWins(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		ada, session := w.join("Ada", "ada@example.org")
		w.set("mode", "invite")
		w.set("invitations", "1")
		const many = 6
		wins := func(what string, use func(i int) error) {
			t.Helper()
			var group sync.WaitGroup
			var won atomic.Int64
			for i := range many {
				group.Go(func() {
					if use(i) == nil {
						won.Add(1)
					}
				})
			}
			group.Wait()
			if won.Load() != 1 {
				t.Errorf("%d of %d won by one %s", won.Load(), many, what)
			}
		}
		wins("invitation to give", func(int) error { _, err := w.Invite(ctx, ada.ID); return err })
		given, err := w.Invitations(ctx, ada.ID)
		w.must(err)
		var letters [many]string
		for i := range letters {
			email := fmt.Sprintf("bo%d@example.org", i)
			_, err := w.SignUp(ctx, app.NewAccount{Name: fmt.Sprint("Bo ", i), Email: email, Invitation: given[0].Code})
			w.must(err)
			letters[i] = w.letter(app.SignUpLetter, email).Secret
		}
		wins("invitation", func(i int) error { _, err := w.ConfirmSignUp(ctx, letters[i], "", ""); return err })

		factor, err := w.BeginTOTP(ctx, session)
		w.must(err)
		recovery, err := w.FinishTOTP(ctx, session, code(t, factor, w.clock.now()))
		w.must(err)
		second := func(what, code string) {
			t.Helper()
			var entries [many]string
			for i := range entries {
				entry, err := w.SignInByPassword(ctx, "ada@example.org", password, "192.0.2.8")
				w.must(err)
				entries[i] = entry.Code
			}
			wins(what, func(i int) error { _, err := w.SignInByCode(ctx, entries[i], code); return err })
		}
		second("recovery code", recovery[0])
		w.clock.set(w.clock.now().Add(time.Hour)) // the limit on guessing is another test's
		second("code of the app", code(t, factor, w.clock.now()))

		link, err := w.NewCredential(ctx, ada.ID, app.Link, "")
		w.must(err)
		wins("sign-in link", func(int) error { _, err := w.SignInByLink(ctx, link); return err })
		half, err := w.KeepCeremony(ctx, ada.ID, "half", "192.0.2.1")
		w.must(err)
		wins("ceremony", func(int) error { _, err := w.TakeCeremony(ctx, ada.ID, half); return err })
	})
}

// Stops somebody who was suspended from bringing in others by the invitations that she has given before.
func TestInvitation_OfASuspendedPersonLetsNobodyIn(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		ada := w.creator("Ada")
		w.set("mode", "invite")
		i, err := w.Invite(ctx, ada.ID)
		w.must(err)
		_, err = w.SignUp(ctx, app.NewAccount{Name: "Bo", Email: "bo@example.org", Invitation: i.Code})
		w.must(err)
		letter := w.letter(app.SignUpLetter, "bo@example.org").Secret
		_, err = w.Suspend(ctx, ada.ID)
		w.must(err)
		refused(t, w.MayJoin(ctx, i.Code), obolus.Forbidden, "invitation_needed")
		_, err = w.ConfirmSignUp(ctx, letter, "", "")
		refused(t, err, obolus.Forbidden, "invitation_needed")
		_, err = w.Reinstate(ctx, ada.ID)
		w.must(err)
		_, err = w.ConfirmSignUp(ctx, letter, "", "")
		w.must(err)
	})
}
