package e2e_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// What the other site is about: a loaf of Bo's, who has claimed it.
const (
	loaf      = "https://bo.example/bread"
	loafTitle = "Bread, slowly"
)

// newSite is a page of another origin, for browsers another site even, with the two ways to an instance
// that it tells people to copy: the button and the link. It returns the origin.
func newSite(t *testing.T, s *server) string {
	t.Helper()
	query := url.Values{"url": {loaf}, "title": {loafTitle}}.Encode()
	status, body := s.get("/get?" + query)
	page, err := goquery.NewDocumentFromReader(strings.NewReader(body))
	s.must(err)
	snippet := page.Find("section[aria-labelledby=script] code").Text()
	if status != http.StatusOK || !strings.Contains(snippet, "<script async") {
		t.Fatalf("the page to copy a button from: %d, %q", status, snippet)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/thief", s.thief)
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>Bo</title><p>%s</p>
			<p><a id="plain" href="%s/give?%s">Support this</a></p>`, snippet, s.url, strings.ReplaceAll(query, "&", "&amp;"))
	})
	site := httptest.NewServer(mux)
	t.Cleanup(site.Close)
	if strings.HasPrefix(s.url, "http://127.0.0.1") {
		t.Fatalf("the instance at %s is no other site than %s", s.url, site.URL)
	}
	return site.URL
}

// buttonIs is true when the button on the other site tells screen readers that it is pressed, or not.
func buttonIs(state string) string {
	return `document.querySelector("obolus-give")?.shadowRoot?.querySelector("button").getAttribute("aria-pressed") === "` + state + `"`
}

// opensWindow presses the button on the other site, and returns the window that it opens.
func (b *browser) opensWindow() *browser {
	b.Helper()
	b.do(chromedp.Navigate(b.site + "/"))
	b.comes(buttonIs("false"))
	b.fits()
	opened := chromedp.WaitNewTarget(b.ctx, func(info *target.Info) bool { return info.Type == "page" })
	b.do(b.pressing("obolus-give"))
	select {
	case id := <-opened:
		ctx, cancel := chromedp.NewContext(b.ctx, chromedp.WithTargetID(id))
		b.Cleanup(cancel)
		w := b.window(ctx)
		w.do(chromedp.WaitVisible(chromedp.CSS("#giving"))) // the window begins empty
		w.comes(`document.readyState === "complete"`)
		asked, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](`performance.getEntriesByType("resource").map(e => e.name)`))
		b.must(err)
		for _, address := range asked { // before the window was watched
			if !w.knows(address) {
				b.Errorf("the button's window asks a third party: %s", address)
			}
		}
		return w
	case <-b.ctx.Done():
		b.Fatal("the button has opened no window")
		return nil
	}
}

// comes waits until an expression is true on the page.
func (b *browser) comes(expression string) {
	b.Helper()
	_, err := chromedp.Run(b.ctx, chromedp.Poll[bool](expression, chromedp.WithPollingTimeout(browserTime)))
	if err != nil {
		b.Fatalf("waiting for %s: %v", expression, err)
	}
}
