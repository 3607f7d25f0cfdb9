package web_test

import (
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"obolus"
	"obolus/app"
	"obolus/http/server"
	"obolus/http/web"
	"obolus/money"
	"obolus/passkey"
	"obolus/pay/testpay"
	"obolus/store"
	"obolus/store/storetest"
)

// town is a small community on a real database: September is closed, October is running. Ada supports,
// Bo makes things and has claimed bo.example, Cem is new and has nothing.
type town struct {
	*app.App
	t            testing.TB
	clock        atomic.Pointer[time.Time]
	handler      http.Handler
	ada, bo, cem obolus.Person
	song         app.Clicked // Ada's click on Bo's song in October
	waits        app.Clicked // and on something that nobody has claimed
	first        app.Clicked // her first click of September, on a song of Bo's
	base         string
}

func (c *town) now() time.Time  { return *c.clock.Load() }
func (c *town) set(t time.Time) { c.clock.Store(&t) }

func newTown(t testing.TB, base string) *town {
	t.Helper()
	return newTownOn(t, base, storetest.Ready(t))
}

// newTownOn is newTown on a database of either engine.
func newTownOn(t testing.TB, base, database string) *town {
	t.Helper()
	db, err := store.Open(t.Context(), database, store.Options{Volatile: true})
	must(t, err)
	t.Cleanup(func() { must(t, db.Close()) })
	c := &town{t: t, base: base}
	c.set(time.Date(2026, 9, 3, 9, 30, 0, 0, time.UTC))
	c.App = app.New(db, c.now)
	c.ada, c.bo, c.cem = c.person("Ada Öberg"), c.person("Bo"), c.person("Cem")
	_, err = c.Claim(t.Context(), c.bo.ID, "domain:bo.example")
	must(t, err)
	c.fund(c.ada, 10*money.Unit, 60*money.Unit)
	for _, address := range []string{"https://bo.example/song", "https://bo.example/tale", "https://wait.example/a"} {
		clicked := c.give(c.ada, address, "")
		if c.first.Click.ID == 0 {
			c.first = clicked
		}
	}
	c.set(time.Date(2026, 10, 12, 18, 5, 0, 0, time.UTC))
	_, err = c.CloseMonth(t.Context(), 202609, app.CloseOptions{})
	must(t, err)
	c.song = c.give(c.ada, "https://bo.example/song", "Ein Lied über Käse")
	c.waits = c.give(c.ada, "https://wait.example/b", "Something to read")
	c.shelve()
	c.serve()
	return c
}

// serve puts the pages behind the plumbing that they have in the binary.
func (c *town) serve() {
	c.At(c.base)
	mux := http.NewServeMux()
	revenue := func(w io.Writer, _ string, s app.CreatorStatement) error {
		_, err := io.WriteString(w, "period "+s.Month.String())
		return err
	}
	metrics := server.NewMetrics(c.Now)
	must(c.t, web.Register(mux, web.Config{App: c.App, BaseURL: c.base, Metrics: metrics, Payments: testpay.Provider{}, Revenue: revenue, Passkeys: c.party(), Script: "/give/v1-0.js"}))
	c.handler = server.Wrap(mux, slog.New(slog.DiscardHandler), metrics)
}

// party is for passkeys, where the address allows them.
func (c *town) party() *passkey.Party {
	party, err := passkey.New(passkey.Config{Name: "obolus", BaseURL: c.base, Now: c.Now})
	if errors.Is(err, passkey.ErrAddress) {
		return nil
	}
	must(c.t, err)
	return party
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (c *town) person(name string) obolus.Person {
	c.t.Helper()
	p, err := c.AddPerson(c.t.Context(), name)
	must(c.t, err)
	return p
}

func (c *town) fund(p obolus.Person, budget, gross money.Amount) {
	c.t.Helper()
	_, err := c.SetBudget(c.t.Context(), p.ID, budget)
	must(c.t, err)
	_, err = c.Deposit(c.t.Context(), app.Payment{Person: p.ID, Provider: "test", Reference: "start " + p.Name, Gross: gross, State: obolus.DepositCleared})
	must(c.t, err)
}

func (c *town) give(p obolus.Person, address, title string) app.Clicked {
	c.t.Helper()
	clicked, err := c.Click(c.t.Context(), app.NewClick{Person: p.ID, Address: address, Title: title})
	must(c.t, err)
	return clicked
}

func (c *town) clicks(p obolus.Person) int {
	c.t.Helper()
	clicks, err := c.Clicks(c.t.Context(), p.ID, obolus.MonthOf(c.now()))
	must(c.t, err)
	return len(clicks)
}

// browser is somebody's browser, which keeps cookies and does what browsers do about origins.
type browser struct {
	c       *town
	cookies map[string]*http.Cookie
	header  http.Header
}

func (c *town) browser(header ...string) *browser {
	b := &browser{c: c, cookies: map[string]*http.Cookie{}, header: http.Header{}}
	for i := 0; i+1 < len(header); i += 2 {
		b.header.Set(header[i], header[i+1])
	}
	return b
}

// as is a browser in which somebody is signed in.
func (c *town) as(p obolus.Person, header ...string) *browser {
	c.t.Helper()
	link, err := c.NewCredential(c.t.Context(), p.ID, app.Link, "")
	must(c.t, err)
	b := c.browser(header...)
	w := b.post("/sign-in", "link", link)
	if w.Code != http.StatusSeeOther {
		c.t.Fatalf("signing in gave %d: %s", w.Code, w.Body)
	}
	return b
}

func (b *browser) send(method, path string, form url.Values) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, strings.NewReader(form.Encode()))
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	for name, values := range b.header {
		r.Header[name] = values
	}
	for _, cookie := range b.cookies {
		r.AddCookie(cookie)
	}
	w := httptest.NewRecorder()
	b.c.handler.ServeHTTP(w, r)
	for _, cookie := range w.Result().Cookies() {
		b.cookies[cookie.Name] = cookie
		if cookie.MaxAge < 0 {
			delete(b.cookies, cookie.Name)
		}
	}
	return w
}

func (b *browser) get(path string) *httptest.ResponseRecorder {
	return b.send(http.MethodGet, path, nil)
}

func (b *browser) post(path string, pairs ...string) *httptest.ResponseRecorder {
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return b.send(http.MethodPost, path, form)
}

// page gets a page that must be there.
func (b *browser) page(path string) *goquery.Document {
	b.c.t.Helper()
	return b.expect(b.get(path), http.StatusOK)
}

func (b *browser) expect(w *httptest.ResponseRecorder, status int) *goquery.Document {
	b.c.t.Helper()
	if w.Code != status {
		b.c.t.Fatalf("the answer is %d, not %d: %s", w.Code, status, w.Body)
	}
	doc, err := goquery.NewDocumentFromReader(w.Body)
	must(b.c.t, err)
	return doc
}

// leads checks that an answer leads to a page, and returns that page's address.
func (b *browser) leads(w *httptest.ResponseRecorder, to string) string {
	b.c.t.Helper()
	location := w.Header().Get("Location")
	if w.Code != http.StatusSeeOther || !strings.HasPrefix(location, to) {
		b.c.t.Fatalf("the answer is %d to %q, not to %s: %s", w.Code, location, to, w.Body)
	}
	return location
}
