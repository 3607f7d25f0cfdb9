package passkey

import (
	"fmt"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"
)

// BeginRegistration starts adding a passkey to a person who is signed in. Devices that hold one of hers
// already are told not to make a second.
func (p *Party) BeginRegistration(person Person) (Ceremony, error) {
	if len(person.Handle) == 0 {
		return Ceremony{}, errNoHandle
	}
	creation, data, err := p.web.BeginRegistration(user{person},
		webauthn.WithAuthenticatorSelection(protocol.AuthenticatorSelection{
			ResidentKey:        protocol.ResidentKeyRequirementRequired, // sign-in asks for no name
			RequireResidentKey: protocol.ResidentKeyRequired(),
			UserVerification:   protocol.VerificationPreferred,
		}),
		webauthn.WithExclusions(webauthn.Credentials(user{person}.WebAuthnCredentials()).CredentialDescriptors()))
	if err != nil {
		return Ceremony{}, fmt.Errorf("beginning to register a passkey: %w", err)
	}
	return p.open(registering, creation.Response, data)
}

// FinishRegistration checks the browser's answer and returns the new passkey, to which the caller gives
// its Label. That its ID is new is for the store to see: whoever sends an ID that somebody has gets a
// Conflict there.
func (p *Party) FinishRegistration(person Person, session string, response []byte) (Passkey, error) {
	data, err := p.resume(registering, session, response)
	if err != nil {
		return Passkey{}, err
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes(response)
	if err != nil {
		return Passkey{}, refused(err)
	}
	made, err := p.web.CreateCredential(user{person}, data, parsed)
	if err != nil {
		return Passkey{}, refused(err)
	}
	key := Passkey{ID: made.ID, PublicKey: made.PublicKey, Model: made.Authenticator.AAGUID, AddedMS: p.now().UnixMilli()}
	for _, transport := range made.Transport {
		key.Transports = append(key.Transports, string(transport))
	}
	return key.updated(made), nil
}
