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
	Look    look
	Caption string // where it looks so
	Picture string // the address of what the snippet shows, where that is a picture
}

// look is what a snippet becomes in front of its readers: each is a part of the page's template.
type look string

const (
	lookLive       look = "live"       // the button itself
	lookLink       look = "link"       // a link in a text
	lookPicture    look = "picture"    // a picture that is a link
	lookPrint      look = "print"      // a picture on paper
	lookBrowser    look = "browser"    // what a browser's extension shows beside the address
	lookPodcast    look = "podcast"    // a show in a podcast app
	lookFeed       look = "feed"       // an entry in a feed reader
	lookRepository look = "repository" // the box beside a repository
	lookDirectory  look = "directory"  // an entry in a directory of projects
	lookPost       look = "post"       // the end of a post, with the button itself
	lookPlainPost  look = "plainpost"  // the end of a post, with a link
)

// BareGive is that address as programs show it.
func (p *getPage) BareGive() string { return bareURL(p.door.BaseURL) + p.GivePath() }

// Support is the word on the button.
func (p *getPage) Support() string { return p.Text("thing.click") }

// Script is the button's own script, which this page loads as any other would; "" where there is none.
func (p *getPage) Script() string { return p.door.Script }

// Integrity is the script's hash.
func (p *getPage) Integrity() string { return p.door.ScriptIntegrity }

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
		{ID: "script", Name: f.Text("get.script"), Hint: f.Text("get.script_hint"), Code: e.element(), Look: lookLive, Caption: f.Text("look.live")},
		{ID: "link", Name: f.Text("get.link"), Hint: f.Text("get.link_hint"), Code: e.link(), Look: lookLink, Caption: f.Text("look.link")},
		{ID: "badge", Name: f.Text("get.badge"), Hint: f.Text("get.badge_hint"), Code: e.badge(), Look: lookPicture, Caption: f.Text("look.badge"),
			Picture: local("/badge.svg?lang=" + e.language + "&")},
		{ID: "mail", Name: f.Text("get.mail"), Hint: f.Text("get.mail_hint"), Code: e.mail(), Look: lookPicture, Caption: f.Text("look.mail"), Picture: "/badge.png"},
		{ID: "print", Name: f.Text("get.print"), Hint: f.Text("get.print_hint"), Code: d.BaseURL + local("/qr.svg?") + "\n" + d.BaseURL + local("/qr.png?"),
			Look: lookPrint, Caption: f.Text("look.print"), Picture: local("/qr.svg?")},
		{ID: "head", Name: f.Text("get.head"), Hint: f.Text("get.head_hint"), Code: e.head(), Look: lookBrowser, Caption: f.Text("look.browser")},
	}
	captions := map[look]string{lookPodcast: f.Text("look.podcast"), lookFeed: f.Text("look.feed"), lookRepository: f.Text("look.repository"),
		lookDirectory: f.Text("look.directory"), lookPost: f.Text("look.post"), lookPlainPost: f.Text("look.post")}
	for _, program := range e.programs() {
		program.Hint, program.Caption = f.Text("get.into", "Place", program.Hint), captions[program.Look]
		list = append(list, program)
	}
	return list
}
