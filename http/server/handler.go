// Package server is the plumbing that all doors share: handlers that return errors, the one table
// from kinds of error to HTTP statuses, limits, security headers, the log line at the edge, metrics
// and the server itself.
//
// A door writes Handlers and says once how it tells people of an error (its Present); everything
// else happens in Wrap, which goes around all doors together.
package server

import (
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"

	"obolus"
)

// Handler answers a request or returns why it could not; then it must not have written anything.
type Handler func(w http.ResponseWriter, r *http.Request) error

// Present tells whoever asked of an error, in the way of a door: a page, a problem+json, a line.
// What it is given is safe to show.
type Present func(w http.ResponseWriter, r *http.Request, status int, e *obolus.Error)

// retryAfterSeconds is what a client is asked to wait while the database is away.
const retryAfterSeconds = "5"

// Adapt makes an http.Handler of h. An error, or a panic, is noted for the log line and presented.
func Adapt(h Handler, present Present) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		err := guarded(h, w, r)
		if err != nil {
			Fail(w, r, err, present)
		}
	})
}

// Fail presents an error and notes it for the log line, where a Handler cannot be used. If an answer
// is on its way already the connection is cut, so that half an answer is not taken for a whole one.
func Fail(w http.ResponseWriter, r *http.Request, err error, present Present) {
	if rec := recorderOf(w); rec != nil && rec.status != 0 {
		rec.err = err
		panic(http.ErrAbortHandler)
	}
	status := Report(w, err)
	present(w, r, status, shown(err, status))
}

// Report notes an error for the log line, sets the headers that belong to its status and returns the
// status. It is for doors whose answers are written by a library.
func Report(w http.ResponseWriter, err error) int {
	if rec := recorderOf(w); rec != nil {
		rec.err = err
	}
	status := Status(err)
	if status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", retryAfterSeconds)
	}
	w.Header().Set("Cache-Control", "no-store")
	return status
}

// shown is what may be told of an error.
func shown(err error, status int) *obolus.Error {
	if status == http.StatusRequestEntityTooLarge {
		return &obolus.Error{Kind: obolus.Invalid, Code: "body_too_large", Field: "body", Message: "the request's body is larger than is accepted here"}
	}
	return obolus.AsError(err)
}

// Plain presents an error as a line of text.
func Plain(w http.ResponseWriter, _ *http.Request, status int, e *obolus.Error) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	fmt.Fprintln(w, e.Message)
}

// panicked is a panic on its way to the log.
type panicked struct {
	value any
	stack string
}

func (p *panicked) Error() string { return fmt.Sprintf("panic: %v", p.value) }

// guarded turns a panic of h into an error, but lets pass the one that means "cut the connection".
func guarded(h Handler, w http.ResponseWriter, r *http.Request) (err error) {
	defer func() {
		value := recover()
		if value == nil {
			return
		}
		if e, ok := value.(error); ok && errors.Is(e, http.ErrAbortHandler) {
			panic(http.ErrAbortHandler)
		}
		err = &panicked{value: value, stack: string(debug.Stack())}
	}()
	return h(w, r)
}
