package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strconv"
	"strings"
	"time"

	"obolus"
	"obolus/app"
)

// feed is a list of things for programs that look again and again, in whichever format they read.
type feed struct {
	Title, Language string
	Home, Self      string // the page that people read, and the feed itself
	Updated         time.Time
	Entries         []feedEntry
}

type feedEntry struct {
	ID, Link, Title, Text, Author, Category, Language string
	Published                                         time.Time
}

// feedLink is how a page names its feeds to browsers and to readers.
type feedLink struct{ Name, Type, Title, Path string }

// formats are the feeds' formats by the end of their address.
var formats = map[string]struct {
	mediaType string
	write     func(feed) ([]byte, error)
}{
	".atom": {"application/atom+xml", feed.atom},
	".rss":  {"application/rss+xml", feed.rss},
	".json": {"application/feed+json", feed.json},
}

const (
	feedEntries = 50
	feedMaxAge  = "public, max-age=300"
)

// follow makes a page name its feeds; path is theirs without the format.
func (f *frame) follow(path, title string) {
	path, query, _ := strings.Cut(path, "?")
	if query != "" {
		query = "?" + query
	}
	for _, format := range [][2]string{{"Atom", ".atom"}, {"RSS", ".rss"}, {"JSON Feed", ".json"}} {
		f.Feeds = append(f.Feeds, feedLink{format[0], formats[format[1]].mediaType, title + " (" + format[0] + ")", path + format[1] + query})
	}
}

// feed serves a list of things: things (a shelf), a ranking, or people-7 for what a person makes. It says
// the same to everybody who reads the same language, so it can be cached.
func (d *door) feed(w http.ResponseWriter, r *http.Request, f *frame) error {
	name := r.PathValue("name")
	dot := max(strings.LastIndexByte(name, '.'), 0)
	format, known := formats[name[dot:]]
	if !known {
		return d.nothing(w, r, f)
	}
	content, home, things, err := d.feedOf(r, f, name[:dot])
	if err != nil {
		return err
	}
	base := d.BaseURL
	content.Title += " · " + f.Instance()
	content.Language, content.Home, content.Self = f.Language.Code, base+home, base+r.URL.RequestURI()
	for _, l := range things {
		to := f.RecipientName(l.Recipient)
		content.Updated = later(content.Updated, l.Thing.CreatedAt)
		content.Entries = append(content.Entries, feedEntry{ID: base + thingPath(l.Thing.ID), Link: base + thingPath(l.Thing.ID), Title: heading(l.Thing), Text: l.Text,
			Author: to, Category: f.Category(l.Category), Language: l.Language, Published: l.Thing.CreatedAt})
	}
	if content.Updated.IsZero() { // a feed must say when; nothing has happened since the beginning
		content.Updated = time.Unix(0, 0).UTC()
	}
	body, err := format.write(content)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(body)
	h := w.Header()
	h.Set("Content-Type", format.mediaType+"; charset=utf-8")
	h.Set("Cache-Control", feedMaxAge)
	h.Set("Vary", "Accept-Language, Cookie")
	h.Set("ETag", `"`+hex.EncodeToString(sum[:12])+`"`)
	modified := time.Time{}
	if strings.HasPrefix(name, "things.") && len(things) > 0 { // a ranking changes without anything being new
		modified = content.Updated
	}
	http.ServeContent(w, r, "", modified, bytes.NewReader(body))
	return nil
}

func (d *door) feedOf(r *http.Request, f *frame, name string) (feed, string, []app.Listed, error) {
	if number, ok := strings.CutPrefix(name, "people-"); ok {
		id, err := strconv.ParseInt(number, 10, 64)
		if err != nil {
			return feed{}, "", nil, d.nothing(nil, r, f)
		}
		p, err := d.App.Profile(r.Context(), 0, obolus.PersonID(id))
		if err != nil {
			return feed{}, "", nil, err
		}
		things, err := d.App.Listed(r.Context(), app.Shelf{Person: p.Person.ID}, feedEntries)
		return feed{Title: p.Person.Name}, personPath(p.Person.ID), things, err
	}
	if name == "things" {
		shelf := readShelf(r.URL.Query())
		things, err := d.App.Listed(r.Context(), shelf, feedEntries)
		return feed{Title: f.Text("discover.title")}, shelfPath("/things", shelf), things, err
	}
	things, err := d.App.Ranked(r.Context(), app.Ranking(name), 0, feedEntries)
	if name == string(app.Trending) {
		return feed{Title: f.Text("discover.trending")}, "/trending", things, err
	}
	return feed{Title: f.Text("discover.popular") + ": " + f.Text("discover.span_"+name)}, "/popular?span=" + name, things, err
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
