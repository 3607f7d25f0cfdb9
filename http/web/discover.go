package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"obolus"
	"obolus/app"
)

// discoverPage is a list of things: the newest of a shelf, popular ones, or what a search found.
type discoverPage struct {
	*frame
	Heading  string
	Empty    string // what is said where there is nothing
	Question string // of a search
	Lists    []tab  // new, trending, popular
	Spans    []tab  // of the popular things
	Shelves  []tab  // categories
	Spoken   []tab  // languages; a tab's path is its code
	Shelf    app.Shelf
	Things   []app.Listed
	Ranking  app.Ranking // "" for lists that count nothing
	First    string      // the first page, where this is not it
	More     string      // the next page; "" on the last
}

// tab is one of several lists to choose from.
type tab struct {
	Name, Path string
	Current    bool
}

const (
	listedAtOnce = 30
	foundUpTo    = 500 // app looks no further
)

// catalogue shows the newest things of a shelf.
func (d *door) catalogue(w http.ResponseWriter, r *http.Request, f *frame) error {
	query := r.URL.Query()
	p := d.discoverPage(f, "/things", f.Text("discover.title"))
	p.Shelf = readShelf(query)
	var err error
	p.Things, err = d.App.Listed(r.Context(), p.Shelf, listedAtOnce+1)
	if err != nil {
		return err
	}
	p.NoIndex = p.Shelf.Before != 0
	if len(p.Things) > listedAtOnce {
		p.Things = p.Things[:listedAtOnce]
		p.More = shelfPath("/things", p.Shelf, "before", strconv.FormatInt(int64(p.Things[listedAtOnce-1].Thing.ID), 10))
	}
	if p.Shelf.Before != 0 {
		p.First = shelfPath("/things", p.Shelf)
	}
	p.Shelves = append(p.Shelves, tab{f.Text("discover.all"), shelfPath("/things", inCategory(p.Shelf, "")), p.Shelf.Category == ""})
	for _, c := range obolus.Categories {
		p.Shelves = append(p.Shelves, tab{f.Category(c), shelfPath("/things", inCategory(p.Shelf, c)), p.Shelf.Category == c})
	}
	codes, err := d.App.SpokenLanguages(r.Context())
	if err != nil {
		return err
	}
	for _, code := range codes {
		p.Spoken = append(p.Spoken, tab{f.LanguageName(code), code, code == p.Shelf.Language})
	}
	f.follow(shelfPath("/feeds/things", p.Shelf), f.Title)
	return d.show(w, "discover", p)
}

// popular shows what most people supported in a span of time.
func (d *door) popular(w http.ResponseWriter, r *http.Request, f *frame) error {
	span := app.Ranking(r.URL.Query().Get("span"))
	if span == "" || span == app.Trending {
		span = app.Week
	}
	p := d.discoverPage(f, "/popular", f.Text("discover.popular"))
	for _, s := range []app.Ranking{app.Day, app.Week, app.OfMonth, app.Ever} {
		p.Spans = append(p.Spans, tab{f.Text("discover.span_" + string(s)), "/popular?span=" + string(s), s == span})
	}
	return d.ranked(w, r, p, span, "/popular?span="+string(span)+"&")
}

// trending shows what is being clicked just now.
func (d *door) trending(w http.ResponseWriter, r *http.Request, f *frame) error {
	return d.ranked(w, r, d.discoverPage(f, "/trending", f.Text("discover.trending")), app.Trending, "/trending?")
}

func (d *door) ranked(w http.ResponseWriter, r *http.Request, p *discoverPage, list app.Ranking, path string) error {
	after, err := strconv.ParseInt(r.URL.Query().Get("after"), 10, 64)
	if err != nil || after < 0 {
		after = 0
	}
	p.Ranking = list
	p.Things, err = d.App.Ranked(r.Context(), list, after, listedAtOnce+1)
	if err != nil {
		return err
	}
	if len(p.Things) > listedAtOnce {
		p.Things = p.Things[:listedAtOnce]
		p.More = path + "after=" + strconv.FormatInt(p.Things[listedAtOnce-1].Place, 10)
	}
	if after > 0 {
		p.First = path[:len(path)-1]
	}
	p.NoIndex = after > 0
	p.follow("/feeds/"+string(list), p.Title)
	return d.show(w, "discover", p)
}

// search shows what has the words of a question.
func (d *door) search(w http.ResponseWriter, r *http.Request, f *frame) error {
	query := r.URL.Query()
	p := d.discoverPage(f, "/search", f.Text("discover.search"))
	p.NoIndex = true
	p.Question = obolus.CleanTitle(query.Get("q"))
	p.Empty = f.Text("discover.nothing_found")
	if p.Question == "" {
		p.Empty = f.Text("discover.ask")
	}
	after, err := strconv.Atoi(query.Get("after"))
	if err != nil || after < 0 {
		after = 0
	}
	p.Things, err = d.App.Search(r.Context(), p.Question, after, listedAtOnce+1)
	if err != nil {
		return err
	}
	if len(p.Things) > listedAtOnce {
		p.Things = p.Things[:listedAtOnce]
		if after+listedAtOnce < foundUpTo {
			p.More = pathOf("/search", "q", p.Question, "after", strconv.Itoa(after+listedAtOnce))
		}
	}
	if after > 0 {
		p.First = pathOf("/search", "q", p.Question)
	}
	return d.show(w, "discover", p)
}

func (d *door) discoverPage(f *frame, path, title string) *discoverPage {
	f.Title = title
	p := &discoverPage{frame: f, Heading: title, Empty: f.Text("discover.nothing")}
	p.Lists = []tab{
		{f.Text("discover.new"), "/things", path == "/things"}, {f.Text("discover.trending"), "/trending", path == "/trending"},
		{f.Text("discover.popular"), "/popular", path == "/popular"},
	}
	if f.Person != nil {
		p.Lists = append(p.Lists, tab{f.Text("person.yours"), personPath(f.Person.ID), false})
	}
	return p
}

func readShelf(query url.Values) app.Shelf {
	before, err := strconv.ParseInt(query.Get("before"), 10, 64)
	if err != nil || before < 0 {
		before = 0
	}
	return app.Shelf{Category: obolus.ParseCategory(query.Get("category")), Language: query.Get("language"),
		Tag: strings.ToLower(query.Get("tag")), Before: obolus.ThingID(before)}
}

// shelfPath is the address of a shelf's first page, or with more pairs of another.
func shelfPath(path string, s app.Shelf, pairs ...string) string {
	for _, p := range [][2]string{{"category", string(s.Category)}, {"language", s.Language}, {"tag", s.Tag}} {
		if p[1] != "" {
			pairs = append(pairs, p[0], p[1])
		}
	}
	return strings.TrimSuffix(pathOf(path, pairs...), "?")
}

// Category is a category as people call it.
func (f *frame) Category(c obolus.Category) string { return f.Text("category." + string(c)) }

// LanguageName is a language as the reader calls it, or its code where she has no name for it.
func (f *frame) LanguageName(code string) string {
	tag, err := language.Parse(code)
	if err != nil {
		return code
	}
	name := display.Languages(language.MustParse(f.Language.Code)).Name(tag)
	if name == "" {
		return code
	}
	return name
}

// ShelfPath is the shelf of a category or of a language.
func (f *frame) ShelfPath(c obolus.Category, language string) string {
	return shelfPath("/things", app.Shelf{Category: c, Language: language})
}

// Counted says how often a listed thing was clicked in the span of its list, "" where that is not told.
func (p *discoverPage) Counted(l app.Listed) string {
	if p.Ranking == "" || p.Ranking == app.Trending {
		return ""
	}
	return p.Plural("discover.clicks", l.Score)
}

// Counted says nothing on a person's page, whose list counts nothing.
func (p *personPage) Counted(app.Listed) string { return "" }

// TagPath is the shelf of a tag.
func (f *frame) TagPath(tag string) string { return pathOf("/things", "tag", tag) }

func inCategory(s app.Shelf, c obolus.Category) app.Shelf {
	s.Category = c
	return s
}
