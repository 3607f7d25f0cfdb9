// Package passkey lets people sign in with the key their device keeps for them (WebAuthn), without a name
// and without a password.
//
// Each of the three ceremonies (adding a passkey, signing in, and stepping up before something grave) has
// two halves. Begin gives options for the browser and a session for us; Finish takes the browser's answer
// and that session. The session must be kept where the browser cannot change it, and be taken away as it
// is read, so that no answer counts twice. What the browser gets is the JSON that
// PublicKeyCredential.parseCreationOptionsFromJSON and parseRequestOptionsFromJSON read; what it sends
// back is toJSON of the credential.
package passkey

import (
	"crypto/rand"
	"errors"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"
)

// Passkey is one key of one person. It is stored as one JSON text, beside its ID, which is unique over all
// people. Nothing in it is secret: the private half never leaves the device.
type Passkey struct {
	ID             []byte   `json:"id"`
	PublicKey      []byte   `json:"public_key"`           // COSE
	SignCount      uint32   `json:"sign_count"`           // 0 for ever on devices that do not count
	Label          string   `json:"label,omitempty"`      // the person's own name for it; ours to leave alone
	Transports     []string `json:"transports,omitempty"` // usb, nfc, ble, internal, hybrid
	BackupEligible bool     `json:"backup_eligible"`      // may be copied to other devices; never changes
	BackedUp       bool     `json:"backed_up"`            // is copied: losing the device does not lose it
	Model          []byte   `json:"model,omitempty"`      // AAGUID, 16 bytes, zeros if the device does not tell
	AddedMS        int64    `json:"added_ms"`             // unix milliseconds UTC
	UsedMS         int64    `json:"used_ms,omitempty"`    // last sign-in or step-up, unix milliseconds UTC
}

// Person is whom a passkey belongs to.
type Person struct {
	Handle      []byte // from NewHandle; the same for all her passkeys, and for good
	Name        string // her address or handle: tells accounts apart in the device's list
	DisplayName string
	Passkeys    []Passkey
}

// NewHandle returns the 64 random bytes by which devices know a person. They are stored with her and say
// nothing about her, unlike her number, which would tell how many people there are.
func NewHandle() []byte {
	handle := make([]byte, 64)
	rand.Read(handle) // never fails: crypto/rand ends the program instead
	return handle
}

// errNoHandle is a caller's mistake: without a handle, two people would be the same to a device.
var errNoHandle = errors.New("a person needs a handle for passkeys")

// user shows a Person to the library.
type user struct{ Person }

func (u user) WebAuthnID() []byte          { return u.Handle }
func (u user) WebAuthnName() string        { return u.Name }
func (u user) WebAuthnDisplayName() string { return u.DisplayName }

func (u user) WebAuthnCredentials() []webauthn.Credential {
	credentials := make([]webauthn.Credential, len(u.Passkeys))
	for i, k := range u.Passkeys {
		credentials[i] = k.credential()
	}
	return credentials
}

// credential is k as the library knows it.
func (k Passkey) credential() webauthn.Credential {
	c := webauthn.Credential{ID: k.ID, PublicKey: k.PublicKey}
	for _, transport := range k.Transports {
		c.Transport = append(c.Transport, protocol.AuthenticatorTransport(transport))
	}
	c.Flags.BackupEligible, c.Flags.BackupState = k.BackupEligible, k.BackedUp
	c.Authenticator.SignCount, c.Authenticator.AAGUID = k.SignCount, k.Model
	return c
}

// updated is k after the library has seen it used or made.
func (k Passkey) updated(c *webauthn.Credential) Passkey {
	k.SignCount = c.Authenticator.SignCount
	k.BackupEligible, k.BackedUp = c.Flags.BackupEligible, c.Flags.BackupState
	return k
}
