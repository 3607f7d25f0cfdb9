package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"testing"
)

// Protects whoever sees something wrong, on whatever page: each leads to the form, which knows where she
// comes from or asks for an address, be it of our page or of the thing itself.
func TestReport_FromAnyPage(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	song, bo := fmt.Sprint("/reports/new?thing=", c.song.Thing.ID), fmt.Sprint("/reports/new?person=", c.bo.ID)
	b := c.browser()
	for page, status := range map[string]int{"/": 200, "/things": 200, "/get": 200, "/sign-in": 200, "/nowhere": 404, song: 200} {
		doc := b.expect(b.get(page), status)
		if doc.Find("footer a[href='/reports/new']").Length() != 1 {
			t.Errorf("%s has no way to report something", page)
		}
	}
	for address, want := range map[string]string{
		"https://bo.example/song":                                                       song,
		fmt.Sprint("http://localhost:8080/things/", c.song.Thing.ID):                    song,
		fmt.Sprint("http://localhost:8080/things/", c.song.Thing.ID, "/edit?x=1"):       song,
		"http://localhost:8080/give?window=1&url=https%3A%2F%2Fbo.example%2Fsong":       song,
		"http://example.com/things/lookup?url=https%3A%2F%2Fbo.example%2Fsong":          song, // the host of these requests
		fmt.Sprint("http://localhost:8080/people/", c.bo.ID, "-bo"):                     bo,
		"  https://bo.example/song ":                                                    song,
		"http://localhost:8080/get?url=https%3A%2F%2Fbo.example%2Fsong&title=Ein+Lied#": song,
	} {
		if to := b.leads(b.get("/reports/new?url="+url.QueryEscape(address)), "/reports/new"); to != want {
			t.Errorf("%s leads to %s, not to %s", address, to, want)
		}
	}
	b.header.Set("Referer", fmt.Sprint("http://example.com/things/", c.song.Thing.ID))
	b.leads(b.get("/reports/new"), song)
	if doc := b.page(song); doc.Find("main a[href='/reports/new?url=']").Length() != 1 {
		t.Error("who wants to report something else cannot")
	}
	b.page("/reports/new?url=") // she reports something else
	for _, from := range []string{"http://example.com/dashboard", "https://elsewhere.example/things/1", "::", "http://example.com/things/1"} {
		b.header.Set("Referer", from)
		if b.page("/reports/new").Find("main .problem, main form[method=post]").Length() != 0 {
			t.Errorf("coming from %s she is told off", from)
		}
	}
}

// Protects who is not to be seen: the form answers the same words for hidden people and things, for those
// that were never here, and for what is no address.
func TestReport_TellsNobodyWhoIsHere(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	must(t, c.Bar(t.Context(), c.waits.Thing.ID, true))
	b := c.browser("Accept-Language", "en")
	said := map[string]bool{}
	for _, address := range []string{fmt.Sprint("http://localhost:8080/people/", c.ada.ID), "http://localhost:8080/people/999999",
		"https://wait.example/b", fmt.Sprint("http://localhost:8080/things/", c.waits.Thing.ID), "http://localhost:8080/things/999999",
		"http://localhost:8080/dashboard", "https://never.example/", "nonsense", "ftp://x", "http://localhost:8080/people/99999999999999999999"} {
		doc := b.expect(b.get("/reports/new?url="+url.QueryEscape(address)), http.StatusNotFound)
		said[doc.Find("main .problem").Text()] = true
		if doc.Find("input[name=url]").AttrOr("value", "") != address {
			t.Errorf("%s is not there to be corrected", address)
		}
	}
	if len(said) != 1 {
		t.Errorf("the answers differ: %v", said)
	}
}
