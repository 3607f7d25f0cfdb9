package passkey_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/descope/virtualwebauthn"

	"obolus"
	"obolus/passkey"
)

const origin = "https://obolus.example"

// clock is a moment that a test moves.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

// scene is a party, a person and the software that plays her browser and her device.
type scene struct {
	t      *testing.T
	clock  *clock
	party  *passkey.Party
	person passkey.Person
	site   virtualwebauthn.RelyingParty // as the browser sees it
	device virtualwebauthn.Authenticator
	key    virtualwebauthn.Credential
	asked  string // the options that the browser was given last
}

func newScene(t *testing.T) *scene {
	t.Helper()
	c := &clock{at: time.Date(2026, 10, 9, 12, 0, 0, 0, time.UTC)}
	party, err := passkey.New(passkey.Config{Name: "Obolus of Utrecht", BaseURL: origin, Now: c.now})
	if err != nil {
		t.Fatal(err)
	}
	handle := passkey.NewHandle()
	return &scene{
		t: t, clock: c, party: party,
		person: passkey.Person{Handle: handle, Name: "alice@example.org", DisplayName: "Alice"},
		site:   virtualwebauthn.RelyingParty{ID: "obolus.example", Name: "Obolus of Utrecht", Origin: origin},
		device: virtualwebauthn.NewAuthenticatorWithOptions(virtualwebauthn.AuthenticatorOptions{UserHandle: handle}),
		key:    newKey(),
	}
}

// newKey makes a key whose two coordinates fill 32 bytes each. The software device writes shorter ones
// without their zeros, one time in a hundred, and those are no COSE keys.
func newKey() virtualwebauthn.Credential {
	for {
		key := virtualwebauthn.NewCredential(virtualwebauthn.KeyTypeEC2)
		if len(key.Key.AttestationData()) == 77 {
			return key
		}
	}
}

// registered is a scene whose person has a passkey, read back from the text that a store would keep.
func registered(t *testing.T) *scene {
	t.Helper()
	s := newScene(t)
	key, err := s.party.FinishRegistration(s.person, s.begin(s.party.BeginRegistration(s.person)), s.create())
	if err != nil {
		t.Fatal(err)
	}
	s.keep(key)
	return s
}

// keep stores a passkey as its person's only one.
func (s *scene) keep(key passkey.Passkey) {
	s.t.Helper()
	text, err := json.Marshal(key)
	if err != nil {
		s.t.Fatal(err)
	}
	var read passkey.Passkey
	if err := json.Unmarshal(text, &read); err != nil {
		s.t.Fatal(err)
	}
	s.person.Passkeys = []passkey.Passkey{read}
}

// begin hands a ceremony's options to the browser and its session to the caller.
func (s *scene) begin(c passkey.Ceremony, err error) string {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
	s.asked = string(c.Options)
	return c.Session
}

// create is the browser's answer to a registration.
func (s *scene) create() []byte {
	s.t.Helper()
	asked, err := virtualwebauthn.ParseAttestationOptions(s.asked)
	if err != nil {
		s.t.Fatal(err)
	}
	return []byte(virtualwebauthn.CreateAttestationResponse(s.site, s.device, s.key, *asked))
}

// get is the browser's answer to a sign-in or a step-up; the device counts one up first.
func (s *scene) get() []byte {
	s.t.Helper()
	asked, err := virtualwebauthn.ParseAssertionOptions(s.asked)
	if err != nil {
		s.t.Fatal(err)
	}
	s.key.Counter++
	return []byte(virtualwebauthn.CreateAssertionResponse(s.site, s.device, s.key, *asked))
}

// find knows the scene's person and nobody else.
func (s *scene) find(handle []byte) (passkey.Person, error) {
	if string(handle) != string(s.person.Handle) {
		return passkey.Person{}, obolus.Errorf(obolus.NotFound, "person_unknown", "There is no such person.")
	}
	return s.person, nil
}
