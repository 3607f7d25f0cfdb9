package button_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// arrives waits until an expression is true on a page that the browser is on its way to: the page that it
// leaves ends what is asked of it.
func (s *street) arrives(expression string) {
	s.t.Helper()
	for {
		there, err := chromedp.Run(s.ctx, chromedp.Evaluate[bool](expression))
		if err == nil && there {
			return
		}
		if s.ctx.Err() != nil {
			s.t.Fatalf("waiting for %s: %v", expression, err)
		}
	}
}

// Stops links that somebody writes into a comment on a trusted site, and that its readers press for another
// reason: only a window that the site's own script has opened goes on without asking.
func TestBrowser_LinkOnATrustedSiteIsAsked(t *testing.T) {
	s := newStreet(t)
	s.site = strings.Replace(s.site, "localhost", "bo.example", 1)
	must(t, s.TrustSite(t.Context(), s.ada.ID, "bo.example"))
	s.visit(`<obolus-give id="one" url="https://bo.example/1"></obolus-give>
		<a id="link" href="` + s.instance + `/give?window=1&origin=` + s.site + `&url=https://bo.example/2">read more</a>` + s.loader())
	s.poll(s.ctx, `!!document.getElementById("one").shadowRoot`)
	s.do(s.ctx, chromedp.Click(chromedp.CSS("#link")))
	s.arrives(`location.pathname === "/give" && document.readyState === "complete"`)
	s.poll(s.ctx, `!!document.querySelector("#giving[data-auto], #giving[data-just]")`) // the server trusts the site
	s.poll(s.ctx, `performance.now() > 1000`)
	if n := s.clicks(); n != 0 {
		t.Fatalf("the link has made %d clicks", n)
	}
	s.do(s.ctx, chromedp.Navigate(s.site+"/"))
	s.poll(s.ctx, `!!document.getElementById("one").shadowRoot`)
	s.opens("#one")
	s.poll(s.ctx, `document.getElementById("one").shadowRoot.querySelector("button").getAttribute("aria-pressed") === "true"`)
	if n := s.clicks(); n != 1 {
		t.Errorf("the site's own button has made %d clicks", n)
	}
}

// Stops pages that bring one of ours under the pointer in the middle of a double click: its second half is no
// press, on the page that asks and on a thing's own page.
func TestBrowser_HalfADoubleClickIsNoPress(t *testing.T) {
	s := newStreet(t)
	for path, selector := range map[string]string{"/give?url=https://bo.example/1": "#give button.give", "/things/lookup?url=https://bo.example/2": "form[action='/clicks'] button.give"} {
		s.do(s.ctx, chromedp.Navigate(s.instance+path))
		// The clock stands still where the window has come up, however slow this machine is.
		_, err := chromedp.Run(s.ctx, chromedp.Evaluate[bool](`performance.now = () => 1000, dispatchEvent(new Event("focus")), performance.now = () => 1500,
			window.pressed = 0, addEventListener("click", () => { window.pressed++ }), true`))
		must(t, err)
		before := s.clicks()
		s.do(s.ctx, chromedp.Click(chromedp.CSS(selector)))
		s.poll(s.ctx, `window.pressed === 1`)
		if s.clicks() != before {
			t.Fatalf("half a double click on %s counts", path)
		}
		_, err = chromedp.Run(s.ctx, chromedp.Evaluate[bool](`window.now = 2000, performance.now = () => window.now += 1000, true`)) // later each time
		must(t, err)
		s.do(s.ctx, chromedp.Click(chromedp.CSS(selector)))
		s.arrives(`location.search.includes("click=") || location.search.includes("done=clicked")`)
		if s.clicks() != before+1 {
			t.Errorf("a press on %s does not count", path)
		}
	}
}
