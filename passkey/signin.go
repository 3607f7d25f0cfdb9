package passkey

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"obolus"
)

// Use is what a passkey was just used for with success.
type Use struct {
	Handle  []byte  // whose passkey it is
	Passkey Passkey // as it is to be stored now: its count, backup and last use have changed

	// Verified says that the device asked for a PIN, finger or face, so that this counts as two factors.
	// Always true for a step-up.
	Verified bool

	// Cloned says that the key's counter did not go up: perhaps somebody has a copy of it, perhaps the
	// device is broken. The caller decides; nothing grave should be allowed on it, and the person told.
	Cloned bool
}

// BeginSignIn starts a sign-in. Nobody is named: the device offers the passkeys it has for us.
func (p *Party) BeginSignIn() (Ceremony, error) {
	assertion, data, err := p.web.BeginDiscoverableLogin(webauthn.WithUserVerification(protocol.VerificationPreferred))
	if err != nil {
		return Ceremony{}, fmt.Errorf("beginning a sign-in by passkey: %w", err)
	}
	return p.open(signingIn, assertion.Response, data)
}

// FinishSignIn checks the browser's answer. find returns the person of a handle with all her passkeys; its
// NotFound reads for the outside like any other refusal, its other errors are passed on as they are.
func (p *Party) FinishSignIn(session string, response []byte, find func(handle []byte) (Person, error)) (Use, error) {
	data, err := p.resume(signingIn, session, response)
	if err != nil {
		return Use{}, err
	}
	parsed, err := protocol.ParseCredentialRequestResponseBytes(response)
	if err != nil {
		return Use{}, refused(err)
	}
	var person Person
	var lookup error
	_, used, err := p.web.ValidatePasskeyLogin(func(_, handle []byte) (webauthn.User, error) {
		person, lookup = find(handle)
		return user{person}, lookup
	}, data, parsed)
	if lookup != nil && obolus.KindOf(lookup) != obolus.NotFound {
		return Use{}, fmt.Errorf("finding the person of a passkey: %w", lookup)
	}
	if err != nil {
		return Use{}, refused(err)
	}
	return p.use(person, used, parsed)
}

// BeginStepUp asks a person who is signed in to show one of her passkeys, and the device to verify her.
func (p *Party) BeginStepUp(person Person) (Ceremony, error) {
	if len(person.Passkeys) == 0 {
		return Ceremony{}, refuse("passkey_none", "You have no passkey yet. Confirm it is you in another way, or add one first.", nil)
	}
	if len(person.Handle) == 0 {
		return Ceremony{}, errNoHandle
	}
	assertion, data, err := p.web.BeginLogin(user{person}, webauthn.WithUserVerification(protocol.VerificationRequired))
	if err != nil {
		return Ceremony{}, fmt.Errorf("beginning a step-up by passkey: %w", err)
	}
	return p.open(steppingUp, assertion.Response, data)
}

// FinishStepUp checks the browser's answer for the person it was begun for.
func (p *Party) FinishStepUp(person Person, session string, response []byte) (Use, error) {
	data, err := p.resume(steppingUp, session, response)
	if err != nil {
		return Use{}, err
	}
	parsed, err := protocol.ParseCredentialRequestResponseBytes(response)
	if err != nil {
		return Use{}, refused(err)
	}
	used, err := p.web.ValidateLogin(user{person}, data, parsed)
	if err != nil {
		return Use{}, refused(err)
	}
	return p.use(person, used, parsed)
}

// use finds which of the person's passkeys the library accepted, and brings it up to date.
func (p *Party) use(person Person, used *webauthn.Credential, parsed *protocol.ParsedCredentialAssertionData) (Use, error) {
	for _, key := range person.Passkeys {
		if bytes.Equal(key.ID, used.ID) {
			key = key.updated(used)
			key.UsedMS = p.now().UnixMilli()
			return Use{
				Handle:   person.Handle,
				Passkey:  key,
				Verified: parsed.Response.AuthenticatorData.Flags.HasUserVerified(),
				Cloned:   used.Authenticator.CloneWarning,
			}, nil
		}
	}
	return Use{}, errors.New("the library accepted a passkey that the person does not have")
}
