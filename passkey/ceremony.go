package passkey

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"obolus"
)

// patience is how long a person may take to find her key.
const patience = 5 * time.Minute

// maxResponse bounds what a browser may answer, in bytes. Real answers take one or two kilobytes.
const maxResponse = 64 << 10

// Ceremony is the first half of one: Options go to the browser, Session stays with us.
type Ceremony struct {
	Options json.RawMessage
	Session string
}

// purpose keeps the sessions of one ceremony from being used for another.
type purpose string

const (
	registering purpose = "register"
	signingIn   purpose = "sign_in"
	steppingUp  purpose = "step_up"
)

// session is what is kept between the halves.
type session struct {
	Purpose   purpose              `json:"purpose"`
	ExpiresMS int64                `json:"expires_ms"` // unix milliseconds UTC
	Data      webauthn.SessionData `json:"data"`
}

// open packs both halves of what a Begin made.
func (p *Party) open(why purpose, options any, data *webauthn.SessionData) (Ceremony, error) {
	forBrowser, err := json.Marshal(options)
	if err != nil {
		return Ceremony{}, fmt.Errorf("writing the options of a passkey ceremony: %w", err)
	}
	forUs, err := json.Marshal(session{Purpose: why, ExpiresMS: p.now().Add(patience).UnixMilli(), Data: *data})
	if err != nil {
		return Ceremony{}, fmt.Errorf("writing the session of a passkey ceremony: %w", err)
	}
	return Ceremony{Options: forBrowser, Session: string(forUs)}, nil
}

// resume reads a session back. One that cannot be read was written by another version of the library, or
// is empty because the caller has none any more: for the person that is the same as one that took too long.
func (p *Party) resume(why purpose, kept string, response []byte) (webauthn.SessionData, error) {
	var s session
	if err := json.Unmarshal([]byte(kept), &s); err != nil {
		return s.Data, refuse("passkey_expired", "That took too long, or was done before. Please start again.", err)
	}
	if s.Purpose != why {
		return s.Data, refused(fmt.Errorf("a session to %s was used to %s", s.Purpose, why))
	}
	if p.now().UnixMilli() >= s.ExpiresMS {
		return s.Data, refuse("passkey_expired", "That took too long, or was done before. Please start again.", nil)
	}
	if len(response) > maxResponse {
		return s.Data, refused(fmt.Errorf("the answer has %d bytes", len(response)))
	}
	return s.Data, nil
}

// refuse builds an error for the person; cause is for the log.
func refuse(code, message string, cause error) error {
	return &obolus.Error{Kind: obolus.Invalid, Code: code, Field: "passkey", Message: message, Cause: cause}
}

// refused is what a person is told of an answer that does not hold, whatever is wrong with it. The
// library keeps what a developer needs apart from its sentence, so both are put into the cause.
func refused(cause error) error {
	var detailed *protocol.Error
	if errors.As(cause, &detailed) && detailed.DevInfo != "" {
		cause = fmt.Errorf("%w (%s)", cause, detailed.DevInfo)
	}
	return refuse("passkey_refused", "This passkey was not accepted. Please try again, or sign in another way.", cause)
}
