// Package button is the only door open to other sites: the script that makes buttons on their pages, the
// count, badges and codes for print, oEmbed, and what pages with Flattr's old markup ask for.
//
// Nothing here knows who asks: there is no cookie, every answer is the same for everybody and may be
// kept by caches. A click is never made here, since a page of another site could make it: scripts and
// links lead to the instance's own page /give, which is package web's. Paths avoid the words that filter
// lists block.
package button

import (
	"fmt"
	"net/http"
	"strings"

	"obolus/app"
	"obolus/http/server"
	"obolus/i18n"
)

// Config is what the button needs.
type Config struct {
	App *app.App
	// BaseURL is the instance's address for people, without a slash at its end.
	BaseURL string
}

type door struct {
	Config
	languages *i18n.Translators
	scripts   map[string]script
}

// Register adds the button's addresses to a mux. It fails only where an embedded file is broken.
func Register(mux *http.ServeMux, c Config) error {
	languages, err := i18n.Load()
	if err != nil {
		return fmt.Errorf("preparing the button: %w", err)
	}
	d := &door{Config: c, languages: languages, scripts: loadScripts()}
	for pattern, h := range map[string]server.Handler{
		"GET /give/{script}":            d.script,
		"GET /count":                    d.count,
		"GET /badge.svg":                d.badge,
		"GET /badge.png":                picture("badge.png"),
		"GET /qr.svg":                   d.codeSVG,
		"GET /qr.png":                   d.codePNG,
		"GET /oembed":                   d.oembed,
		"GET /submit/auto":              d.submit,
		"GET /js/{version}/load.js":     d.loader,
		"GET /api/js/{version}/load.js": d.loader,
		"GET /button/{picture}":         d.oldPicture,
		"GET /_img/icons/{picture}":     d.oldPicture,
		"GET /api/button/{picture}":     d.oldPicture,
	} {
		mux.Handle(pattern, server.Adapt(h, server.Plain))
	}
	return nil
}

// open lets pages of every site use an answer, and caches keep it for some seconds.
func open(w http.ResponseWriter, kind, cache string) {
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Cache-Control", cache)
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
}

// How long answers are kept. A count is right within a minute: it is half a minute old when it is made.
const (
	forCounts  = "public, max-age=30"
	forCodes   = "public, max-age=86400"
	forVersion = "public, max-age=31536000, immutable"
	forNewest  = "public, max-age=3600"
)

// translator is of the language that an address names, since answers are the same for everybody.
func (d *door) translator(r *http.Request) *i18n.Translator {
	code, _, _ := strings.Cut(strings.ToLower(r.URL.Query().Get("lang")), "-")
	return d.languages.Choose(code, "")
}
