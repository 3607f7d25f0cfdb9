package button_test

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"

	"obolus/app"
	"obolus/http/button"
	"obolus/http/server"
	"obolus/http/web"
)

// Protects creators who look at what they are about to copy: the button on that page is the real one, under
// the policy of our own pages, and gets its look, its word and its count from the script with its hash.
func TestBrowser_PreviewIsTheButtonItself(t *testing.T) {
	s := newStreet(t)
	_, err := s.Click(t.Context(), app.NewClick{Person: s.ada.ID, Address: "https://bo.example/1"})
	must(t, err)
	mux, site := http.NewServeMux(), httptest.NewUnstartedServer(nil)
	site.Config.Handler = mux
	site.Start()
	t.Cleanup(site.Close)
	path, integrity := button.Script()
	must(t, button.Register(mux, button.Config{App: s.App, BaseURL: site.URL}))
	must(t, web.Register(mux, web.Config{App: s.App, BaseURL: site.URL, Metrics: server.NewMetrics(time.Now), Script: path, ScriptIntegrity: integrity}))
	s.do(s.ctx, chromedp.Navigate(site.URL+"/get?url=https://bo.example/1&title=Eins"))
	s.poll(s.ctx, `[...document.querySelectorAll(".mock obolus-give")].filter(e => {
		const button = e.shadowRoot?.querySelector("button");
		return button?.ariaLabel === "Support: Eins" && button.offsetHeight >= 40 && getComputedStyle(button).backgroundColor !== "rgba(0, 0, 0, 0)";
	}).length === 5`)
	s.poll(s.ctx, `document.querySelector(".mock obolus-give").shadowRoot.querySelector("small").textContent === "1"`)
}

// Protects who copies a snippet by its button: the clipboard has it to the letter.
func TestBrowser_SnippetIsCopied(t *testing.T) {
	s := newStreet(t)
	s.permit(browser.SetPermissionParams{Permission: &browser.PermissionDescriptor{Name: "clipboard-read"}, Setting: browser.PermissionSettingGranted, Origin: s.instance})
	s.do(s.ctx, chromedp.Navigate(s.instance+"/get?url=https://bo.example/1"), chromedp.Click(chromedp.CSS("#copy-podcast")))
	s.poll(s.ctx, `document.querySelector("[aria-labelledby=podcast] [role=status]").textContent !== ""`)
	same, err := chromedp.Run(s.ctx, chromedp.Evaluate[bool](`navigator.clipboard.readText().then(text => text === document.querySelector("[aria-labelledby=podcast] code").textContent && text.includes("<podcast:funding"))`, chromedp.EvalAwaitPromise))
	must(t, err)
	if !same {
		t.Error("the clipboard has something else")
	}
}
