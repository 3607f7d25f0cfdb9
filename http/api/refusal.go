package api

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/validation"

	"obolus"
	"obolus/http/server"
)

// huma tells of what it refuses through this variable, which is the only way it has.
func init() {
	huma.NewErrorWithContext = func(_ huma.Context, status int, message string, found ...error) huma.StatusError {
		return refused(status, message, found)
	}
	huma.NewError = func(status int, message string, found ...error) huma.StatusError {
		return refused(status, message, found)
	}
	huma.ErrorFormatter = words
	huma.ValidateStrictCasing = true // or two spellings of one field would be two requests
}

// words writes a sentence of huma's. Its limits are floats, and 9.007199254740991e+15 tells nobody anything.
func words(format string, arguments ...any) string {
	for i, argument := range arguments {
		if limit, ok := argument.(float64); ok {
			arguments[i] = strconv.FormatFloat(limit, 'f', -1, 64)
		}
	}
	return fmt.Sprintf(format, arguments...)
}

// refused makes a problem of what huma found in a request before a verb saw it.
func refused(status int, message string, found []error) *Problem {
	switch status {
	case http.StatusRequestEntityTooLarge:
		return tooLarge()
	case http.StatusUnsupportedMediaType:
		return refuse(status, "media_type", "Content-Type", "the body must be JSON, with Content-Type: application/json")
	case http.StatusRequestTimeout:
		return refuse(status, "body_timeout", "body", "the body did not arrive in time")
	case http.StatusInternalServerError: // huma uses it for one thing, and the mistake is not ours
		if message == "cannot read request body" {
			var large *http.MaxBytesError
			if errors.As(errors.Join(found...), &large) { // larger than any door's, and known by its length
				return tooLarge()
			}
			return refuse(http.StatusBadRequest, "body_unreadable", "body", "the body could not be read to its end")
		}
		return newProblem(fmt.Errorf("%s: %v", message, found))
	}
	wrong := make([]Wrong, 0, len(found))
	for _, err := range found {
		wrong = append(wrong, wrongOf(status, err))
	}
	if len(wrong) == 0 {
		wrong = append(wrong, Wrong{Field: "body", Message: message})
	}
	slices.SortStableFunc(wrong, unknownFirst)
	code := codeOf(status, wrong, found)
	if code == "repeated_field" { // to huma it is no JSON, as to its parser
		status = http.StatusUnprocessableEntity
	}
	p := refuse(status, code, wrong[0].Field, sentence(wrong[0]))
	p.Errors = wrong[:min(len(wrong), maxWrong)]
	return p
}

func tooLarge() *Problem {
	return refuse(http.StatusRequestEntityTooLarge, "body_too_large", "body", fmt.Sprintf("the body is larger than %d bytes", maxBodyBytes))
}

func refuse(status int, code, field, message string) *Problem {
	return newProblem(server.Refuse(status, code, field, message))
}

// codeOf names the problem. Only names of our own fields become part of a code.
func codeOf(status int, wrong []Wrong, found []error) string {
	switch {
	case wrong[0].Message == msgRepeated:
		return "repeated_field"
	case status == http.StatusBadRequest && len(found) > 0:
		return "malformed_json"
	case wrong[0].Message == validation.MsgUnexpectedProperty:
		return "unknown_field"
	case wrong[0].Message == "unknown query parameter":
		return "unknown_parameter"
	}
	return "invalid_" + strings.ToLower(strings.ReplaceAll(wrong[0].Field, "-", "_"))
}

func sentence(w Wrong) string { return w.Field + ": " + w.Message }

// invalid is a semantic mistake in a field that huma's description does not cover.
func invalid(field string, err error) error { return obolus.Invalidf(field, "%v", err) }
