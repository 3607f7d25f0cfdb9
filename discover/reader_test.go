package discover_test

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"obolus"
	"obolus/discover"
	"obolus/fetch"
	"obolus/fetch/fetchtest"
)

// serve answers each path with what stands there.
func serve(contentType string, paths map[string]string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		text, ok := paths[r.URL.Path]
		if to, found := strings.CutPrefix(text, "to "); found {
			http.Redirect(w, r, to, http.StatusFound)
			return
		}
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", contentType)
		if strings.HasPrefix(text, "{") {
			w.Header().Set("Content-Type", "application/json")
		}
		_, _ = io.WriteString(w, text) // a reader that left is not this test's affair
	})
}

const payee = `<meta name="obolus" content="github:alice"><title>Page</title>`

// Protects the way of a page from its address to its description, and money on it.
func TestDescribe_BelievesTheHostThatWasAsked(t *testing.T) {
	world := fetchtest.Start(t, fetchtest.Sites{
		"example.org":         serve("text/html", map[string]string{"/": payee, "/out": "to https://mallory.example.net/", "/www": "to https://www.example.org/", "/in": "to /"}),
		"www.example.org":     serve("text/html", map[string]string{"/": payee}),
		"mallory.example.net": serve("text/html", map[string]string{"/": payee}),
	})
	r := discover.Reader{Fetch: world.Client()}
	for path, believed := range map[string]bool{"/": true, "/in": true, "/www": true, "/out": false} {
		d, err := r.Describe(t.Context(), "https://example.org"+path)
		if err != nil || d.Title != "Page" || (len(d.Payees) == 1) != believed {
			t.Errorf("%s: got %+v, %v; believed should be %v", path, d, err, believed)
		}
	}
}

// Protects old sites without https: they are described, and nobody who rewrites
// them on the way is paid for it.
func TestDescribe_ReadsHTTPWhereHTTPSFails(t *testing.T) {
	world := fetchtest.Start(t, fetchtest.Sites{"old.example.org": serve("text/html", map[string]string{"/": payee})})
	n := world.Network()
	n.Roots = nil // the system's, which do not know this world's certificate
	d, err := discover.Reader{Fetch: fetch.NewOn(n, fetch.Options{})}.Describe(t.Context(), "https://old.example.org/")
	if err != nil || d.Title != "Page" || d.Payees != nil {
		t.Errorf("got %+v, %v", d, err)
	}
}

// Protects callers: why a page could not be read decides whether to try again.
func TestDescribe_TellsWhyNot(t *testing.T) {
	world := fetchtest.Start(t, fetchtest.Sites{"example.org": serve("image/png", map[string]string{"/picture": "…"})})
	r := discover.Reader{Fetch: world.Client()}
	for address, want := range map[string]fetch.Code{
		"https://example.org/none": fetch.CodeStatus, "https://example.org/picture": fetch.CodeType, "https://127.0.0.1/": fetch.CodePrivate,
		"https://nowhere.example.org/": fetch.CodeFailed, "github:alice": fetch.CodeAddress,
	} {
		_, err := r.Describe(t.Context(), address)
		var e *fetch.Error
		if !errors.As(err, &e) || e.Code != want {
			t.Errorf("%s: got %v, want code %s", address, err, want)
		}
	}
}

// Protects others from requests that a page makes us make: oEmbed is asked where
// something is missing, and of the page's own host.
func TestDescribe_AsksOEmbed(t *testing.T) {
	embed := func(address string) string {
		return `<link rel="alternate" type="application/json+oembed" href="` + address + `">`
	}
	const answer = `{"type":"photo","title":"Sunset","url":"https://i.example.org/sunset.jpg","html":"<script>wrong()</script>"}`
	asked := 0
	other := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked++
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, answer)
	})
	world := fetchtest.Start(t, fetchtest.Sites{
		"other.example.net": other,
		"publish.x.com":     other,
		"example.org": serve("text/html", map[string]string{
			"/own":   embed("/oembed?url=x"),
			"/known": embed("https://publish.x.com/oembed"), "/other": embed("https://other.example.net/"), "/lost": embed("/nothing"), "/file": embed("file:///etc/passwd"),
			"/full":   embed("https://publish.x.com/oembed") + `<meta property="og:title" content="T"><meta property="og:image" content="/p">`,
			"/oembed": answer,
		}),
	})
	r := discover.Reader{Fetch: world.Client()}
	sunset := obolus.Description{Title: "Sunset", Picture: "https://i.example.org/sunset.jpg", Category: obolus.Images}
	for path, want := range map[string]obolus.Description{
		"/own": sunset, "/known": sunset, "/other": {}, "/lost": {}, "/file": {}, "/full": {Title: "T", Picture: "https://example.org/p"},
	} {
		d, err := r.Describe(t.Context(), "https://example.org"+path)
		if err != nil || d.Title != want.Title || d.Picture != want.Picture || d.Category != want.Category {
			t.Errorf("%s: got %+v, %v; want %+v", path, d, err, want)
		}
	}
	if asked != 1 {
		t.Errorf("other hosts were asked %d times, want the known one once", asked)
	}
}
