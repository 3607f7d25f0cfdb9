package passkey_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/descope/virtualwebauthn"

	"obolus/passkey"
)

// Protects the whole way of a passkey: added, stored as text, used to sign in and to step up.
func TestPasskey_FromRegistrationToStepUp(t *testing.T) {
	s := registered(t)
	key := s.person.Passkeys[0]
	if !bytes.Equal(key.ID, s.key.ID) || len(key.PublicKey) == 0 || key.AddedMS != s.clock.at.UnixMilli() || key.UsedMS != 0 {
		t.Errorf("the passkey is %+v", key)
	}
	key.Label = "my phone"
	s.keep(key)

	s.clock.at = s.clock.at.Add(24 * time.Hour)
	use, err := s.party.FinishSignIn(s.begin(s.party.BeginSignIn()), s.get(), s.find)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(use.Handle, s.person.Handle) || !use.Verified || use.Cloned {
		t.Errorf("the sign-in is %+v", use)
	}
	if p := use.Passkey; p.SignCount != 1 || p.UsedMS != s.clock.at.UnixMilli() || p.Label != "my phone" || p.AddedMS != key.AddedMS {
		t.Errorf("the passkey after it is %+v", p)
	}
	s.keep(use.Passkey)

	use, err = s.party.FinishStepUp(s.person, s.begin(s.party.BeginStepUp(s.person)), s.get())
	if err != nil || !use.Verified || use.Cloned || use.Passkey.SignCount != 2 {
		t.Errorf("the step-up is %+v, %v", use, err)
	}
}

// Protects what the browser is asked for: a key that needs no name at sign-in, no second one on the same
// device, nothing about the device's make, and nothing that counts our people.
func TestBegin_Options(t *testing.T) {
	s := registered(t)
	var creation struct {
		RP   struct{ ID, Name string }
		User struct{ ID, Name, DisplayName string }

		AuthenticatorSelection struct{ ResidentKey, UserVerification string }
		ExcludeCredentials     []struct{ ID string }
		Attestation            string
		Timeout                int
	}
	s.begin(s.party.BeginRegistration(s.person))
	if err := json.Unmarshal([]byte(s.asked), &creation); err != nil {
		t.Fatal(err)
	}
	if creation.RP.ID != "obolus.example" || creation.RP.Name != "Obolus of Utrecht" || creation.User.Name != "alice@example.org" ||
		creation.User.DisplayName != "Alice" || len(creation.User.ID) != 86 || creation.Timeout != 300_000 {
		t.Errorf("creation asks for %+v", creation)
	}
	if a := creation.AuthenticatorSelection; a.ResidentKey != "required" || a.UserVerification != "preferred" ||
		creation.Attestation != "none" || len(creation.ExcludeCredentials) != 1 {
		t.Errorf("creation asks for %+v", creation)
	}
	var request struct {
		RPID, UserVerification string
		AllowCredentials       []struct{ ID string }
	}
	s.begin(s.party.BeginSignIn())
	if err := json.Unmarshal([]byte(s.asked), &request); err != nil {
		t.Fatal(err)
	}
	if request.RPID != "obolus.example" || request.UserVerification != "preferred" || len(request.AllowCredentials) != 0 {
		t.Errorf("sign-in asks for %+v", request)
	}
	s.begin(s.party.BeginStepUp(s.person))
	if err := json.Unmarshal([]byte(s.asked), &request); err != nil {
		t.Fatal(err)
	}
	if request.UserVerification != "required" || len(request.AllowCredentials) != 1 {
		t.Errorf("step-up asks for %+v", request)
	}
}

// Protects the difference between having a device and being its owner: a sign-in without PIN or finger is
// told apart, and is not enough for a step-up.
func TestUse_WithoutVerification(t *testing.T) {
	s := registered(t)
	s.device.Options.UserNotVerified = true
	use, err := s.party.FinishSignIn(s.begin(s.party.BeginSignIn()), s.get(), s.find)
	if err != nil || use.Verified {
		t.Errorf("sign-in: verified %v, %v; want false, nil", use.Verified, err)
	}
	_, err = s.party.FinishStepUp(s.person, s.begin(s.party.BeginStepUp(s.person)), s.get())
	wantRefusal(t, err, "passkey_refused")
}

// Protects people whose key was copied: a counter that stands still or falls is reported, the stored one
// stays, and devices that never count are not suspected.
func TestUse_Cloned(t *testing.T) {
	s := registered(t)
	s.person.Passkeys[0].SignCount = 7
	s.key.Counter = 6 // becomes 7
	use, err := s.party.FinishSignIn(s.begin(s.party.BeginSignIn()), s.get(), s.find)
	if err != nil || !use.Cloned || use.Passkey.SignCount != 7 {
		t.Errorf("same count: got %+v, %v", use, err)
	}
	s.person.Passkeys[0].SignCount = 0
	s.key.Counter = ^uint32(0) // becomes 0
	use, err = s.party.FinishSignIn(s.begin(s.party.BeginSignIn()), s.get(), s.find)
	if err != nil || use.Cloned {
		t.Errorf("a device that does not count: got %+v, %v", use, err)
	}
}

// Protects the note whether a lost device means a lost key.
func TestUse_BackedUp(t *testing.T) {
	s := newScene(t)
	s.device.Options = virtualwebauthn.AuthenticatorOptions{UserHandle: s.person.Handle, BackupEligible: true}
	key, err := s.party.FinishRegistration(s.person, s.begin(s.party.BeginRegistration(s.person)), s.create())
	if err != nil || !key.BackupEligible || key.BackedUp {
		t.Fatalf("registered %+v, %v", key, err)
	}
	s.keep(key)
	s.device.Options.BackupState = true
	use, err := s.party.FinishSignIn(s.begin(s.party.BeginSignIn()), s.get(), s.find)
	if err != nil || !use.Passkey.BackedUp {
		t.Errorf("signed in with %+v, %v", use.Passkey, err)
	}
}

// Protects against a wrong setting that nobody notices: where browsers refuse passkeys, New says so.
func TestNew_Address(t *testing.T) {
	for address, want := range map[string]bool{
		"https://obolus.example": true, "https://obolus.example:8443/": true, "http://localhost:8080": true, "http://a.localhost": true,
		"http://obolus.example": false, "https://192.0.2.1": false, "https://[2001:db8::1]": false, "http://127.0.0.1:8080": false,
		"obolus.example": false, "": false, "ftp://localhost": false,
	} {
		_, err := passkey.New(passkey.Config{Name: "x", BaseURL: address, Now: time.Now})
		if want && err != nil || !want && !errors.Is(err, passkey.ErrAddress) {
			t.Errorf("%q: %v, want passkeys %v", address, err, want)
		}
	}
}

// Protects an instance whose address is written with capitals and the port that browsers leave out.
func TestNew_OriginAsBrowsersWriteIt(t *testing.T) {
	s := newScene(t)
	party, err := passkey.New(passkey.Config{Name: "x", BaseURL: "https://Obolus.Example:443/", Now: s.clock.now})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := party.FinishRegistration(s.person, s.begin(party.BeginRegistration(s.person)), s.create()); err != nil {
		t.Error(err)
	}
}
