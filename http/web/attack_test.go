package web_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"obolus/app"
	"obolus/money"
)

// Protects supporters' money from other sites: a form that a browser sent from elsewhere does nothing.
func TestClick_RefusesForgedFormFromAnotherOrigin(t *testing.T) {
	c := newTown(t, "http://example.com")
	for name, header := range map[string][]string{
		"by Sec-Fetch-Site": {"Sec-Fetch-Site", "cross-site"},
		"from a sister":     {"Sec-Fetch-Site", "same-site"},
		"by Origin":         {"Sec-Fetch-Site", "", "Origin", "https://evil.example"},
		"from nowhere":      {"Sec-Fetch-Site", "", "Origin", "null"},
	} {
		t.Run(name, func(t *testing.T) {
			b := c.as(c.ada)
			for i := 0; i < len(header); i += 2 {
				b.header.Set(header[i], header[i+1])
			}
			for path, form := range map[string][]string{
				"/clicks": {"url", "https://evil.example/x"}, "/budget": {"budget", "100"}, "/sign-out": nil,
				"/top-up":    {"amount", "50", "once", "x"},
				"/moves":     {"amount", "1", "once", "x"},
				"/payouts":   {"amount", "1", "once", "x"},
				"/anonymous": {"anonymous", "no"}, "/account/export": nil, "/account/delete": {"sure", "yes", "waive", "yes", "left", "100"},
				"/language": {"language", "de"},
				fmt.Sprintf("/clicks/%d/undo", c.song.Click.ID): nil,
			} {
				b.expect(b.post(path, form...), http.StatusForbidden)
			}
			if p, err := c.Person(t.Context(), c.ada.ID); err != nil || p.Budget != 10*money.Unit || c.clicks(c.ada) != 2 {
				t.Errorf("a forged form changed something: %+v, %d clicks, %v", p, c.clicks(c.ada), err)
			}
		})
	}
}

// Protects every page from being framed and from scripts that somebody smuggles in.
func TestPages_CannotBeFramedOrScripted(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	b := c.as(c.ada)
	for path := range everyPage(c) {
		h := b.get(path).Header()
		policy := h.Get("Content-Security-Policy")
		for _, part := range []string{"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'", "script-src 'self';"} {
			if !strings.Contains(policy, part) {
				t.Errorf("%s has the policy %q", path, policy)
			}
		}
		if strings.Contains(policy, "unsafe") || strings.Contains(policy, "nonce") || h.Get("X-Frame-Options") != "DENY" ||
			h.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(h.Get("Cache-Control"), "no-store") {
			t.Errorf("%s has the headers %v", path, h)
		}
	}
}

// Protects clicks from people whose they are not.
func TestUndo_LeavesOtherPeoplesClicks(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	b := c.as(c.bo)
	b.expect(b.post(fmt.Sprintf("/clicks/%d/undo", c.song.Click.ID)), http.StatusNotFound)
	b.leads(b.post(fmt.Sprintf("/clicks/%d/undo", c.song.Click.ID), "month", "2026-10"), "/dashboard")
	if n := c.clicks(c.ada); n != 2 {
		t.Errorf("Ada has %d clicks left", n)
	}
}

// Protects readers from what somebody writes into titles and addresses.
func TestPages_ShowHostileTextAsText(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	hostile := `<script>alert(1)</script>"><img src=x onerror=alert(1)>` + "\u202Egnp.exe\u2066"
	click := c.give(c.ada, `https://wait.example/"><script>alert(2)</script>`, hostile)
	b := c.as(c.ada)
	for _, path := range []string{"/dashboard", "/statements/2026-10", fmt.Sprint("/things/", click.Thing.ID),
		"/things/lookup?url=https://new.example/&title=" + "%3Cscript%3Ealert(3)%3C/script%3E", "/top-up?url=%22%3E%3Cscript%3E&title=%3Cscript%3E"} {
		w := b.get(path)
		html := w.Body.String()
		checkPage(t, b.expect(w, http.StatusOK), html, path)
		if strings.Contains(strings.ReplaceAll(html, `<script src="/static/`, ""), "<script") || strings.Contains(html, "<img src=x") {
			t.Errorf("%s holds a script", path)
		}
	}
	doc := b.page(fmt.Sprint("/things/", click.Thing.ID))
	if doc.Find("h1").AttrOr("dir", "") != "auto" || doc.Find(".address a").AttrOr("rel", "") != "nofollow ugc noopener" {
		t.Error("the title's direction can leak out of it, or the link out is trusted")
	}
	w := b.get("/things/lookup?url=javascript:alert(1)")
	if strings.Contains(w.Body.String(), `href="javascript:`) || w.Code != http.StatusUnprocessableEntity {
		t.Errorf("an address that is a script gives %d", w.Code)
	}
}

// Protects people from links that look like this instance and lead elsewhere.
func TestRedirects_StayHere(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	for _, next := range []string{"https://evil.example/", "//evil.example", `/\evil.example`, "/\t/evil.example", "/%09/evil.example/..//evil.example",
		"javascript:alert(1)", "evil.example", "\\\\evil.example", "/a\r\nLocation: https://evil.example", "http:evil.example", "///evil.example"} {
		link, err := c.NewCredential(t.Context(), c.ada.ID, app.Link, "")
		must(t, err)
		b := c.browser()
		for _, w := range []string{b.post("/language", "language", "de", "next", next).Header().Get("Location"),
			b.post("/sign-in", "link", link, "next", next).Header().Get("Location")} {
			if !strings.HasPrefix(w, "/") || strings.HasPrefix(w, "//") || strings.HasPrefix(w, "/\\") || strings.ContainsAny(w, "\t\r\n") {
				t.Errorf("next %q leads to %q", next, w)
			}
		}
	}
}

// Protects sign-in links: looking does not use them up, using does, and nobody gets in by the same twice.
func TestSignIn_LinkWorksOnce(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	link, err := c.NewCredential(t.Context(), c.ada.ID, app.Link, "")
	must(t, err)
	for _, path := range []string{"/sign-in?link=" + link, "/signin/" + link, "/sign-in?link=" + link} {
		scanner := c.browser()
		if doc := scanner.page(path); !strings.Contains(doc.Find("h1").Text(), "Ada Öberg") || len(scanner.cookies) != 0 {
			t.Errorf("%s shows %q", path, doc.Find("h1").Text())
		}
	}
	b := c.browser()
	b.leads(b.post("/sign-in", "link", link), "/dashboard")
	b.leads(b.post("/sign-in", "link", link), "/dashboard") // pressed twice
	thief := c.browser()
	thief.expect(thief.post("/sign-in", "link", link), http.StatusUnauthorized)
	thief.expect(thief.get("/sign-in?link="+link), http.StatusUnauthorized)
	thief.leads(thief.get("/dashboard"), "/sign-in")
	old, err := c.NewCredential(t.Context(), c.ada.ID, app.Link, "")
	must(t, err)
	c.set(c.now().Add(8 * 24 * time.Hour))
	thief.expect(thief.post("/sign-in", "link", old), http.StatusUnauthorized)
}

// Protects sessions: a secret that was planted in the browser is not the one that gets signed in.
func TestSignIn_MakesANewSession(t *testing.T) {
	c := newTown(t, "https://obolus.example")
	mallory := c.as(c.bo)
	planted := mallory.cookies["__Host-session"]
	link, err := c.NewCredential(t.Context(), c.ada.ID, app.Link, "")
	must(t, err)
	victim := c.browser()
	victim.cookies["__Host-session"] = planted
	victim.post("/sign-in", "link", link)
	got := victim.cookies["__Host-session"]
	if got == nil || got.Value == planted.Value {
		t.Fatal("the session is the one that was there before")
	}
	if !got.Secure || !got.HttpOnly || got.SameSite != http.SameSiteLaxMode || got.Path != "/" || got.Domain != "" {
		t.Errorf("the cookie is %v", got)
	}
	c.set(c.now().Add(3 * time.Second)) // an ended session may be known for two seconds more
	mallory.leads(mallory.get("/dashboard"), "/sign-in")
	value := got.Value
	victim.leads(victim.post("/sign-out"), "/?done=signed_out")
	if victim.cookies["__Host-session"] != nil {
		t.Error("signing out leaves the cookie")
	}
	if _, err := c.Authenticate(t.Context(), app.Session, value); err == nil {
		t.Error("signing out leaves the session")
	}
}
