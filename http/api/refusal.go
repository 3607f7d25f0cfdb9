package api

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
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
	huma.ValidateStrictCasing = true // or two spellings of one field would be two requests
}

const (
	// maxWrong bounds how many mistakes a problem lists, maxField how much of a client's own words
	// it repeats.
	maxWrong = 10
	maxField = 64
	// msgRepeated tells of a member that checkMembers found.
	msgRepeated = "stands in the body more than once: say it once"
)

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

// unknownFirst orders what is wrong: a name that is not known is often the one that is missing, written
// otherwise. huma finds such names in no order.
func unknownFirst(a, b Wrong) int {
	unknownA, unknownB := a.Message == validation.MsgUnexpectedProperty, b.Message == validation.MsgUnexpectedProperty
	switch {
	case unknownA && unknownB:
		return strings.Compare(a.Field, b.Field)
	case unknownA:
		return -1
	case unknownB:
		return 1
	}
	return 0
}

func tooLarge() *Problem {
	return refuse(http.StatusRequestEntityTooLarge, "body_too_large", "body", fmt.Sprintf("the body is larger than %d bytes", maxBodyBytes))
}

func refuse(status int, code, field, message string) *Problem {
	return newProblem(server.Refuse(status, code, field, message))
}

// wrongOf translates one of huma's findings, whose location is like body.url or query.limit.
func wrongOf(status int, err error) Wrong {
	detail, ok := err.(*huma.ErrorDetail)
	if !ok {
		return Wrong{Field: "body", Message: "cannot be read"}
	}
	_, field, inside := strings.Cut(detail.Location, ".")
	w := Wrong{Field: field, Message: detail.Message}
	if name, missing := missingField(detail.Message); missing {
		w.Field, w.Message = name, "is missing"
	} else if name, twice := strings.CutPrefix(detail.Message, repeatedMember); twice {
		w.Field, w.Message = name, msgRepeated
	} else if !inside {
		w.Field = detail.Location
		w.Message = bodyMessage(status, detail.Message)
	}
	if len(w.Field) > maxField {
		w.Field = strings.ToValidUTF8(w.Field[:maxField], "") + "…"
	}
	return w
}

// bodyMessage keeps the JSON parser's words where the text is no JSON, for they say where; anything
// else could name our Go types.
func bodyMessage(status int, message string) string {
	if status == http.StatusBadRequest || message == validation.MsgExpectedObject {
		return message
	}
	return "does not fit the description of this request"
}

// missingField reads the name out of huma's sentence on a required property.
func missingField(message string) (string, bool) {
	before, after, _ := strings.Cut(validation.MsgExpectedRequiredProperty, "%s")
	name, starts := strings.CutPrefix(message, before)
	name, ends := strings.CutSuffix(name, after)
	return name, starts && ends
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
