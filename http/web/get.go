package web

import (
	"net/http"
	"net/url"
	"strings"

	"obolus"
)

// getPage gives a creator what she puts on her pages. It works for any address, without an account.
type getPage struct {
	*frame
	URL      string // what is supported
	Heading  string
	Snippets []snippet
}

// GivePath is where the button leads.
func (p *getPage) GivePath() string { return pathOf("/give", "url", p.URL) }

// snippet is something to copy, with how it will look.
type snippet struct {
	ID      string
	Name    string
	Hint    string
	Code    string
	Preview string // the address of a picture, "" for none
	Link    string // the preview is a link with this text
}

// get shows everything that can be copied, for the address that was given or for an example.
func (d *door) get(w http.ResponseWriter, r *http.Request, f *frame) error {
	address, title := strings.TrimSpace(r.URL.Query().Get("url")), obolus.CleanTitle(r.URL.Query().Get("title"))
	p := &getPage{frame: f, URL: "https://example.org/"}
	f.Title = f.Text("get.title")
	if address != "" {
		found, err := d.App.LookUp(r.Context(), address)
		if err != nil && obolus.KindOf(err) != obolus.Invalid && obolus.KindOf(err) != obolus.NotFound {
			return err
		}
		if err != nil {
			f.Problem = f.sentence(obolus.AsError(err))
		} else {
			p.URL = found.Thing.URL
		}
	}
	p.Heading = title
	if title == "" {
		p.Heading = bareURL(p.URL)
	}
	p.Snippets = d.snippets(f, p.URL, p.Heading)
	return d.show(w, "get", p)
}

// snippets are made of addresses of ours alone and of what the page escapes, whatever was asked for.
func (d *door) snippets(f *frame, address, title string) []snippet {
	escaped := url.QueryEscape(address)
	e := copyist{base: d.BaseURL, give: d.BaseURL + "/give?url=" + escaped, escaped: escaped, address: address, title: title,
		support: f.Text("thing.click"), language: f.Language.Code, script: d.Script, integrity: d.ScriptIntegrity}
	local := func(path string) string { return path + "url=" + escaped }
	list := []snippet{
		{ID: "script", Name: f.Text("get.script"), Hint: f.Text("get.script_hint"), Code: e.element(), Link: e.support},
		{ID: "link", Name: f.Text("get.link"), Hint: f.Text("get.link_hint"), Code: e.link(), Link: e.support},
		{ID: "badge", Name: f.Text("get.badge"), Hint: f.Text("get.badge_hint"), Code: e.badge(), Preview: local("/badge.svg?lang=" + e.language + "&")},
		{ID: "mail", Name: f.Text("get.mail"), Hint: f.Text("get.mail_hint"), Code: e.mail(), Preview: "/badge.png"},
		{ID: "print", Name: f.Text("get.print"), Hint: f.Text("get.print_hint"), Code: d.BaseURL + local("/qr.svg?") + "\n" + d.BaseURL + local("/qr.png?"), Preview: local("/qr.svg?")},
		{ID: "head", Name: f.Text("get.head"), Hint: f.Text("get.head_hint"), Code: e.head()},
	}
	for _, program := range e.programs() {
		list = append(list, snippet{ID: program[0], Name: program[1], Hint: f.Text("get.into", "Place", program[2]), Code: program[3]})
	}
	return list
}
