package api

import (
	"cmp"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/validation"
)

const (
	// maxWrong bounds how many mistakes a problem lists, maxField how much of a client's own words
	// it repeats.
	maxWrong = 10
	maxField = 64
	// msgRepeated tells of a member that checkMembers found.
	msgRepeated = "stands in the body more than once: say it once"
	// noName is how a name of no letters is told.
	noName = `""`
)

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
	w.Field = cmp.Or(w.Field, noName)
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
