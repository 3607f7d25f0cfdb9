package button_test

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"

	"obolus"
	"obolus/app"
	"obolus/http/button"
	"obolus/http/server"
	"obolus/http/web"
	"obolus/money"
	"obolus/store"
	"obolus/store/storetest"
)

// street is an instance, a page of another site with buttons, and a browser in which Ada is signed in.
type street struct {
	*app.App
	t        *testing.T
	ada      obolus.Person
	instance string
	site     string // of another host and port
	ctx      context.Context
	session  string

	mutex sync.Mutex
	asked []string // what the instance was asked for, by path
	page  string   // what the other site shows
}

// walkTime bounds a test in the browser, so that what never comes ends it with a reason.
const walkTime = 90 * time.Second

func newStreet(t *testing.T) *street {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil && os.Getenv("CI") == "true" {
		t.Fatal("there is no chromium, and with CI=true the button must be tested")
	}
	if err != nil {
		t.Skip("no chromium")
	}
	db, err := store.Open(t.Context(), storetest.Ready(t), store.Options{Volatile: true})
	must(t, err)
	t.Cleanup(func() { must(t, db.Close()) })
	s := &street{t: t, App: app.New(db, time.Now)}
	s.ada, err = s.AddPerson(t.Context(), "Ada")
	must(t, err)
	_, err = s.SetBudget(t.Context(), s.ada.ID, 5*money.Unit)
	must(t, err)
	_, err = s.Deposit(t.Context(), app.Payment{Person: s.ada.ID, Provider: "test", Reference: "1", Gross: 10 * money.Unit, State: obolus.DepositCleared})
	must(t, err)
	s.session, err = s.NewCredential(t.Context(), s.ada.ID, app.Session, "")
	must(t, err)
	s.serve()
	s.browse(path)
	return s
}

func (s *street) serve() {
	mux := http.NewServeMux()
	var wrapped http.Handler
	instance := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mutex.Lock()
		s.asked = append(s.asked, r.URL.Path)
		s.mutex.Unlock()
		wrapped.ServeHTTP(w, r)
	}))
	s.t.Cleanup(instance.Close)
	s.instance = instance.URL // http://127.0.0.1:…
	metrics := server.NewMetrics(time.Now)
	must(s.t, button.Register(mux, button.Config{App: s.App, BaseURL: s.instance}))
	must(s.t, web.Register(mux, web.Config{App: s.App, BaseURL: s.instance, Metrics: metrics}))
	wrapped = server.Wrap(mux, slog.New(slog.DiscardHandler), metrics)
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		s.mutex.Lock()
		defer s.mutex.Unlock()
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, s.page)
	}))
	s.t.Cleanup(site.Close)
	s.site = strings.Replace(site.URL, "127.0.0.1", "localhost", 1) // another site for browsers
}

func (s *street) browse(path string) {
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("host-resolver-rules", "MAP bo.example 127.0.0.1, MAP eve.example 127.0.0.1"),
		chromedp.Flag("unsafely-treat-insecure-origin-as-secure", s.sited("bo.example")+","+s.sited("eve.example")))
	bounded, cancel := context.WithTimeout(s.t.Context(), walkTime)
	s.t.Cleanup(cancel)
	allocated, cancel := chromedp.NewExecAllocator(bounded, options...)
	s.t.Cleanup(cancel)
	s.ctx, cancel = chromedp.NewContext(allocated)
	s.t.Cleanup(cancel)
	s.do(s.ctx, func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, network.SetCookie, network.SetCookieParams{Name: "obolus_session", Value: s.session, URL: s.instance, SameSite: network.CookieSameSiteLax})
		return chromedp.Void{}, err
	})
}

func (s *street) do(ctx context.Context, steps ...chromedp.Action[chromedp.Void]) {
	s.t.Helper()
	must(s.t, chromedp.Do(ctx, steps...))
}

// permit has the browser answer what it would ask Ada.
func (s *street) permit(permission browser.SetPermissionParams) {
	s.t.Helper()
	s.do(s.ctx, func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, chromedp.FromContext(ctx).Browser, browser.SetPermission, permission)
		return chromedp.Void{}, err
	})
}

// sited is the other site's address under another name.
func (s *street) sited(host string) string {
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(s.site, "http://"))
	return "http://" + net.JoinHostPort(host, port)
}

// visit shows markup on the other site.
func (s *street) visit(markup string) {
	s.t.Helper()
	s.mutex.Lock()
	s.page = `<!doctype html><html lang="de"><title>Seite</title><body>` + markup
	s.mutex.Unlock()
	s.do(s.ctx, chromedp.Navigate(s.site+"/"))
}

// poll waits until an expression is true on the page.
func (s *street) poll(ctx context.Context, expression string) {
	s.t.Helper()
	_, err := chromedp.Run(ctx, chromedp.Poll[bool](expression))
	if err != nil {
		s.t.Fatalf("waiting for %s: %v", expression, err)
	}
}

// opens presses an element and returns the window that opens.
func (s *street) opens(selector string) context.Context {
	s.t.Helper()
	return s.opened(chromedp.Click(chromedp.CSS(selector)))
}

// opened does something with the mouse and returns the window that opens.
func (s *street) opened(press chromedp.Action[chromedp.Void]) context.Context {
	s.t.Helper()
	opened := chromedp.WaitNewTarget(s.ctx, func(info *target.Info) bool {
		return strings.Contains(info.URL, "/give") || info.URL == "" || info.URL == "about:blank"
	})
	s.do(s.ctx, press)
	select {
	case id := <-opened:
		window, cancel := chromedp.NewContext(s.ctx, chromedp.WithTargetID(id))
		s.t.Cleanup(cancel)
		s.poll(window, `document.readyState === "complete" && !!document.getElementById("giving")`)
		return window
	case <-s.ctx.Done():
		s.t.Fatal("no window has opened")
		return nil
	}
}

func (s *street) clicks() int {
	s.t.Helper()
	clicks, err := s.Clicks(s.t.Context(), s.ada.ID, obolus.MonthOf(s.Now()))
	must(s.t, err)
	return len(clicks)
}

func (s *street) requests(prefix string) int {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	n := 0
	for _, path := range s.asked {
		if strings.HasPrefix(path, prefix) {
			n++
		}
	}
	return n
}

func (s *street) loader() string {
	path, integrity := button.Script()
	return fmt.Sprintf(`<script async src="%s%s" integrity="%s" crossorigin="anonymous"></script>`, s.instance, path, integrity)
}

// Protects readers of pages with the button: several of them cost one request for the script and one for
// all counts; a press opens our window, asks, and its answer reaches the button; undo too.
func TestBrowser_ButtonOnAnotherSite(t *testing.T) {
	s := newStreet(t)
	s.visit(`<obolus-give id="one" url="https://bo.example/1" title="Eins"></obolus-give><obolus-give id="two" url="https://bo.example/2"></obolus-give>
		<obolus-give url="https://bo.example/1"></obolus-give><div id="host"></div>` + s.loader())
	s.poll(s.ctx, `document.getElementById("one").shadowRoot?.querySelector("span").textContent === "Unterstützen"`)
	s.do(s.ctx, chromedp.Func(func(ctx context.Context, t *chromedp.Target) error { return nil }))
	s.poll(s.ctx, `performance.getEntriesByType("resource").some(e => e.name.includes("/count"))`)
	if scripts, counts := s.requests("/give/v1-"), s.requests("/count"); scripts != 1 || counts != 1 {
		t.Errorf("%d requests for the script and %d for counts", scripts, counts)
	}
	window := s.opens("#one")
	if s.clicks() != 0 {
		t.Fatal("the click was made without asking")
	}
	s.poll(window, `performance.now() > 2000`) // what comes too soon is not taken for a press
	s.do(window, chromedp.Click(chromedp.CSS("#give button.give")))
	s.poll(s.ctx, `document.getElementById("one").shadowRoot.querySelector("button").getAttribute("aria-pressed") === "true"`)
	if s.clicks() != 1 {
		t.Errorf("there are %d clicks", s.clicks())
	}
	s.poll(s.ctx, `document.getElementById("two").shadowRoot.querySelector("button").getAttribute("aria-pressed") === "false"`)
	s.poll(s.ctx, `document.querySelectorAll("obolus-give")[2].shadowRoot.querySelector("span").textContent === "Unterstützt"`)
	s.poll(window, `!!document.querySelector("form[action$='/undo'] button")`)
	s.do(window, chromedp.Click(chromedp.CSS("form[action$='/undo'] button")))
	s.poll(s.ctx, `document.getElementById("one").shadowRoot.querySelector("button").getAttribute("aria-pressed") === "false"`)
	if s.clicks() != 0 {
		t.Errorf("after the undo there are %d clicks", s.clicks())
	}
}

// Protects supporters' money and what they support from pages that try to steal a click: by a frame, by a
// form, by a request, by a window that nobody pressed for, and buttons from answers that others invent.
func TestBrowser_ClicksCannotBeStolen(t *testing.T) {
	s := newStreet(t)
	must(t, s.TrustSite(t.Context(), s.ada.ID, "localhost")) // even where she is not asked
	give := s.instance + "/give?window=1&origin=" + s.site + "&url=" + s.site + "/x"
	s.visit(`<iframe id="frame" src="` + give + `" style="opacity:0" onload="window.framed=true"></iframe>
		<iframe name="sink" onload="window.sent=(window.sent||0)+1"></iframe>
		<form id="forged" method="post" action="` + s.instance + `/give" target="sink"><input name="url" value="https://bo.example/stolen"></form>
		<obolus-give id="one" url="https://bo.example/1"></obolus-give>` + s.loader())
	s.poll(s.ctx, `window.framed === true && window.sent === 1 && !!document.getElementById("one").shadowRoot`)
	seen, err := chromedp.Run(s.ctx, chromedp.Evaluate[bool](`(() => { try { return !!document.getElementById("frame").contentDocument } catch { return false } })()`))
	must(t, err)
	if seen {
		t.Error("the page reads the frame")
	}
	_, err = chromedp.Run(s.ctx, chromedp.Evaluate[bool](`document.getElementById("forged").submit(), true`))
	must(t, err)
	s.poll(s.ctx, `window.sent === 2`)
	_, err = chromedp.Run(s.ctx, chromedp.Evaluate[bool](`window.tried = false, fetch("`+s.instance+`/give", {method: "POST", mode: "no-cors", credentials: "include", body: new URLSearchParams({url: "https://bo.example/stolen"})}).finally(() => { window.tried = true }), true`))
	must(t, err)
	s.poll(s.ctx, `window.tried === true`)
	_, err = chromedp.Run(s.ctx, chromedp.Evaluate[bool](`window.open("`+give+`") === null || true`)) // nobody has pressed
	must(t, err)
	_, err = chromedp.Run(s.ctx, chromedp.Evaluate[bool](`window.postMessage({obolus: 1, url: "https://bo.example/1", state: "clicked"}, "*"),
		window.heard = false, addEventListener("message", () => { window.heard = true }), window.postMessage("end", "*"), true`))
	must(t, err)
	s.poll(s.ctx, `window.heard === true`)
	pressed, err := chromedp.Run(s.ctx, chromedp.Evaluate[string](`document.getElementById("one").shadowRoot.querySelector("button").getAttribute("aria-pressed")`))
	must(t, err)
	if pressed != "false" {
		t.Error("the button believes a message that the page itself has sent")
	}
	if n := s.clicks(); n != 0 {
		t.Errorf("%d clicks were stolen", n)
	}
}

// Protects pages with Flattr's old markup, and sites that put buttons into shadow trees and take them out.
func TestBrowser_OldMarkupAndShadowTrees(t *testing.T) {
	s := newStreet(t)
	s.visit(`<a class="FlattrButton" href="https://bo.example/old" title="Alt" rev="flattr;uid:bo;button:compact;language:sv_SE;">x</a>
		<a class="FlattrButton" href="https://bo.example/older" data-flattr-title="Älter">x</a><div id="host"></div><script src="` + s.instance + `/js/0.6/load.js?mode=auto"></script>`)
	s.poll(s.ctx, `document.querySelectorAll("obolus-give").length === 2 && !!document.querySelectorAll("obolus-give")[1].shadowRoot`)
	s.poll(s.ctx, `document.querySelector("obolus-give").shadowRoot.querySelector("button").getAttribute("aria-label") === "Stöd: Alt"`)
	_, err := chromedp.Run(s.ctx, chromedp.Evaluate[bool](`(() => { const root = document.getElementById("host").attachShadow({mode: "open"});
		FlattrLoader.render({url: "https://bo.example/new", title: "Neu"}, document.body, "append");
		root.innerHTML = '<obolus-give url="https://bo.example/deep" title="Tief"></obolus-give>'; window.deep = root.firstChild; return true })()`))
	must(t, err)
	s.poll(s.ctx, `window.deep.shadowRoot.querySelector("button").getAttribute("aria-label") === "Unterstützen: Tief"`)
	before := s.requests("/submit")
	_, err = chromedp.Run(s.ctx, chromedp.Evaluate[bool](`window.deep.setAttribute("title", "Tiefer"), window.deep.shadowRoot.querySelector("button").getAttribute("aria-label") === "Unterstützen: Tiefer"`))
	must(t, err)
	if s.requests("/submit") != before {
		t.Error("showing a button asks for the old page")
	}
}
