// Package web is the door for people: pages, rendered on the server and useful without a script.
//
// One file per page, with its data and its handlers; the template of the same name is in templates/, and
// the addresses are in routes.go. A page's data embeds *frame, which knows the reader's language and who is signed in.
// GET changes nothing. Every form can be pressed twice: a click is one per month anyway, and forms
// that move money carry a key under which the first answer is kept.
package web

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strings"

	"obolus"
	"obolus/app"
	"obolus/http/server"
	"obolus/i18n"
	"obolus/money"
	"obolus/passkey"
	"obolus/pay"
)

// Config is what the pages need.
type Config struct {
	App *app.App
	// BaseURL is the instance's address for people, without a slash at its end. With https cookies are
	// Secure and named __Host-.
	BaseURL string
	// Metrics counts clicks and money; nil counts nothing.
	Metrics *server.Metrics
	// Payments is the provider behind the top-up page; nil offers none, and the page says so.
	Payments pay.Provider
	// Script is the path of the button's script, and ScriptIntegrity its hash for pages that load it.
	Script, ScriptIntegrity string
	// Log hears of what looks forged; nil keeps quiet.
	Log *slog.Logger
	// Passkeys are the ceremonies of WebAuthn; nil where the address allows none.
	Passkeys *passkey.Party
	// ShownLetters are those that a developer's machine shows instead of sending them; nil elsewhere.
	ShownLetters func() []ShownLetter
	// Pages reads feeds whose site somebody wants to support; nil reads none.
	Pages app.PageReader
	// Jobs lists the work that happens by itself; nil shows none.
	Jobs func(ctx context.Context) ([]Job, error)
	// Revenue writes a creator's month as CSV; nil offers none.
	Revenue func(w io.Writer, baseURL string, s app.CreatorStatement) error
}

// door is the pages with what they share.
type door struct {
	Config
	languages *i18n.Translators
	pages     pages
	assets    assets
	cookies   server.Cookies
	bench     bench
}

// Register adds the pages to a mux, with "/" for whatever no other door answers. It fails only where
// an embedded template or catalog is broken.
func Register(mux *http.ServeMux, c Config) error {
	languages, err := i18n.Load()
	if err != nil {
		return fmt.Errorf("preparing the pages: %w", err)
	}
	parsed, err := parsePages()
	if err != nil {
		return fmt.Errorf("preparing the pages: %w", err)
	}
	d := &door{Config: c, languages: languages, pages: parsed, assets: loadAssets(),
		cookies: server.Cookies{Secure: strings.HasPrefix(c.BaseURL, "https://")}}
	if d.Metrics == nil {
		d.Config.Metrics = server.NewMetrics(c.App.Now)
	}
	d.register(mux)
	d.registerFrame(mux)
	return nil
}

// log is where to note what the operator should know.
func (d *door) log() *slog.Logger {
	if d.Log == nil {
		return slog.New(slog.DiscardHandler)
	}
	return d.Log
}

// handler answers a request for which the frame is ready: language, instance, who is signed in.
type handler func(w http.ResponseWriter, r *http.Request, f *frame) error

// page makes an http.Handler of h: forms of other sites are refused, errors become pages.
func (d *door) page(h handler) http.Handler {
	return server.SameOrigin(server.Adapt(func(w http.ResponseWriter, r *http.Request) error {
		f, err := d.frame(r)
		if err != nil {
			return err
		}
		return h(w, r, f)
	}, d.present), d.present)
}

// frame reads who asks, and in which language.
func (d *door) frame(r *http.Request) (*frame, error) {
	settings, err := d.App.Settings(r.Context())
	if err != nil {
		return nil, err
	}
	f := &frame{Translator: d.translator(r, settings), door: d, settings: settings, Path: thisPage(r)}
	if done := r.URL.Query().Get("done"); slices.Contains(dones, done) {
		f.Done = f.Text("done." + done)
	}
	f.Person, err = d.signedIn(r.Context(), r)
	return f, err
}

// signedIn returns the person of the session cookie; nil where nobody is signed in.
func (d *door) signedIn(ctx context.Context, r *http.Request) (*obolus.Person, error) {
	secret := d.cookies.Read(r, sessionCookie)
	if secret == "" {
		return nil, nil
	}
	id, err := d.App.Authenticate(ctx, app.Session, secret)
	if obolus.KindOf(err) == obolus.Signin {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	p, err := d.App.Person(ctx, id)
	if err != nil {
		return nil, err
	}
	return &p, nil
}

// Exact writes an amount to the millionth in the instance's currency.
func (f *frame) Exact(a money.Amount) string { return f.Translator.Exact(a, f.settings.Currency) }

// Money writes an amount in the instance's currency.
func (f *frame) Money(a money.Amount) string { return f.Translator.Money(a, f.settings.Currency) }
