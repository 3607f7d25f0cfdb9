package identity

import "fmt"

// The codes of Error. They are part of the API: programs tell refusals apart
// by them and pages translate by them, so they never change.
const (
	CodeEmpty     = "empty"             // nothing was given
	CodeNoHost    = "no_host"           // no host, or a word that is none
	CodeBadHost   = "bad_host"          // a host that cannot exist
	CodePrivate   = "private_address"   // loopback, private or reserved
	CodeScheme    = "scheme"            // neither http nor https
	CodeLogin     = "credentials"       // a user name or password in the URL
	CodeTooLong   = "too_long"          // more than MaxBytes
	CodeControl   = "control_character" // also when percent-encoded
	CodePercent   = "percent_encoding"  // "%" without two hex digits
	CodeUTF8      = "utf8"              // bytes that are no text
	CodePort      = "port"              // not from 1 to 65535
	CodeBackslash = "backslash"         // browsers and servers disagree on it
	CodeHandle    = "handle"            // a handle that does not say where
	CodePlatform  = "platform"          // a platform that we do not know
	CodeName      = "name"              // a name that the platform cannot have
)

// Error says why an address was refused. Every function of this package that
// fails returns one, so errors.As always finds it.
type Error struct {
	Code     string // one of the Code constants
	Sentence string // in English, what to do about it; never repeats a password
}

// Error returns the sentence.
func (e *Error) Error() string { return e.Sentence }

func refuse(code, format string, args ...any) error {
	return &Error{Code: code, Sentence: fmt.Sprintf(format, args...)}
}
