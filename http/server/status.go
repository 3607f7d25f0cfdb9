package server

import (
	"errors"
	"net/http"

	"obolus"
)

// statuses is the one table from kinds of error to HTTP; every door answers by it.
var statuses = map[obolus.Kind]int{
	obolus.Invalid:     http.StatusUnprocessableEntity,
	obolus.NotFound:    http.StatusNotFound,
	obolus.Conflict:    http.StatusConflict,
	obolus.Forbidden:   http.StatusForbidden,
	obolus.Unpaid:      http.StatusPaymentRequired,
	obolus.Signin:      http.StatusUnauthorized,
	obolus.TooMany:     http.StatusTooManyRequests,
	obolus.Mismatch:    http.StatusUnprocessableEntity,
	obolus.Unavailable: http.StatusServiceUnavailable,
	obolus.Internal:    http.StatusInternalServerError,
}

// Refusal is what a door finds wrong with a request as HTTP knows it, before a verb is asked: what
// cannot be parsed (400), a method (405), a body that is too large (413) or not JSON (415). The
// kinds of error know nothing of these, so the status stands here.
type Refusal struct {
	Status int
	Reason *obolus.Error
}

// Refuse builds a Refusal with a stable code; field names the part of the request, or is "".
func Refuse(status int, code, field, message string) error {
	return &Refusal{Status: status, Reason: &obolus.Error{Kind: obolus.Invalid, Code: code, Field: field, Message: message}}
}

// Error returns the sentence.
func (r *Refusal) Error() string { return r.Reason.Error() }

// Unwrap returns the reason, so that obolus.AsError finds it.
func (r *Refusal) Unwrap() error { return r.Reason }

// Status returns what to answer to an error, 200 for nil.
func Status(err error) int {
	if err == nil {
		return http.StatusOK
	}
	var refusal *Refusal
	if errors.As(err, &refusal) {
		return refusal.Status
	}
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return http.StatusRequestEntityTooLarge
	}
	status, known := statuses[obolus.KindOf(err)]
	if !known {
		return http.StatusInternalServerError
	}
	return status
}
