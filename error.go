package obolus

import (
	"errors"
	"fmt"
)

// Kind says what sort of failure an error is. Doors translate kinds to their own codes, in one
// table each; nothing else about an error decides what a caller is told.
type Kind string

// The kinds of error. An error without a kind is Internal.
const (
	Invalid     Kind = "invalid"     // the input is wrong; Field names which part of it
	NotFound    Kind = "not_found"   // there is no such thing, or not for this person
	Conflict    Kind = "conflict"    // the state does not allow it (closed month, paid payout, name taken)
	Forbidden   Kind = "forbidden"   // the rules do not allow it to this person
	Unpaid      Kind = "unpaid"      // needs a budget or funds first; leads to a top-up (R13)
	Signin      Kind = "sign_in"     // nobody is signed in, or the token is not known
	TooMany     Kind = "too_many"    // tried too often; wait, or take another way
	Mismatch    Kind = "mismatch"    // an idempotency key was used again with another request
	Unavailable Kind = "unavailable" // the database cannot be reached or is full; try again later
	Internal    Kind = "internal"    // our own mistake; people are told nothing but that
)

// Error is a failure that a person can be told. Message is a sentence that says what to do; it
// never holds secrets or internals, which belong into Cause and reach only the log.
type Error struct {
	Kind    Kind
	Code    string // stable, for programs and catalogs: "funds_empty", "month_open"
	Field   string // the part of the input that is wrong, or ""
	Message string
	Cause   error
}

// Error returns the sentence and the cause, for the log.
func (e *Error) Error() string {
	if e.Cause != nil {
		return e.Message + ": " + e.Cause.Error()
	}
	return e.Message
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Cause }

// Invalidf builds an error about one field of the input.
func Invalidf(field, format string, arguments ...any) error {
	return &Error{Kind: Invalid, Code: "invalid_" + field, Field: field, Message: fmt.Sprintf(format, arguments...)}
}

// Errorf builds an error of a kind with a stable code.
func Errorf(kind Kind, code, format string, arguments ...any) error {
	return &Error{Kind: kind, Code: code, Message: fmt.Sprintf(format, arguments...)}
}

// AsError returns the first *Error in err's chain; any other error, and one without a kind, becomes
// an Internal one whose message tells nothing. It returns nil for nil.
func AsError(err error) *Error {
	var e *Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &e) && e.Kind != "":
		return e
	default:
		return &Error{Kind: Internal, Code: "internal", Message: "Something went wrong on our side. It has been written down; please try again.", Cause: err}
	}
}

// KindOf returns the kind of err, "" for nil.
func KindOf(err error) Kind {
	if err == nil {
		return ""
	}
	return AsError(err).Kind
}
