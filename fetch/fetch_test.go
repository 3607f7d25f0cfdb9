package fetch_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"obolus/fetch"
	"obolus/fetch/fetchtest"
)

// page answers with a body of a type.
func page(contentType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		_, _ = io.WriteString(w, body) // a client that hung up is the test's affair
	}
}

// to redirects.
func to(address string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", address)
		w.WriteHeader(http.StatusFound)
	}
}

// never fails the test when it is asked.
func never(t *testing.T) http.HandlerFunc {
	return func(_ http.ResponseWriter, r *http.Request) {
		t.Errorf("%s%s was asked", r.Host, r.URL)
	}
}

// refused checks that a fetch failed for this reason.
func refused(t *testing.T, err error, want fetch.Code) {
	t.Helper()
	var e *fetch.Error
	if !errors.As(err, &e) || e.Code != want {
		t.Errorf("got %v, want a fetch.Error of code %s", err, want)
	}
}

// Protects what readers get: the document, its type, and where it was in the end.
func TestGet_FollowsRedirectsToTheDocument(t *testing.T) {
	world := fetchtest.Start(t, fetchtest.Sites{
		"old.example": to("https://new.example/a?b=c#part"),
		"new.example": page("text/html; charset=latin1", "<p>hello"),
	})
	for _, address := range []string{"http://old.example/x", "https://old.example", "http://OLD.example:80/", "https://old.example.:443/#top"} {
		d, err := world.Client().Get(t.Context(), address, "text/html")
		if err != nil {
			t.Fatalf("%s: %v", address, err)
		}
		if d.URL != "https://new.example/a?b=c" || d.Type != "text/html; charset=latin1" || string(d.Body) != "<p>hello" || d.Cut {
			t.Errorf("%s: got %+v", address, *d)
		}
	}
}

// Protects those we ask: they learn who asks, and nothing about anybody else.
func TestGet_SaysWhoAsksAndNoMore(t *testing.T) {
	t.Setenv("HTTP_PROXY", "http://proxy.example") // names are no address of this world, so that using it fails
	var got http.Header
	world := fetchtest.Start(t, fetchtest.Sites{
		"first.example": http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			http.SetCookie(w, &http.Cookie{Name: "id", Value: "7", Domain: "example"})
			http.Redirect(w, r, "/again", http.StatusSeeOther)
			got = r.Header
		}),
	})
	_, err := world.Client().Get(t.Context(), "http://first.example/", "text/html", "text/plain")
	refused(t, err, fetch.CodeRedirects)
	want := map[string]string{"User-Agent": "obolus (+https://obolus.example/)", "Accept": "text/html, text/plain", "Accept-Encoding": "gzip", "Connection": "close"}
	for name := range got {
		if got.Get(name) != want[name] {
			t.Errorf("the second request says %s: %q, want %q", name, got[name], want[name])
		}
	}
	if len(got) != len(want) {
		t.Errorf("got %d headers, want %d", len(got), len(want))
	}
}

// Protects callers from taking an error page or a picture for what they asked.
func TestGet_TellsWhyNot(t *testing.T) {
	world := fetchtest.Start(t, fetchtest.Sites{
		"gone.example":    http.NotFoundHandler(),
		"broken.example":  http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) }),
		"lost.example":    to(""),
		"picture.example": page("image/png", "…"),
		"typeless.example": http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header()["Content-Type"] = nil
			_, _ = io.WriteString(w, "<!doctype html><title>x</title>")
		}),
	})
	c := world.Client()
	get := func(address string, types ...string) error {
		_, err := c.Get(t.Context(), address, types...)
		return err
	}
	for address, temporary := range map[string]bool{"http://gone.example": false, "http://broken.example": true, "http://lost.example": false} {
		err := get(address)
		refused(t, err, fetch.CodeStatus)
		var e *fetch.Error
		if errors.As(err, &e) && e.Temporary() != temporary {
			t.Errorf("%v: temporary is %v", err, e.Temporary())
		}
	}
	refused(t, get("http://picture.example", "text/html"), fetch.CodeType)
	refused(t, get("http://typeless.example", "image/png"), fetch.CodeType)
	refused(t, get("http://nowhere.example"), fetch.CodeFailed)
	if err := get("http://typeless.example", "text/html"); err != nil {
		t.Error("a document without a type is not looked at:", err)
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if _, err := c.Get(stopped, "http://picture.example"); !errors.Is(err, context.Canceled) || fetch.CodeOf(err) != fetch.CodeFailed {
		t.Errorf("a caller who left gets %v", err)
	}
}

// Protects GetStart's readers: a large page has a beginning.
func TestGetStart_CutsWhatIsTooLarge(t *testing.T) {
	world := fetchtest.Start(t, fetchtest.Sites{"large.example": page("text/plain", strings.Repeat("0123456789", 10))})
	c := fetch.NewOn(world.Network(), fetch.Options{Bytes: 99, Time: time.Minute})
	d, err := c.GetStart(t.Context(), "https://large.example")
	if err != nil || len(d.Body) != 99 || !d.Cut {
		t.Fatalf("got %v, %v; want 99 bytes, cut", d, err)
	}
	_, err = c.Get(t.Context(), "https://large.example")
	refused(t, err, fetch.CodeTooLarge)
	whole := fetch.NewOn(world.Network(), fetch.Options{Bytes: 100, Time: time.Minute})
	d, err = whole.Get(t.Context(), "https://large.example")
	if err != nil || len(d.Body) != 100 || d.Cut {
		t.Errorf("got %v, %v; want all of 100 bytes", d, err)
	}
}
