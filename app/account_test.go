package app_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"obolus"
	"obolus/app"
)

// letters delivers what is due and returns it as it was sent.
func (w *world) letters() []sentLetter {
	w.t.Helper()
	var sent []sentLetter
	_, err := w.Deliver(w.t.Context(), func(_ context.Context, l app.Letter) error {
		s := sentLetter{Kind: l.Kind, To: l.Email}
		sent = append(sent, s)
		return json.Unmarshal(l.Data, &sent[len(sent)-1].Data)
	})
	w.must(err)
	return sent
}

type sentLetter struct {
	Kind app.LetterKind
	To   string
	Data app.LetterData
}

// letter delivers the one letter that must be due.
func (w *world) letter(kind app.LetterKind, to string) app.LetterData {
	w.t.Helper()
	sent := w.letters()
	if len(sent) != 1 || sent[0].Kind != kind || sent[0].To != to {
		w.t.Fatalf("the letters are %+v, not one %s to %s", sent, kind, to)
	}
	return sent[0].Data
}

const password = "fünf kühe grasen"

// join signs somebody up with a password and returns a session.
func (w *world) join(name, email string) (obolus.Person, string) {
	w.t.Helper()
	browser, err := w.SignUp(w.t.Context(), app.NewAccount{Name: name, Email: email, Password: password, From: "192.0.2.1"})
	w.must(err)
	joined, err := w.ConfirmSignUp(w.t.Context(), w.letter(app.SignUpLetter, email).Secret, browser, "")
	w.must(err)
	session, err := w.NewCredential(w.t.Context(), joined.Person.ID, app.Session, "")
	w.must(err)
	return joined.Person, session
}

// Protects the secret of who has an account: sign-up, link and change of address answer the same.
func TestSignUp_TellsNobodyWhetherAnAddressExists(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		ada, _ := w.join("Ada", "ada@example.org")
		_, err := w.SignUp(ctx, app.NewAccount{Name: "Eve", Email: "ADA@example.org", Password: password, From: "192.0.2.2"})
		w.must(err)
		if data := w.letter(app.KnownLetter, "ADA@example.org"); data.Secret != "" {
			t.Error("the letter to somebody with an account holds a secret")
		}
		if _, err = w.PersonNamed(ctx, "Eve"); obolus.KindOf(err) != obolus.NotFound {
			t.Errorf("a name is taken before its address is confirmed: %v", err)
		}
		// Nor does a name give it away: it stays free in either case.
		_, err = w.SignUp(ctx, app.NewAccount{Name: "Eve", Email: "eve@example.org", From: "192.0.2.2"})
		w.must(err)
		w.letter(app.SignUpLetter, "eve@example.org")
		w.must(w.MailLink(ctx, "nobody@example.org", "en", "", "192.0.2.2"))
		if sent := w.letters(); len(sent) != 0 {
			t.Errorf("a stranger got %+v", sent)
		}
		_, wrong := w.SignInByPassword(ctx, "ada@example.org", "something else", "192.0.2.3")
		_, unknown := w.SignInByPassword(ctx, "nobody@example.org", "something else", "192.0.2.3")
		_, nonsense := w.SignInByPassword(ctx, "no address", "", "192.0.2.3")
		for _, err := range []error{wrong, unknown, nonsense} {
			refused(t, err, obolus.Invalid, "password_wrong")
		}
		entry, err := w.SignInByPassword(ctx, "Ada@Example.ORG", password, "192.0.2.3")
		if err != nil || entry.Person != ada.ID || entry.Code != "" {
			t.Errorf("the right password gives %+v, %v", entry, err)
		}
	})
}

// Protects people from an account that somebody prepared for their address with a password of his own.
func TestConfirmSignUp_PasswordOfAnotherBrowserDoesNotCount(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		_, err := w.SignUp(ctx, app.NewAccount{Name: "Ada", Email: "ada@example.org", Password: password})
		w.must(err)
		secret := w.letter(app.SignUpLetter, "ada@example.org").Secret
		joined, err := w.ConfirmSignUp(ctx, secret, "", "")
		w.must(err)
		if !joined.PasswordLost {
			t.Error("the password counts without the browser that chose it")
		}
		_, err = w.SignInByPassword(ctx, "ada@example.org", password, "192.0.2.9")
		refused(t, err, obolus.Invalid, "password_wrong")
		_, err = w.ConfirmSignUp(ctx, secret, "", "Ada Two") // replayed
		refused(t, err, obolus.NotFound, "link_ended")
	})
}

// Protects those who sign up at once from each other: one address is one account, and a name that is gone
// can be replaced.
func TestConfirmSignUp_TwiceForOneAddress(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		var secrets []string
		for _, n := range []app.NewAccount{{Name: "Ada", Email: "ada@example.org"}, {Name: "Ada", Email: "other@example.org"}, {Name: "Bea", Email: "ada@example.org"}} {
			_, err := w.SignUp(ctx, n)
			w.must(err)
			secrets = append(secrets, w.letter(app.SignUpLetter, n.Email).Secret)
		}
		_, err := w.ConfirmSignUp(ctx, secrets[0], "", "")
		w.must(err)
		_, err = w.ConfirmSignUp(ctx, secrets[1], "", "")
		refused(t, err, obolus.Conflict, "name_taken")
		joined, err := w.ConfirmSignUp(ctx, secrets[1], "", "Ada the Other")
		if err != nil || joined.Person.Name != "Ada the Other" {
			t.Errorf("another name gives %+v, %v", joined, err)
		}
		_, err = w.ConfirmSignUp(ctx, secrets[2], "", "")
		refused(t, err, obolus.NotFound, "link_ended")
		w.clock.set(w.clock.now().Add(25 * time.Hour))
		_, err = w.ConfirmSignUp(ctx, secrets[2], "", "")
		refused(t, err, obolus.NotFound, "link_ended")
	})
}

// Protects passwords from guessing, and people from being locked out by it.
func TestSignInByPassword_IsLimited(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		w.join("Ada", "ada@example.org")
		for range 10 {
			_, err := w.SignInByPassword(ctx, "ada@example.org", "a wrong guess", "192.0.2.7")
			refused(t, err, obolus.Invalid, "password_wrong")
		}
		_, err := w.SignInByPassword(ctx, "ada@example.org", password, "192.0.2.8")
		refused(t, err, obolus.TooMany, "too_many_attempts")
		w.must(w.MailLink(ctx, "ada@example.org", "en", "", "192.0.2.8")) // she still gets in
		if _, err = w.SignInByLink(ctx, w.letter(app.LinkLetter, "ada@example.org").Secret); err != nil {
			t.Errorf("a link does not work while passwords are guessed: %v", err)
		}
		w.clock.set(w.clock.now().Add(15 * time.Minute))
		if _, err = w.SignInByPassword(ctx, "ada@example.org", password, "192.0.2.8"); err != nil {
			t.Errorf("she is locked out after the span: %v", err)
		}
		for n := range 61 { // one address that tries many accounts
			_, err = w.SignInByPassword(ctx, strings.Repeat("x", n+1)+"@example.org", "a wrong guess", "192.0.2.66")
		}
		refused(t, err, obolus.TooMany, "too_many_attempts")
	})
}

// Protects mailboxes from being filled by strangers, and links from being used twice or late.
func TestMailLink(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		w.join("Ada", "ada@example.org")
		w.clock.set(w.clock.now().Add(2 * time.Hour))
		var sent []sentLetter
		for range 8 {
			w.must(w.MailLink(ctx, "ada@example.org", "en", "/top-up", "192.0.2.1"))
			sent = append(sent, w.letters()...)
		}
		if len(sent) != 5 || sent[0].Data.Next != "/top-up" {
			t.Fatalf("%d letters went out", len(sent))
		}
		_, err := w.SignInByLink(ctx, sent[0].Data.Secret)
		w.must(err)
		_, err = w.SignInByLink(ctx, sent[0].Data.Secret)
		refused(t, err, obolus.Signin, "sign_in")
		w.clock.set(w.clock.now().Add(15 * time.Minute))
		_, err = w.SignInByLink(ctx, sent[1].Data.Secret)
		refused(t, err, obolus.Signin, "sign_in")
	})
}

// Protects letters from being lost or sent for ever, and their secrets from staying in the database.
func TestDeliver(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		_, err := w.SignUp(ctx, app.NewAccount{Name: "Ada", Email: "ada@example.org"})
		w.must(err)
		down := func(context.Context, app.Letter) error { return errors.New("the server is down\r\nX: y") }
		for range 3 {
			n, err := w.Deliver(ctx, down)
			if err != nil || n != 0 {
				t.Fatalf("%d sent, %v", n, err)
			}
			if n, _ = w.Deliver(ctx, down); n != 0 || len(w.letters()) != 0 {
				t.Error("the letter is tried again at once")
			}
			w.clock.set(w.clock.now().Add(6 * time.Hour))
		}
		failed, err := w.FailedLetters(ctx, 10)
		if err != nil || len(failed) != 1 || failed[0].Tries != 3 || strings.ContainsAny(failed[0].Problem, "\r\n") || !failed[0].FailedAt.IsZero() {
			t.Errorf("the letter is %+v, %v", failed, err)
		}
		w.letter(app.SignUpLetter, "ada@example.org")
		_, err = w.SignUp(ctx, app.NewAccount{Name: "Bo", Email: "bo@example.org"})
		w.must(err)
		_, err = w.Deliver(ctx, func(context.Context, app.Letter) error { return app.ErrUndeliverable })
		w.must(err)
		failed, err = w.FailedLetters(ctx, 10)
		if err != nil || len(failed) != 1 || failed[0].Email != "bo@example.org" || failed[0].FailedAt.IsZero() || len(failed[0].Data) != 0 {
			t.Errorf("the letter is %+v, %v", failed, err)
		}
		w.clock.set(w.clock.now().Add(48 * time.Hour))
		if sent := w.letters(); len(sent) != 0 {
			t.Errorf("a letter that was given up is sent: %+v", sent)
		}
	})
}
