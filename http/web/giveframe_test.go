package web_test

import (
	"encoding/json"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"obolus"
	"obolus/money"
)

const (
	frameOf    = "/give/frame?url=" + wantedURL
	frameState = "/give/frame/state?url=" + wantedURL
)

// trusting is the browser of somebody who trusts the wanted thing's site, with the key for its frames.
func (c *town) trusting(p obolus.Person) *browser {
	c.t.Helper()
	b := c.as(p)
	b.leads(b.post("/give", "url", wantedURL, "trust", "yes", "window", "1"), "/give?")
	b.page("/give?window=1&origin=https://new.example&url=" + wantedURL)
	cookie := b.cookies["__Host-frame"]
	if cookie == nil || !cookie.Secure || !cookie.HttpOnly || cookie.SameSite != 4 {
		c.t.Fatalf("the key for frames is %v", cookie)
	}
	delete(b.cookies, "__Host-session") // browsers do not send it from frames
	b.header.Set("Sec-Fetch-Site", "same-origin")
	return b
}

func said(t *testing.T, w *httptest.ResponseRecorder, status int) map[string]string {
	t.Helper()
	said := map[string]string{}
	if w.Code != status || json.Unmarshal(w.Body.Bytes(), &said) != nil {
		t.Fatalf("the answer is %d, not %d: %s", w.Code, status, w.Body)
	}
	return said
}

// Protects the press in place: it is a click, once, and can be taken back there.
func TestGiveFrame_ClicksAndTakesBack(t *testing.T) {
	c := newTown(t, "https://obolus.example")
	b := c.trusting(c.ada)
	if said(t, b.get(frameState), 200)["state"] != "clicked" || c.clicks(c.ada) != 3 {
		t.Fatalf("the window's click does not show: %d", c.clicks(c.ada))
	}
	for range 2 {
		if said(t, b.post("/give/frame", "url", wantedURL, "undo", "1"), 200)["state"] != "open" || c.clicks(c.ada) != 2 {
			t.Errorf("taking back leaves %d clicks", c.clicks(c.ada))
		}
	}
	for range 2 {
		if said(t, b.post("/give/frame", "url", wantedURL, "title", "A post"), 200)["state"] != "clicked" || c.clicks(c.ada) != 3 {
			t.Errorf("pressing leaves %d clicks", c.clicks(c.ada))
		}
	}
}

// Stops pages of any other site from framing the button: the browser is told whose it is.
func TestGiveFrame_OnlyTheThingsSiteFrames(t *testing.T) {
	for base, ancestors := range map[string]string{
		"https://obolus.example": "frame-ancestors https://new.example", "http://localhost:8080": "frame-ancestors http://new.example:* https://new.example:*"} {
		c := newTown(t, base)
		w := c.browser().get(frameOf)
		policy := w.Header().Get("Content-Security-Policy")
		if w.Code != 200 || w.Header().Get("X-Frame-Options") != "" || !strings.HasSuffix(policy, ancestors) {
			t.Errorf("%d, %q may be framed by %q", w.Code, w.Header().Get("X-Frame-Options"), policy)
		}
		for _, shared := range []string{"https://github.com/alice/tool", "https://medium.com/@alice/x", "not an address"} {
			w = c.browser().get("/give/frame?url=" + url.QueryEscape(shared))
			if w.Code == 200 || w.Header().Get("X-Frame-Options") != "DENY" {
				t.Errorf("the button of %s can be framed: %d", shared, w.Code)
			}
		}
	}
}

// Stops forged presses: requests that a page of another site has sent, keys of ended sessions, sites that
// she does not trust or no longer trusts, and more clicks in an hour than people make.
func TestGiveFrame_CannotBeForged(t *testing.T) {
	c := newTown(t, "https://obolus.example")
	b := c.trusting(c.ada)
	for _, from := range []string{"cross-site", "same-site", "none", ""} {
		b.header.Set("Sec-Fetch-Site", from)
		if w := b.post("/give/frame", "url", "https://new.example/2"); w.Code != 403 {
			t.Errorf("a press from %q got %d", from, w.Code)
		}
		if w := b.get(frameState); w.Code != 403 {
			t.Errorf("%q is told the state: %d", from, w.Code)
		}
	}
	b.header.Set("Sec-Fetch-Site", "same-origin")
	if w := b.post("/give/frame", "url", "https://other.example/2"); w.Code != 401 {
		t.Errorf("a site that she does not trust got %d", w.Code)
	}
	if w := b.get("/dashboard"); w.Code != 303 {
		t.Errorf("the key for frames opens the dashboard: %d", w.Code)
	}
	if c.clicks(c.ada) != 3 {
		t.Errorf("%d clicks were forged", c.clicks(c.ada)-3)
	}
	must(t, c.DistrustSite(t.Context(), c.ada.ID, "new.example"))
	said(t, b.get(frameState), 401)
	said(t, c.browser("Sec-Fetch-Site", "same-origin").post("/give/frame", "url", wantedURL), 401)

	c.fund(c.cem, 5*money.Unit, 10*money.Unit)
	cem := c.trusting(c.cem)
	for i := range 29 {
		said(t, cem.post("/give/frame", "url", wantedURL+strings.Repeat("x", i+1)), 200)
	}
	if reason := said(t, cem.post("/give/frame", "url", wantedURL+"/y", "lang", "de"), 429)["reason"]; !strings.Contains(reason, "Stunde") {
		t.Errorf("the limit says %q", reason)
	}
}

// Protects buttons from silence: why a click was refused reaches the page that asked, but not what is the
// reader's own business.
func TestGive_TellsTheButtonWhyNot(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	own := c.as(c.bo).page("/give?window=1&origin=https://bo.example&url=https://bo.example/song").Find("[data-state=error]")
	if own.Length() != 1 || own.AttrOr("data-reason", "") == "" || own.AttrOr("data-origin", "") != "https://bo.example" {
		t.Error("the page is not told that it is her own")
	}
	if c.as(c.bo).page("/give?window=1&origin=https://eve.example&url=https://bo.example/song").Find("[data-state]").Length() != 0 {
		t.Error("a page of somebody else learns whose the thing is")
	}
	_, err := c.Suspend(t.Context(), c.ada.ID)
	must(t, err)
	b := c.as(c.ada, "Accept-Language", "en")
	doc := b.expect(b.post("/give", "url", wantedURL, "window", "1", "origin", "https://new.example"), 403)
	told := doc.Find("#giving[data-state=error]")
	if reason := told.AttrOr("data-reason", ""); told.AttrOr("data-address", "") != wantedURL || !strings.Contains(reason, "the window says why") || strings.Contains(reason, "suspend") {
		t.Errorf("the page is told %q", reason)
	}
	if doc.Find("script[src*='give']").Length() != 1 || !strings.Contains(doc.Find("main").Text(), "suspend") {
		t.Error("the window does not say it, or does not tell")
	}
	wrong := b.expect(b.get("/give?window=1&origin=https://new.example&url=ftp://x"), 422)
	if wrong.Find("#giving[data-state=error][data-address='ftp://x']").AttrOr("data-reason", "") == "" {
		t.Error("the page is not told that its button has no address that can be supported")
	}
	if b.expect(b.post("/give", "url", wantedURL), 403).Find("#giving").Length() != 0 {
		t.Error("a page without an opener has somebody to tell")
	}
}
