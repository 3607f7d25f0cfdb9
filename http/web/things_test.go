package web_test

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"obolus"
	"obolus/app"
	"obolus/i18n"
	"obolus/money"
)

// shelve does what the background does: Bo's song is described, all things are found and counted.
func (c *town) shelve() {
	c.t.Helper()
	_, err := c.EditThing(c.t.Context(), c.bo.ID, c.song.Thing.ID, app.Edit{Title: "Ein Lied über Käse", Text: "Drei Strophen, und keine über Wein.",
		Category: obolus.Audio, Language: "de", Tags: []string{"jazz", "käse"}})
	must(c.t, err)
	for more := true; more; {
		more, err = c.IndexNext(c.t.Context())
		must(c.t, err)
	}
	c.set(c.now().Add(time.Hour))
	must(c.t, c.Rank(c.t.Context()))
}

// Protects the way from one page to the others: what somebody supported is found by shelf, tag, search
// and popularity, and what nobody has claimed is kept out of search engines.
func TestDiscover(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	b := c.browser("Accept-Language", "en")
	song := fmt.Sprint("/things/", c.song.Thing.ID)
	for _, path := range []string{"/things", "/things?category=audio", "/things?language=de", "/things?tag=JAZZ", "/search?q=k%C3%A4se+lied", "/search?q=strophen",
		"/popular", "/popular?span=day", "/popular?span=week", "/popular?span=month", "/popular?span=ever", "/trending", fmt.Sprint("/people/", c.bo.ID)} {
		if b.page(path).Find("ul.things a[href='"+song+"']").Length() != 1 {
			t.Errorf("%s has no way to the song", path)
		}
	}
	for _, path := range []string{"/things?category=video", "/things?language=sv", "/things?tag=blues", "/search?q=zebra", "/search?q=%00%ff'", "/search", "/things?tag=%00%ff"} {
		doc := b.page(path)
		if doc.Find("ul.things").Length() != 0 || doc.Find(".invite").Length() != 1 {
			t.Errorf("%s shows something", path)
		}
	}
	doc := b.page(song)
	for _, way := range []string{"/things?category=audio", "/things?language=de", "/things?tag=jazz", "/things", fmt.Sprint("/people/", c.bo.ID)} {
		if doc.Find("a[href='"+way+"']").Length() == 0 {
			t.Errorf("the thing has no way to %s", way)
		}
	}
	if n := doc.Find("svg.bars rect").Length(); n != 2 || !strings.Contains(doc.Find("svg.bars desc").Text(), "September 2026: 1 click, October 2026: 1 click") {
		t.Errorf("the chart has %d bars: %q", n, doc.Find("svg.bars desc").Text())
	}
	if doc.Find("meta[name=robots]").Length() != 0 || b.page(fmt.Sprint("/things/", c.waits.Thing.ID)).Find("meta[name=robots][content=noindex]").Length() != 1 {
		t.Error("search engines are told the wrong things")
	}
}

// Protects long lists: each page leads to the next, nothing is left out and nothing comes twice.
func TestDiscover_Pages(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	for i := range 70 {
		c.give(c.ada, fmt.Sprintf("https://many.example/%d", i), fmt.Sprintf("Many number %d", i))
	}
	c.shelve()
	for path, want := range map[string]int{"/things": 74, "/popular?span=month": 72, "/trending": 72, "/search?q=many": 70} {
		seen := map[string]bool{}
		b, pages := c.browser(), 0
		for next := path; next != "" && pages < 10; pages++ {
			doc := b.page(next)
			for _, a := range doc.Find("ul.things h2 a").EachIter() {
				seen[a.AttrOr("href", "")] = true
			}
			if pages > 0 && doc.Find(".pager a[href='"+path+"']").Length() != 1 {
				t.Errorf("%s has no way back to %s", next, path)
			}
			next = doc.Find(".pager a[rel=next]").AttrOr("href", "")
		}
		if len(seen) != want || pages != 3 {
			t.Errorf("%s has %d things on %d pages, want %d on 3", path, len(seen), pages, want)
		}
	}
}

// Protects creators' words: the form shows what is stored and stores what is said, for her alone.
func TestEdit(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	path := fmt.Sprint("/things/", c.song.Thing.ID, "/edit")
	stranger := c.browser()
	stranger.leads(stranger.get(path), "/sign-in?next=")
	stranger.leads(stranger.post(path, "title", "x"), "/sign-in")
	ada, bo := c.as(c.ada), c.as(c.bo)
	ada.expect(ada.get(path), 403)
	ada.expect(ada.post(path, "title", "Stolen"), 403)
	for _, l := range i18n.Languages {
		b := c.as(c.bo, "Accept-Language", l.Code)
		w := b.get(path)
		html := w.Body.String()
		checkPage(t, b.expect(w, 200), html, l.Code+" "+path)
	}
	doc := bo.page(path)
	if doc.Find("textarea").Text() != "Drei Strophen, und keine über Wein." || doc.Find("select[name=category] [selected]").AttrOr("value", "") != "audio" ||
		doc.Find("select[name=language] [selected]").AttrOr("value", "") != "de" || doc.Find("[name=tags]").AttrOr("value", "") != "jazz, käse" {
		t.Error("the form does not show what is stored")
	}
	to := bo.leads(bo.post(path, "title", `<b>"A & B"</b>`, "text", "<script>alert(1)</script>\u202e", "category", "text", "language", "xx-nonsense-x",
		"tags", "#One, TWO؛ three، four"), fmt.Sprint("/things/", c.song.Thing.ID, "?done=edited"))
	doc = bo.page(to)
	if doc.Find("h1").Text() != `<b>"A & B"</b>` || doc.Find("main .said").Text() != "<script>alert(1)</script>" || doc.Find("main script").Length() != 0 {
		t.Errorf("the page shows %q and %q", doc.Find("h1").Text(), doc.Find("main .said").Text())
	}
	bo.leads(bo.post(path, "title", "Hidden", "hidden", "yes"), "/things/")
	if c.browser().page("/things").Find("ul.things a[href='/things/"+fmt.Sprint(c.song.Thing.ID)+"']").Length() != 0 {
		t.Error("a hidden thing is listed")
	}
}

// Protects people: who only gives has no page until she wants one, and then can be supported on it.
func TestPerson(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	path := fmt.Sprint("/people/", c.cem.ID)
	cem, ada := c.as(c.cem), c.as(c.ada)
	ada.expect(ada.get(path), 404)
	ada.expect(ada.get("/feeds/people-"+fmt.Sprint(c.cem.ID)+".atom"), 404)
	for _, l := range i18n.Languages {
		b := c.as(c.cem, "Accept-Language", l.Code)
		w := b.get(path)
		html := w.Body.String()
		checkPage(t, b.expect(w, 200), html, l.Code+" "+path)
	}
	if cem.page("/things").Find("a[href='"+path+"']").Length() != 1 || cem.page(path).Find("form[action='/profile'] .notice").Length() != 1 {
		t.Error("she does not find her page, or is not told that only she can")
	}
	b := c.browser()
	b.leads(b.post("/profile", "text", "x"), "/sign-in")
	cem.leads(cem.post("/profile", "text", "I whittle <spoons>.", "shown", "yes"), path)
	doc := ada.page(path)
	if doc.Find("main .said").First().Text() != "I whittle <spoons>." || doc.Find("form[action='/profile']").Length() != 0 {
		t.Errorf("the page says %q", doc.Find("main .said").Text())
	}
	address := doc.Find("form[action='/clicks'] [name=url]").AttrOr("value", "")
	thing := ada.leads(ada.post("/clicks", "url", address), "/things/")
	if name := ada.page(thing).Find("h1").Text(); name != "Cem" {
		t.Errorf("the thing is called %q", name)
	}
	if doc = ada.page(path); doc.Find(".clicked").Length() != 1 {
		t.Error("the click does not show on her page")
	}
	cem.leads(cem.post("/profile", "text", ""), path)
	ada.expect(ada.get(path), 404)
}

// Protects programs that read along: every feed is well-formed whatever strangers write, is the same
// list as its page, and is not sent again where nothing has changed.
func TestFeeds(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	for i, title := range []string{`]]><script>"&amp;'`, "حكاية المدينة", "黒猫\u202e", "\ufffe\uffff\u0001 odd", "</title></entry>"} {
		c.give(c.ada, fmt.Sprintf("https://odd.example/%d", i), title)
	}
	c.fund(c.cem, 2*money.Unit, 5*money.Unit)
	c.give(c.cem, "https://odd.example/0", "")
	c.shelve()
	for _, list := range []string{"things", "day", "week", "month", "ever", "trending", fmt.Sprint("people-", c.bo.ID)} {
		page := map[string]string{"things": "/things", "trending": "/trending", fmt.Sprint("people-", c.bo.ID): fmt.Sprint("/people/", c.bo.ID)}[list]
		if page == "" {
			page = "/popular?span=" + list
		}
		var wanted []string
		doc := c.browser().page(page)
		for _, a := range doc.Find("ul.things h2 a").EachIter() {
			wanted = append(wanted, "http://localhost:8080"+a.AttrOr("href", ""))
		}
		if len(wanted) == 0 || doc.Find("link[rel=alternate]").Length() != 3 {
			t.Errorf("%s lists %d things and names %d feeds", page, len(wanted), doc.Find("link[rel=alternate]").Length())
		}
		for _, format := range []string{"atom", "rss", "json"} {
			path := "/feeds/" + list + "." + format
			if doc.Find("link[rel=alternate][href='"+path+"']").Length() != 1 {
				t.Errorf("%s does not name %s", page, path)
			}
			b := c.browser()
			w := b.get(path)
			if got := links(t, format, w.Body.String()); w.Code != 200 || !slices.Equal(got, wanted) {
				t.Errorf("%s is %d with %q, want %q", path, w.Code, got, wanted)
			}
			again := c.browser("If-None-Match", w.Header().Get("ETag")).get(path)
			if again.Code != 304 || again.Body.Len() != 0 {
				t.Errorf("%s was sent again: %d", path, again.Code)
			}
			if len(w.Result().Cookies()) != 0 || !strings.Contains(w.Header().Get("Cache-Control"), "public") {
				t.Errorf("%s cannot be cached: %v", path, w.Header())
			}
		}
	}
	if got := links(t, "atom", c.browser().get("/feeds/things.atom?category=audio&tag=jazz").Body.String()); len(got) != 1 {
		t.Errorf("the feed of a shelf has %q", got)
	}
}

// links are the addresses of a feed's entries; the test fails where it is not well-formed.
func links(t *testing.T, format, body string) []string {
	t.Helper()
	var list []string
	if format == "json" {
		var feed struct {
			Version string
			Items   []struct{ ID, URL, Title string }
		}
		must(t, json.Unmarshal([]byte(body), &feed))
		for _, item := range feed.Items {
			if item.ID == "" || item.Title == "" || feed.Version == "" {
				t.Errorf("an item lacks what it must have: %+v", item)
			}
			list = append(list, item.URL)
		}
		return list
	}
	for d := xml.NewDecoder(strings.NewReader(body)); ; {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("the feed is not well-formed: %v in %s", err, body)
		}
	}
	var feed struct {
		Entries []struct {
			ID      string `xml:"id"`
			Title   string `xml:"title"`
			Updated string `xml:"updated"`
			Link    struct {
				Href string `xml:"href,attr"`
			} `xml:"link"`
		} `xml:"entry"`
		Items []struct {
			Title string `xml:"title"`
			Link  string `xml:"link"`
		} `xml:"channel>item"`
	}
	must(t, xml.Unmarshal([]byte(body), &feed))
	for _, entry := range feed.Entries {
		_, err := time.Parse(time.RFC3339, entry.Updated)
		if err != nil || entry.ID == "" || entry.Title == "" {
			t.Errorf("an entry lacks what it must have: %+v", entry)
		}
		list = append(list, entry.Link.Href)
	}
	for _, item := range feed.Items {
		list = append(list, item.Link)
	}
	return list
}
