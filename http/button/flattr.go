package button

import (
	"html"
	"net/http"
	"net/url"
	"strings"
)

// submit takes the links that old pages and feeds have, /submit/auto?user_id=…&url=…, however they were
// written: &amp; for &, addresses without a scheme, users that are empty. Who gets the click follows from
// the address alone, since anybody can write a user's name into a link; what it says of the thing goes on
// to /give, which knows when to believe it.
func (d *door) submit(w http.ResponseWriter, r *http.Request) error {
	query := lenient(r.URL.RawQuery)
	target := url.Values{"url": {query.Get("url")}}
	for _, name := range []string{"title", "description", "language", "tags", "category", "hidden"} {
		if value := query.Get(name); value != "" {
			target.Set(name, value)
		}
	}
	w.Header().Set("Cache-Control", forNewest)
	w.Header().Set("Referrer-Policy", "strict-origin-when-cross-origin") // /give shall know whose page the link is on
	http.Redirect(w, r, "/give?"+target.Encode(), http.StatusFound)
	return nil
}

// lenient reads a query pair by pair and keeps what can be read of each.
func lenient(raw string) url.Values {
	values := url.Values{}
	for pair := range strings.SplitSeq(strings.ReplaceAll(raw, "&amp;", "&"), "&") {
		name, value, _ := strings.Cut(pair, "=")
		name = strings.ToLower(strings.TrimPrefix(name, "amp;"))
		text, err := url.QueryUnescape(value)
		if err != nil { // cut off in the middle of an escape
			if i := strings.LastIndexByte(value, '%'); i >= 0 && i >= len(value)-2 {
				text, err = url.QueryUnescape(value[:i])
			}
			if err != nil {
				text = value
			}
		}
		text = strings.TrimSpace(html.UnescapeString(text))
		if values.Get(name) == "" {
			values.Set(name, text)
		}
	}
	return values
}

// loader serves what replaces Flattr's script, whichever version a page asks for.
func (d *door) loader(w http.ResponseWriter, r *http.Request) error {
	return d.serve(w, r, "flattr.js")
}
