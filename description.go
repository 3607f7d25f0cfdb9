package obolus

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
)

// Description is what a page says of itself. Any part may be missing, and all of
// it may be a lie: nothing here is shown as markup, and only Payees touches money.
type Description struct {
	Title     string   // one line, see CleanTitle
	Text      string   // one paragraph without markup, see CleanText
	Picture   string   // absolute http or https URL; nobody has looked what is there
	Language  string   // BCP 47, the language alone: "de", never "de-AT"
	Category  Category // "" where the page does not tell
	Canonical string   // the page's URL in its own words, as package identity writes it
	Feed      string   // address of an RSS or Atom feed
	Tags      []string // lower case, at most MaxTags
	Payees    []Payee  // in the order of the page, at most MaxPayees
}

// Payee is whom a page names as who gets paid. It is a hint until somebody who
// knows the markup has understood Name.
type Payee struct {
	Name   string // an identity's text, a URL or an id, whichever Markup says
	Markup Markup
}

// Markup is the way in which a page names a payee.
type Markup string

// The ways to name a payee.
const (
	MarkupObolus Markup = "obolus"  // <meta name="obolus">: an identity ("github:alice") or a URL
	MarkupLink   Markup = "payment" // <link rel="payment">: a URL
	MarkupFlattr Markup = "flattr"  // <meta name="flattr:id">: an id at Flattr
)

// The limits of a description.
const (
	MaxText   = 1000 // characters
	MaxTag    = 40   // characters; longer tags are sentences, and are dropped
	MaxTags   = 10
	MaxPayees = 10
)

// CleanText makes one paragraph of a text: what CleanTitle does, up to MaxText.
func CleanText(text string) string {
	text = strings.Join(strings.FieldsFunc(withoutOverrides(text), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r)
	}), " ")
	if utf8.RuneCountInString(text) <= MaxText {
		return text
	}
	return string([]rune(text)[:MaxText-1]) + "…"
}

// withoutOverrides drops what is no text and the characters that change the direction of what follows
// them, with which a stranger's text could turn around the page that shows it.
func withoutOverrides(text string) string {
	return strings.Map(func(r rune) rune {
		if '\u202A' <= r && r <= '\u202E' || '\u2066' <= r && r <= '\u2069' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, ""))
}

// cleanLanguage gives the language of a tag such as "de_AT", "" for one that is
// none. It does not guess: "und-US" is no English.
func cleanLanguage(tag string) string {
	if len(tag) > 35 { // the longest that RFC 5646 makes software keep
		return ""
	}
	t, err := language.Parse(strings.TrimSpace(tag))
	if err != nil {
		return ""
	}
	base, _, _ := t.Raw()
	if base.String() == "und" {
		return ""
	}
	return base.String()
}

func cleanTags(tags []string) []string {
	var kept []string
	for _, tag := range tags {
		tag = strings.TrimLeft(strings.ToLower(CleanTitle(withoutOverrides(tag))), "# ")
		if tag != "" && utf8.RuneCountInString(tag) <= MaxTag && len(kept) < MaxTags && !slices.Contains(kept, tag) {
			kept = append(kept, tag)
		}
	}
	return kept
}
