package web

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"obolus"
	"obolus/http/server"
	"obolus/i18n"
)

//go:embed templates/*.html
var templates embed.FS

// frame is what every page shows around its own content. Templates call its methods, and those of
// the translator.
type frame struct {
	*i18n.Translator
	door     *door
	settings obolus.Settings

	Person  *obolus.Person // who is signed in; nil for nobody
	Path    string         // of this page, to come back to
	Title   string
	NoIndex bool       // search engines are asked not to list the page
	Feeds   []feedLink // of what the page shows
	Problem string     // what went wrong with a form, in the reader's language; "" for nothing
	Done    string     // what a form has just done
	Small   bool       // the page is in the small window of a button
	status  int        // 0 is 200
}

// Instance is the name that the instance has given itself.
func (f *frame) Instance() string { return f.settings.Name }

// Asset is the address of a file in static/, which changes with its content.
func (f *frame) Asset(name string) string { return f.door.assets.path(name) }

// Languages are those that the reader can choose from.
func (f *frame) Languages() []i18n.Language { return offered(f.settings) }

// Operating tells whether the reader is an operator, to whom alone the pages under /admin exist.
func (f *frame) Operating() bool {
	return f.Person != nil && f.Person.Operator && !f.Person.Suspended()
}

// Current is what aria-current says of a link in a nav: "page" where it leads to the page itself, "true"
// where that page is one below it, "" elsewhere.
func (f *frame) Current(link string) string {
	here, _, _ := strings.Cut(f.Path, "?")
	switch {
	case here == link:
		return "page"
	case strings.HasPrefix(here, link+"/"):
		return "true"
	}
	return ""
}

// fail shows an error on the page whose form caused it, instead of a page of its own.
func (f *frame) fail(err error) {
	if err != nil {
		f.Problem, f.status = f.sentence(obolus.AsError(err)), server.Status(err)
	}
}

// pages are the parsed templates by name.
type pages map[string]*template.Template

// parsePages parses each page together with the layout and what pages share.
func parsePages() (pages, error) {
	names, err := fs.Glob(templates, "templates/*.html")
	if err != nil {
		return nil, err
	}
	parsed := pages{}
	for _, name := range names {
		page := strings.TrimSuffix(path.Base(name), ".html")
		if page == "layout" || page == "shared" {
			continue
		}
		t, err := template.ParseFS(templates, "templates/layout.html", "templates/shared.html", name)
		if err != nil {
			return nil, fmt.Errorf("the template of %s: %w", page, err)
		}
		parsed[page] = t
	}
	return parsed, nil
}

// pagePolicy lets a page have our own style, pictures and script files and send forms to us. No script
// can be smuggled into a page, since none inside one is run.
const pagePolicy = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// framed is a page's data: its own, around a frame.
type framed interface{ around() *frame }

func (f *frame) around() *frame { return f }

// show renders a page wholly before it sends anything, so that a failure is never half a page.
func (d *door) show(w http.ResponseWriter, name string, data framed) error {
	var page bytes.Buffer
	err := d.pages[name].ExecuteTemplate(&page, "layout", data)
	if err != nil {
		return fmt.Errorf("rendering %s: %w", name, err)
	}
	f := data.around()
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", f.Language.Code)
	h.Set("Content-Security-Policy", pagePolicy)
	h.Set("Cache-Control", "no-store") // pages hold what only this reader may see
	h.Set("Vary", "Accept-Language, Cookie")
	if f.status != 0 {
		w.WriteHeader(f.status)
	}
	_, _ = page.WriteTo(w) // the reader has gone: there is nobody to tell
	return nil
}
