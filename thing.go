package obolus

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// ThingID is the number of a thing.
type ThingID int64

// Thing is something with a URL that can be supported.
type Thing struct {
	ID        ThingID
	URL       string // canonical, see package identity
	Title     string // as named by whoever submitted it; the URL where nobody did
	Recipient RecipientID
	CreatedAt time.Time
}

// MaxTitle is the longest title in characters; longer ones are cut.
const MaxTitle = 200

// CleanTitle makes one line of a title: control characters and repeated blanks become a space,
// invalid UTF-8 is dropped, and what is longer than MaxTitle is cut with an ellipsis.
func CleanTitle(title string) string {
	title = strings.ToValidUTF8(title, "")
	title = strings.Join(strings.FieldsFunc(title, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r)
	}), " ")
	if utf8.RuneCountInString(title) <= MaxTitle {
		return title
	}
	return string([]rune(title)[:MaxTitle-1]) + "…"
}
