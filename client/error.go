package client

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"
)

// Error is what the server says went wrong.
type Error struct {
	Status     int           // the HTTP status
	Code       string        // stable: "own_thing", "no_funds"; "" where the answer was not the API's
	Detail     string        // a sentence for people
	Errors     []Wrong       // what is wrong with which part of the request
	RetryAfter time.Duration // how long to wait before trying again; 0 where the server does not say
	Request    string        // the server's name for the request, to find it in its log
}

// Wrong is one part of a request that is wrong.
type Wrong struct {
	Field   string `json:"field"`
	Message string `json:"message"`
}

// Error returns the sentence with status and code.
func (e *Error) Error() string {
	return fmt.Sprintf("the server answers %d %s: %s", e.Status, e.Code, e.Detail)
}

// Temporary tells whether the same request can succeed later.
func (e *Error) Temporary() bool {
	return e.Status == http.StatusServiceUnavailable || e.Status == http.StatusTooManyRequests ||
		e.Status == http.StatusBadGateway || e.Status == http.StatusGatewayTimeout
}

// readError reads a problem; an answer that is none, of a proxy for example, has no code.
func readError(answer *http.Response, text []byte) error {
	var problem struct {
		Code   string  `json:"code"`
		Detail string  `json:"detail"`
		Errors []Wrong `json:"errors"`
	}
	err := json.Unmarshal(text, &problem)
	if err != nil || problem.Code == "" {
		problem.Detail = http.StatusText(answer.StatusCode)
	}
	e := &Error{Status: answer.StatusCode, Code: problem.Code, Detail: problem.Detail, Errors: problem.Errors,
		Request: answer.Header.Get("X-Request-Id")}
	seconds, err := strconv.Atoi(answer.Header.Get("Retry-After"))
	if err == nil && seconds > 0 {
		e.RetryAfter = time.Duration(seconds) * time.Second
	}
	return e
}
