package api

import (
	"cmp"
	"encoding/json"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"obolus"
	"obolus/http/server"
)

// Problem is what went wrong, as RFC 9457 has it. The code is stable and for programs; the detail is
// for people and may change.
type Problem struct {
	Type   string  `json:"type" doc:"Names the kind of problem: urn:obolus:problem: and the code." example:"urn:obolus:problem:own_thing"`
	Title  string  `json:"title" doc:"What the status means." example:"Forbidden"`
	Status int     `json:"status" doc:"The HTTP status." example:"403"`
	Code   string  `json:"code" doc:"Stable, for programs." example:"own_thing"`
	Detail string  `json:"detail" doc:"A sentence for people." example:"this is your own: clicks on one's own things do not count"`
	Errors []Wrong `json:"errors,omitempty" doc:"What is wrong with which part of the request."`
	err    error
}

// Wrong is one part of a request that is wrong.
type Wrong struct {
	Field   string `json:"field" doc:"The member of the body, the parameter or the header; body for the whole of it." example:"url"`
	Message string `json:"message" doc:"What is wrong with it."`
}

const (
	problemType = "application/problem+json"
	typePrefix  = "urn:obolus:problem:"
)

// newProblem tells of a verb's error.
func newProblem(err error) *Problem {
	return problemOf(server.Status(err), obolus.AsError(err), err)
}

func problemOf(status int, e *obolus.Error, err error) *Problem {
	p := &Problem{Type: typePrefix + e.Code, Title: http.StatusText(status), Status: status, Code: e.Code, Detail: e.Message, err: err}
	field := e.Field
	if e.Kind == obolus.Mismatch {
		field = onceHeader // a verb knows of keys, not of headers
	}
	if field != "" {
		p.Errors = []Wrong{{Field: field, Message: e.Message}}
	}
	return p
}

// Error returns the sentence.
func (p *Problem) Error() string { return p.Detail }

// GetStatus tells huma the status.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType tells huma how a problem is called.
func (p *Problem) ContentType(string) string { return problemType }

// report is huma's last step before an answer is written. A problem is noted for the log there, and
// gets its headers, wherever it came from.
func report(ctx huma.Context, _ string, body any) (any, error) {
	p, failed := body.(*Problem)
	if !failed {
		return body, nil
	}
	r, w := humago.Unwrap(ctx)
	server.Report(w, cmp.Or[error](p.err, p))
	challenge(w, r, p.Status)
	return p, nil
}

// present tells of errors outside of huma.
func present(w http.ResponseWriter, r *http.Request, status int, e *obolus.Error) {
	challenge(w, r, status)
	w.Header().Set("Content-Type", problemType)
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(problemOf(status, e, e)) // whoever asked has gone: there is nobody to tell
}

// challenge says how to sign in, as a 401 must.
func challenge(w http.ResponseWriter, r *http.Request, status int) {
	if status != http.StatusUnauthorized {
		return
	}
	value := `Bearer realm="obolus"`
	if strings.TrimSpace(r.Header.Get("Authorization")) != "" {
		value += `, error="invalid_token"`
	}
	w.Header().Set("WWW-Authenticate", value)
}
