package app_test

import (
	"crypto/hmac"
	"crypto/sha1"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"testing"
	"time"

	"obolus"
	"obolus/app"
	"obolus/auth"
)

// Protects an account from whoever took a session: what would let him keep it needs the person anew.
func TestStepUp(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		_, session := w.join("Ada", "ada@example.org")
		w.must(w.Confirmed(ctx, session))
		w.clock.set(w.clock.now().Add(16 * time.Minute))
		for name, err := range map[string]error{
			"password": w.ChangePassword(ctx, session, "drei ziegen springen"), "address": w.ChangeEmail(ctx, session, "eve@example.org", "en"),
			"no second factor": w.StopTOTP(ctx, session), "passkey": w.AddPasskey(ctx, session, app.Passkey{ID: "x"}),
			"no passkey": w.RemovePasskey(ctx, session, "x"),
		} {
			t.Run(name, func(t *testing.T) { refused(t, err, obolus.Forbidden, "step_up") })
		}
		refused(t, w.StepUp(ctx, session, "a wrong guess", "", "192.0.2.1"), obolus.Invalid, "password_wrong")
		w.must(w.StepUp(ctx, session, password, "", "192.0.2.1"))
		w.must(w.ChangePassword(ctx, session, "drei ziegen springen"))
		w.letter(app.ChangedLetter, "ada@example.org")
		refused(t, w.StepUp(ctx, session, password, "", "192.0.2.1"), obolus.Invalid, "password_wrong")
	})
}

// Protects people whose password was known to another: his sessions and links end with it.
func TestChangePassword_EndsOtherSessions(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		ada, session := w.join("Ada", "ada@example.org")
		thief, err := w.NewCredential(ctx, ada.ID, app.Session, "")
		w.must(err)
		link, err := w.NewCredential(ctx, ada.ID, app.Link, "")
		w.must(err)
		_, err = w.Authenticate(ctx, app.Session, thief)
		w.must(err)
		w.must(w.ChangePassword(ctx, session, "drei ziegen springen"))
		_, err = w.Authenticate(ctx, app.Session, thief)
		refused(t, err, obolus.Signin, "sign_in")
		_, err = w.SignInByLink(ctx, link)
		refused(t, err, obolus.Signin, "sign_in")
		w.must(w.Confirmed(ctx, session))
	})
}

// Protects sessions from others' forms, and lets their person end them.
func TestSessions(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		ada, session := w.join("Ada", "ada@example.org")
		bo, _ := w.join("Bo", "bo@example.org")
		other, err := w.NewCredential(ctx, ada.ID, app.Session, "Firefox, Linux")
		w.must(err)
		list, err := w.Sessions(ctx, ada.ID, session)
		if err != nil || len(list) != 2 || list[0].Own == list[1].Own {
			t.Fatalf("the sessions are %+v, %v", list, err)
		}
		for _, s := range list {
			if s.Own {
				continue
			}
			w.must(w.EndSession(ctx, bo.ID, s.Hash))
			_, err = w.Authenticate(ctx, app.Session, other)
			w.must(err)
			w.must(w.EndSession(ctx, ada.ID, s.Hash))
		}
		_, err = w.Authenticate(ctx, app.Session, other)
		refused(t, err, obolus.Signin, "sign_in")
		seen := w.clock.now()
		for range 3 { // a session's use is written down by the hour
			w.clock.set(w.clock.now().Add(25 * time.Minute))
			_, err = w.Authenticate(ctx, app.Session, session)
			w.must(err)
		}
		list, err = w.Sessions(ctx, ada.ID, session)
		if err != nil || len(list) != 1 || list[0].SeenAt.Sub(seen) != 75*time.Minute {
			t.Errorf("the session is %+v, %v", list, err)
		}
	})
}

// Protects the change of address: the new one must be confirmed, the old one is told, and somebody else's
// cannot be taken.
func TestChangeEmail(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		ada, session := w.join("Ada", "ada@example.org")
		w.join("Bo", "bo@example.org")
		w.must(w.ChangeEmail(ctx, session, "bo@example.org", "en"))
		w.letter(app.KnownLetter, "bo@example.org")
		w.must(w.ChangeEmail(ctx, session, "new@example.org", "en"))
		secret := w.letter(app.ConfirmEmailLetter, "new@example.org").Secret
		if account, _ := w.Account(ctx, ada.ID); account.Email != "ada@example.org" {
			t.Errorf("the address is %s before it is confirmed", account.Email)
		}
		w.must(w.ConfirmEmail(ctx, secret))
		w.letter(app.EmailChangedLetter, "ada@example.org")
		refused(t, w.ConfirmEmail(ctx, secret), obolus.NotFound, "link_ended")
		if account, _ := w.Account(ctx, ada.ID); account.Email != "new@example.org" {
			t.Errorf("the address is %s", account.Email)
		}
	})
}

// Protects the second factor: it is asked for, its codes work once, and recovery codes too.
func TestTOTP(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		ada, session := w.join("Ada", "ada@example.org")
		factor, err := w.BeginTOTP(ctx, session)
		w.must(err)
		_, err = w.FinishTOTP(ctx, session, "000000")
		refused(t, err, obolus.Invalid, "code_wrong")
		codes, err := w.FinishTOTP(ctx, session, code(t, factor, w.clock.now()))
		w.must(err)
		w.letter(app.ChangedLetter, "ada@example.org")
		wait := func() string {
			t.Helper()
			entry, err := w.SignInByPassword(ctx, "ada@example.org", password, "192.0.2.1")
			w.must(err)
			if entry.Code == "" {
				t.Fatal("the password alone lets her in")
			}
			return entry.Code
		}
		_, err = w.SignInByCode(ctx, wait(), code(t, factor, w.clock.now()))
		refused(t, err, obolus.Invalid, "code_wrong") // it turned the second factor on: it does not work twice
		w.clock.set(w.clock.now().Add(30 * time.Second))
		waits, fresh := wait(), code(t, factor, w.clock.now())
		person, err := w.SignInByCode(ctx, waits, fresh)
		if err != nil || person != ada.ID {
			t.Fatalf("the code lets in %d, %v", person, err)
		}
		_, err = w.SignInByCode(ctx, waits, codes[0])
		refused(t, err, obolus.NotFound, "link_ended")
		_, err = w.SignInByCode(ctx, wait(), fresh)
		refused(t, err, obolus.Invalid, "code_wrong")
		_, err = w.SignInByCode(ctx, wait(), codes[0])
		w.must(err)
		_, err = w.SignInByCode(ctx, wait(), codes[0])
		refused(t, err, obolus.Invalid, "code_wrong")
		w.must(w.MailLink(ctx, "ada@example.org", "en", "", "192.0.2.1"))
		entry, err := w.SignInByLink(ctx, w.letter(app.LinkLetter, "ada@example.org").Secret)
		if err != nil || entry.Code == "" {
			t.Errorf("a mailed link stands for both factors: %+v, %v", entry, err)
		}
		w.must(w.StopTOTP(ctx, session))
		entry, err = w.SignInByPassword(ctx, "ada@example.org", password, "192.0.2.1")
		if err != nil || entry.Code != "" {
			t.Errorf("after turning it off: %+v, %v", entry, err)
		}
	})
}

// code is what a person's app shows (RFC 6238), written here a second time.
func code(t *testing.T, factor auth.TOTP, at time.Time) string {
	t.Helper()
	secret, err := base32.StdEncoding.DecodeString(factor.Secret)
	if err != nil {
		t.Fatal(err)
	}
	mac := hmac.New(sha1.New, secret)
	mac.Write(binary.BigEndian.AppendUint64(nil, uint64(at.Unix()/30)))
	sum := mac.Sum(nil)
	at4 := sum[sum[19]&15:]
	return fmt.Sprintf("%06d", (binary.BigEndian.Uint32(at4)&0x7fffffff)%1_000_000)
}
