package web

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"obolus"
	"obolus/app"
)

// What a link says of its thing beside url and title (description, language, tags, category, hidden) is
// believed where the browser says that the link stands on the thing's own site, and that site is of one
// hand: anybody can write false words into a link to somebody else's thing, or hide it, but no page can
// write another's Referer. The words go along in a cookie, which no link can set, so that they survive
// signing in and topping up; they count for a new thing only, and until its page has been read.

// maxSaidBytes leaves room for the other cookies: what is longer loses the end of its text.
const maxSaidBytes = 2000

// saidCookie holds what a link has said. It says nothing of who followed it.
const saidCookie = "said"

// hearing notes what a link says before its page is shown.
func (d *door) hearing(next handler) handler {
	return func(w http.ResponseWriter, r *http.Request, f *frame) error {
		query := r.URL.Query()
		address := strings.TrimSpace(query.Get("url"))
		if said := readSaid(query); !said.Empty() && d.ownLink(originOf(r.Referer()), address) {
			d.cookies.Set(w, saidCookie, saidText(address, said), afterAge)
		}
		return next(w, r, f)
	}
}

// ownLink tells whether a page links what is of its own site. Over plain http, or on another port, somebody
// else may have written it.
func (d *door) ownLink(origin, address string) bool {
	if rest, https := strings.CutPrefix(origin, "https://"); d.cookies.Secure && (!https || strings.Contains(rest, ":")) {
		return false
	}
	bare := func(address string) string { return strings.TrimPrefix(app.SiteOf(address), "www.") }
	return origin != "" && bare(origin) == bare(address) && app.OfOneHand(address)
}

// said returns what a link of the thing's own site has said of it, nothing where there was none.
func (d *door) said(r *http.Request, address string) app.Said {
	values, err := url.ParseQuery(d.cookies.Read(r, saidCookie))
	if err != nil || values.Get("of") != saidOf(strings.TrimSpace(address)) {
		return app.Said{}
	}
	return readSaid(values)
}

// readSaid reads a link leniently, in the words of Flattr's.
func readSaid(values url.Values) app.Said {
	hidden := strings.ToLower(strings.TrimSpace(values.Get("hidden")))
	return app.Said{
		Text: withoutTags(values.Get("description")), Category: obolus.Category(strings.ToLower(strings.TrimSpace(values.Get("category")))), Language: values.Get("language"),
		Tags: strings.Split(values.Get("tags"), ","), Hidden: hidden == "1" || hidden == "true" || hidden == "yes" || hidden == "on",
	}.Clean()
}

// withoutTags gives the text of a description that was written as HTML, as Flattr let people do.
func withoutTags(fragment string) string {
	var text strings.Builder
	z := html.NewTokenizer(strings.NewReader(fragment))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return text.String()
		case html.TextToken:
			text.Write(z.Text())
		default:
			text.WriteByte(' ')
		}
	}
}

// saidOf stands for an address, which may be as long as all the rest.
func saidOf(address string) string {
	sum := sha256.Sum256([]byte(address))
	return hex.EncodeToString(sum[:8])
}

// saidText writes words on an address in as many bytes as a cookie has for them.
func saidText(address string, said app.Said) string {
	values := url.Values{"of": {saidOf(address)}, "category": {string(said.Category)}, "language": {said.Language}, "tags": {strings.Join(said.Tags, ",")}}
	if said.Hidden {
		values.Set("hidden", "1")
	}
	if len(values.Encode()) > maxSaidBytes {
		values.Del("tags")
	}
	over := len(values.Encode()) + len("&description=") + len(url.QueryEscape(said.Text)) - maxSaidBytes
	for over > 0 && said.Text != "" {
		_, size := utf8.DecodeLastRuneInString(said.Text)
		last := len(said.Text) - size
		over -= len(url.QueryEscape(said.Text[last:]))
		said.Text = said.Text[:last]
	}
	values.Set("description", said.Text)
	return values.Encode()
}
