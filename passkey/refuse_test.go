package passkey_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"obolus"
	"obolus/passkey"
)

// wantRefusal checks that an error is one for the person, of a code, and that it tells her nothing more.
func wantRefusal(t *testing.T, err error, code string) {
	t.Helper()
	var e *obolus.Error
	if !errors.As(err, &e) || e.Kind != obolus.Invalid || e.Code != code || e.Field != "passkey" {
		t.Errorf("got %#v, want a refusal %s", err, code)
	}
}

// Protects every account: whatever is wrong with an answer, nobody is signed in. Each case spoils one
// thing of a sign-in that would succeed.
func TestFinishSignIn_Refuses(t *testing.T) {
	other := newScene(t)
	cases := []struct {
		name  string
		code  string
		spoil func(s *scene, kept string) (string, []byte)
	}{
		{"another site", "passkey_refused", func(s *scene, kept string) (string, []byte) {
			s.site.Origin = "https://obolus.example.evil.example"
			return kept, s.get()
		}},
		{"a sub-site", "passkey_refused", func(s *scene, kept string) (string, []byte) {
			s.site.Origin = "https://pages.obolus.example"
			return kept, s.get()
		}},
		{"without encryption", "passkey_refused", func(s *scene, kept string) (string, []byte) {
			s.site.Origin = "http://obolus.example"
			return kept, s.get()
		}},
		{"a key for another party", "passkey_refused", func(s *scene, kept string) (string, []byte) {
			s.site.ID = "evil.example"
			return kept, s.get()
		}},
		{"another's key under her handle", "passkey_refused", func(s *scene, kept string) (string, []byte) {
			s.key = other.key
			return kept, s.get()
		}},
		{"her key's number on another's key", "passkey_refused", func(s *scene, kept string) (string, []byte) {
			s.key.Key = newKey().Key
			return kept, s.get()
		}},
		{"an unknown handle", "passkey_refused", func(s *scene, kept string) (string, []byte) {
			s.device.Options.UserHandle = passkey.NewHandle()
			return kept, s.get()
		}},
		{"no handle", "passkey_refused", func(s *scene, kept string) (string, []byte) {
			s.device.Options.UserHandle = nil
			return kept, s.get()
		}},
		{"nobody there", "passkey_refused", func(s *scene, kept string) (string, []byte) {
			s.device.Options.UserNotPresent = true
			return kept, s.get()
		}},
		{"a key that became copyable", "passkey_refused", func(s *scene, kept string) (string, []byte) {
			s.device.Options.BackupEligible = true
			return kept, s.get()
		}},
		{"the answer to another question", "passkey_refused", func(s *scene, _ string) (string, []byte) {
			answer := s.get()
			return s.begin(s.party.BeginSignIn()), answer
		}},
		{"a step-up's session", "passkey_refused", func(s *scene, _ string) (string, []byte) {
			return s.begin(s.party.BeginStepUp(s.person)), s.get()
		}},
		{"a registration's answer", "passkey_refused", func(s *scene, kept string) (string, []byte) { return kept, s.create() }},
		{"too late", "passkey_expired", func(s *scene, kept string) (string, []byte) {
			s.clock.at = s.clock.at.Add(5 * time.Minute)
			return kept, s.get()
		}},
		{"no session", "passkey_expired", func(s *scene, _ string) (string, []byte) { return "", s.get() }},
		{"an empty session", "passkey_refused", func(s *scene, _ string) (string, []byte) { return "{}", s.get() }},
		{"a session without a challenge", "passkey_refused", func(s *scene, _ string) (string, []byte) {
			return `{"purpose":"sign_in","expires_ms":99999999999999,"data":{}}`, s.get()
		}},
		{"nothing", "passkey_refused", func(_ *scene, kept string) (string, []byte) { return kept, nil }},
		{"not JSON", "passkey_refused", func(_ *scene, kept string) (string, []byte) { return kept, []byte("<html>") }},
		{"JSON of nothing", "passkey_refused", func(_ *scene, kept string) (string, []byte) { return kept, []byte("null") }},
		{"half an answer", "passkey_refused", func(s *scene, kept string) (string, []byte) {
			answer := s.get()
			return kept, answer[:len(answer)/2]
		}},
		{"more than a browser says", "passkey_refused", func(s *scene, kept string) (string, []byte) {
			return kept, append(s.get(), bytes.Repeat([]byte(" "), 64<<10)...)
		}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := registered(t)
			kept, answer := c.spoil(s, s.begin(s.party.BeginSignIn()))
			use, err := s.party.FinishSignIn(kept, answer, s.find)
			wantRefusal(t, err, c.code)
			if use.Handle != nil {
				t.Errorf("somebody was signed in: %+v", use)
			}
		})
	}
}

// Protects the step-up: another person's passkey, or one that was taken away meanwhile, confirms nothing.
func TestFinishStepUp_Refuses(t *testing.T) {
	alice, mallory := registered(t), registered(t)
	kept := alice.begin(alice.party.BeginStepUp(alice.person))
	mallory.asked = alice.asked
	_, err := alice.party.FinishStepUp(alice.person, kept, mallory.get())
	wantRefusal(t, err, "passkey_refused")

	kept = mallory.begin(alice.party.BeginStepUp(mallory.person))
	_, err = alice.party.FinishStepUp(alice.person, kept, mallory.get())
	wantRefusal(t, err, "passkey_refused")

	kept = alice.begin(alice.party.BeginStepUp(alice.person))
	without := alice.person
	without.Passkeys = nil
	_, err = alice.party.FinishStepUp(without, kept, alice.get())
	wantRefusal(t, err, "passkey_refused")

	_, err = alice.party.BeginStepUp(without)
	wantRefusal(t, err, "passkey_none")
}

// Protects a person from getting somebody else's key added to her account.
func TestFinishRegistration_Refuses(t *testing.T) {
	alice, mallory := newScene(t), newScene(t)
	kept := mallory.begin(alice.party.BeginRegistration(mallory.person))
	_, err := alice.party.FinishRegistration(alice.person, kept, mallory.create())
	wantRefusal(t, err, "passkey_refused")

	kept = alice.begin(alice.party.BeginRegistration(alice.person))
	alice.site.Origin = "https://evil.example"
	_, err = alice.party.FinishRegistration(alice.person, kept, alice.create())
	wantRefusal(t, err, "passkey_refused")
	if e := obolus.AsError(err); strings.Contains(e.Message, "evil") || e.Cause == nil {
		t.Errorf("the person is told %q, the log %v", e.Message, e.Cause)
	}

	for _, begin := range []func(passkey.Person) (passkey.Ceremony, error){alice.party.BeginRegistration, registered(t).party.BeginStepUp} {
		if _, err := begin(passkey.Person{Name: "x", Passkeys: []passkey.Passkey{{ID: []byte("x")}}}); err == nil {
			t.Error("a person without a handle may begin")
		}
	}
}

// Protects the difference between a stranger and a broken database: the second is no refusal.
func TestFinishSignIn_PassesFailuresOn(t *testing.T) {
	s := registered(t)
	down := obolus.Errorf(obolus.Unavailable, "db_down", "Please try again later.")
	_, err := s.party.FinishSignIn(s.begin(s.party.BeginSignIn()), s.get(), func([]byte) (passkey.Person, error) { return passkey.Person{}, down })
	if !errors.Is(err, down) || obolus.KindOf(err) != obolus.Unavailable {
		t.Errorf("got %v, want the store's error", err)
	}
}
