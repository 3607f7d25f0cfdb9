package app_test

import (
	"sync"
	"testing"

	"obolus"
	"obolus/app"
)

// Protects an instance from who was not asked in; the operator switches without a restart.
func TestModes(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		ada, _ := w.join("Ada", "ada@example.org")
		_, err := w.SignUp(ctx, app.NewAccount{Name: "Cem", Email: "cem@example.org"})
		w.must(err)
		early := w.letter(app.SignUpLetter, "cem@example.org").Secret
		w.set("mode", "closed")
		_, err = w.SignUp(ctx, app.NewAccount{Name: "Bo", Email: "bo@example.org"})
		refused(t, err, obolus.Forbidden, "sign_up_closed")
		_, err = w.ConfirmSignUp(ctx, early, "", "")
		refused(t, err, obolus.Forbidden, "sign_up_closed")
		w.set("mode", "invite")
		for _, code := range []string{"", "UNKNOWN-CODE", "a\x00b"} {
			_, err = w.SignUp(ctx, app.NewAccount{Name: "Bo", Email: "bo@example.org", Invitation: code})
			refused(t, err, obolus.Forbidden, "invitation_needed")
		}
		i, err := w.Invite(ctx, ada.ID)
		w.must(err)
		var secrets []string
		for _, name := range []string{"Bo", "Eve"} {
			_, err = w.SignUp(ctx, app.NewAccount{Name: name, Email: name + "@example.org", Invitation: i.Code})
			w.must(err)
			secrets = append(secrets, w.letter(app.SignUpLetter, name+"@example.org").Secret)
		}
		_, err = w.ConfirmSignUp(ctx, secrets[0], "", "")
		w.must(err)
		_, err = w.ConfirmSignUp(ctx, secrets[1], "", "") // the same invitation again
		refused(t, err, obolus.Forbidden, "invitation_needed")
		_, err = w.SetSetting(ctx, "mode", "ajar")
		refused(t, err, obolus.Invalid, "invalid_mode")
	})
}

// Protects the number of invitations from being exceeded by asking for many at once.
func TestInvite_AtOnce(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ada := w.creator("Ada")
		w.set("invitations", "3")
		var group sync.WaitGroup
		for range 8 {
			group.Go(func() { _, _ = w.Invite(t.Context(), ada.ID) }) // most must fail; the list tells
		}
		group.Wait()
		given, err := w.Invitations(t.Context(), ada.ID)
		if err != nil || len(given) > 3 || len(given) == 0 {
			t.Errorf("%d invitations, %v", len(given), err)
		}
		for err == nil {
			_, err = w.Invite(t.Context(), ada.ID)
		}
		refused(t, err, obolus.Conflict, "invitations_gone")
	})
}

// Protects the waiting list from addresses whose owners did not ask, and lets the longest waiting in first.
func TestWaitingList(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		w.set("mode", "invite")
		for _, name := range []string{"one", "two", "three"} {
			w.must(w.Wait(ctx, name+"@example.org", "de", "192.0.2.1"))
			secret := w.letter(app.WaitLetter, name+"@example.org").Secret
			w.clock.set(w.clock.now().Add(1e9))
			if name != "three" {
				w.must(w.ConfirmWait(ctx, secret))
				refused(t, w.ConfirmWait(ctx, secret), obolus.NotFound, "link_ended")
			}
		}
		admitted, err := w.Admit(ctx, 1)
		if err != nil || len(admitted) != 1 || admitted[0].Email != "one@example.org" {
			t.Fatalf("admitted %+v, %v", admitted, err)
		}
		code := w.letter(app.InviteLetter, "one@example.org").Secret
		w.must(w.MayJoin(ctx, code))
		refused(t, w.AdmitAddress(ctx, "three@example.org"), obolus.NotFound, "waiter_unknown")
		w.must(w.AdmitAddress(ctx, "TWO@example.org"))
		w.letter(app.InviteLetter, "two@example.org")
		if rest, err := w.WaitingList(ctx, 10); err != nil || len(rest) != 0 {
			t.Errorf("%+v still wait, %v", rest, err)
		}
	})
}
