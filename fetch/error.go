package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
)

// Code is the reason why a fetch failed.
type Code string

// The reasons. They are stable, so that they can be stored and counted.
const (
	CodeAddress   Code = "address"   // not an http or https address that we open (scheme, port, password)
	CodePrivate   Code = "private"   // it leads to where not everybody can go
	CodeRedirects Code = "redirects" // it leads on and on
	CodeTooLarge  Code = "too_large" // more than the limit, on the wire or unpacked
	CodeTooSlow   Code = "too_slow"  // not there in time
	CodeBusy      Code = "busy"      // our turn did not come in time; the host was not asked
	CodeStatus    Code = "status"    // the host answers with Status, which is no success
	CodeType      Code = "type"      // the host sends something else than was asked for
	CodeFailed    Code = "failed"    // no such name, no connection, no certificate, no HTTP
)

// Error says why an address could not be read. It names the host alone: paths
// and queries may hold secrets, and errors end in logs.
type Error struct {
	Code   Code
	Host   string // canonical; "" where the address has none
	Status int    // of CodeStatus
	Cause  error  // may be nil
}

// Error tells the reason for the log.
func (e *Error) Error() string {
	text := "fetching from " + e.Host + ": " + string(e.Code)
	if e.Host == "" {
		text = "fetching: " + string(e.Code)
	}
	if e.Code == CodeStatus {
		text += fmt.Sprintf(" %d", e.Status)
	}
	if e.Cause != nil {
		text += ": " + e.Cause.Error()
	}
	return text
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Cause }

// Temporary reports whether the same fetch may succeed later.
func (e *Error) Temporary() bool {
	switch e.Code {
	case CodeTooSlow, CodeBusy, CodeFailed:
		return true
	case CodeStatus:
		return e.Status >= 500 || e.Status == http.StatusTooManyRequests || e.Status == http.StatusRequestTimeout
	}
	return false
}

// CodeOf returns the reason in err's chain, "" where there is none.
func CodeOf(err error) Code {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// explain turns whatever went wrong while talking to a host into an *Error. late
// is the reason where the time was up.
func explain(ctx context.Context, host string, late Code, err error) error {
	var known *Error
	var waited net.Error
	switch {
	case errors.As(err, &known):
		return &Error{Code: known.Code, Host: host, Status: known.Status, Cause: known.Cause}
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return &Error{Code: late, Host: host, Cause: context.DeadlineExceeded}
	case ctx.Err() != nil:
		return &Error{Code: CodeFailed, Host: host, Cause: ctx.Err()}
	case errors.As(err, &waited) && waited.Timeout():
		return &Error{Code: CodeTooSlow, Host: host, Cause: err}
	}
	return &Error{Code: CodeFailed, Host: host, Cause: err}
}
