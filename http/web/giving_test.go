package web_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"obolus"
	"obolus/money"
)

// many is somebody with more clicks than a page has room for.
func (c *town) many(clicks int) obolus.Person {
	c.t.Helper()
	rich := c.person("Rich")
	c.fund(rich, 100*money.Unit, 200*money.Unit)
	for i := range clicks {
		c.give(rich, fmt.Sprintf("https://site%d.example/%d", i%60, i), fmt.Sprintf("Post number %d", i))
	}
	return rich
}

// Protects large months: pages of a hundred clicks that together hold each once, and a cake that can be
// looked at, whose slices are the whole.
func TestDashboard_InPages(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	b := c.as(c.many(230), "Accept-Language", "en")
	seen := map[string]bool{}
	path := "/dashboard"
	for page, want := range []int{100, 100, 30} {
		doc := b.page(path)
		rows := doc.Find("table.clicks tbody tr")
		if rows.Length() != want {
			t.Errorf("page %d has %d clicks", page, rows.Length())
		}
		rows.Each(func(_ int, s *goquery.Selection) { seen[s.Find("button").AttrOr("formaction", "")] = true })
		if n := doc.Find("svg.cake .slices path").Length(); n != 24 {
			t.Errorf("page %d has %d slices", page, n)
		}
		if text := doc.Find("svg.cake .slices path.rest").Text(); text != "All others: 138 clicks" {
			t.Errorf("the rest is called %q", text)
		}
		path = strings.TrimSuffix(doc.Find("nav.pager a[rel=next]").AttrOr("href", ""), "#clicks")
	}
	if len(seen) != 230 || path != "" {
		t.Errorf("the pages have %d clicks, and end in %q", len(seen), path)
	}
	for _, made := range []string{"x", "1", "-1.5", "9999999999999999.1", "1.9999999999999999999"} {
		if n := b.page("/dashboard?after=" + made).Find("table.clicks tbody tr").Length(); n != 100 {
			t.Errorf("a made-up place shows %d clicks", n)
		}
	}
}

// Protects the statement from growing with its month, on both of its sides.
func TestStatement_InPages(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	for i := range 120 {
		c.give(c.ada, fmt.Sprintf("https://bo.example/%d", i), "")
	}
	for of, p := range map[string]obolus.Person{"given": c.ada, "received-clicks": c.bo} {
		b := c.as(p)
		doc := b.page("/statements/2026-10")
		next := doc.Find("nav[aria-labelledby="+of+"] a[rel=next]").AttrOr("href", "")
		doc = b.page(strings.TrimSuffix(next, "#"+of))
		want := map[string]int{"given": 22, "received-clicks": 21}[of]
		if n := doc.Find("#" + of + " ~ div[aria-labelledby=" + of + "] tbody tr").Length(); n != want {
			t.Errorf("the second page of what is %s has %d clicks, want %d", of, n, want)
		}
	}
	if text := c.as(c.bo, "Accept-Language", "en").page("/statements/2026-10").Find("main").Text(); !strings.Contains(text, "21 more things") {
		t.Error("things are left out without a word")
	}
}

// Protects the promise of the budget chooser: each choice says what a click would be worth, by the rules
// of the month and no more than the funds give.
func TestDashboard_BudgetsSayWhatTheyDo(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	hints := func(p obolus.Person) []string {
		return c.as(p, "Accept-Language", "en").page("/dashboard").Find(".chooser small").Map(func(_ int, s *goquery.Selection) string { return s.Text() })
	}
	want := []string{"€1.00 a click", "€2.50 a click", "€5.00 a click", "€10.00 a click"}
	if got := hints(c.ada); strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("the hints are %q", got)
	}
	if got := hints(c.cem); len(got) != 0 {
		t.Errorf("without funds they are %q", got)
	}
	c.fund(c.cem, 2*money.Unit, 4*money.Unit) // 3.80 after the fee
	if got := hints(c.cem); len(got) != 4 || got[0] != "€2.00 a click" || got[1] != "€3.80 a click: your funds set the limit" {
		t.Errorf("with few funds they are %q", got)
	}
}

// Protects the name of who gives: hidden until she shows it, by the switch for all or by the box for one.
func TestAnonymous(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	ada, bo := c.as(c.ada), c.as(c.bo, "Accept-Language", "en")
	names := func() string { return bo.page("/statements/2026-10").Find("#received-clicks ~ div").Text() }
	if text := names(); strings.Contains(text, "Ada") || !strings.Contains(text, "anonymous") {
		t.Errorf("Bo sees %s", text)
	}
	if ada.page("/things/lookup?url=https://bo.example/x").Find("input[type=checkbox][name=anonymous][checked]").Length() != 1 {
		t.Error("the box is not there, or empty")
	}
	ada.leads(ada.post("/clicks", "url", "https://bo.example/named", "asked", "anonymous"), "/things/")
	if text := names(); strings.Count(text, "Ada Öberg") != 1 {
		t.Errorf("after a click with her name Bo sees %s", text)
	}
	ada.leads(ada.post("/anonymous", "anonymous", "no"), "/dashboard?done=named")
	ada.leads(ada.post("/clicks", "url", "https://bo.example/2"), "/things/")
	ada.leads(ada.post("/clicks", "url", "https://bo.example/3", "asked", "anonymous", "anonymous", "yes"), "/things/")
	if text := names(); strings.Count(text, "Ada Öberg") != 2 {
		t.Errorf("after two more Bo sees %s", text)
	}
	ada.leads(ada.post("/anonymous", "anonymous", "yes"), "/dashboard?done=anonymous")
	const door = "/give?url=https://bo.example/door"
	if ada.page(door).Find("form#give input[type=checkbox][name=anonymous][checked]").Length() != 1 {
		t.Error("a link to /give shows no box, or an empty one")
	}
	ada.leads(ada.post("/give", "url", "https://bo.example/door", "asked", "anonymous"), "/give?")
	if text := names(); strings.Count(text, "Ada Öberg") != 3 {
		t.Errorf("after a click by the window Bo sees %s", text)
	}
	out := c.browser()
	out.leads(out.post("/anonymous", "anonymous", "no"), "/sign-in")
	if doc := out.page(door); doc.Find("input[type=checkbox][name=anonymous]:not([checked])").Length() != 1 || doc.Find("input[name=asked]").Length() != 0 {
		t.Error("who has to sign in first cannot say that she gives anonymously, or an empty box would overrule what she has chosen")
	}
	if out.page(door+"&anonymous=yes").Find("input[name=anonymous][checked]").Length() != 1 || ada.page(door+"2&asked=anonymous").Find("input[name=anonymous][checked]").Length() != 1 {
		t.Error("a link cannot tick the box, or can empty it")
	}
}

// Protects the trail of a click: reachable, whole, and for nobody but her who gave.
func TestTrail_Page(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	ada := c.as(c.ada, "Accept-Language", "en")
	path := fmt.Sprint("/clicks/", c.first.Click.ID)
	if ada.page("/statements/2026-09").Find("a[href='"+path+"']").Length() != 1 || ada.page("/dashboard").Find(fmt.Sprintf("a[href='/clicks/%d']", c.song.Click.ID)).Length() != 1 {
		t.Error("no page leads to the trail")
	}
	doc := ada.page(path)
	text := doc.Find("main").Text()
	for _, part := range []string{"€3.33", "€10.00", "From your funds into the pot of September 2026", "From the pot to bo.example", "On to the earnings", "by the close", "collected on"} {
		if !strings.Contains(text, part) {
			t.Errorf("the trail lacks %q: %s", part, text)
		}
	}
	if n := doc.Find("#steps ~ div tbody tr").Length(); n != 3 {
		t.Errorf("the money took %d steps", n)
	}
	bo, out := c.as(c.bo), c.browser()
	bo.expect(bo.get(path), http.StatusNotFound)
	out.leads(out.get(path), "/sign-in?next=")
}

// Protects the forecast on a creator's page.
func TestEarnings_Forecast(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	text := c.as(c.bo, "Accept-Language", "en").page("/earnings").Find("section.card").First().Text()
	for _, part := range []string{"October 2026", "€5.00"} {
		if !strings.Contains(text, part) {
			t.Errorf("the forecast lacks %q: %s", part, text)
		}
	}
}

// Protects the field for anything: names with their platform, feeds, and a word where it is not clear.
func TestLookUp_Anything(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	b := c.as(c.ada, "Accept-Language", "en")
	for query, want := range map[string]string{
		"url=@alice&platform=github": "https://github.com/alice", "url=alice&platform=twitter": "https://twitter.com/alice",
		"url=@alice@example.social": "https://example.social/@alice", "url=alice@example.social&platform=mastodon": "https://example.social/@alice",
		"url=https://blog.example/feed.xml": "https://blog.example/", "url=https://blog.example/x&platform=feed": "https://blog.example/",
	} {
		if got := b.page("/things/lookup?"+query).Find("form[action='/clicks'] input[name=url]").AttrOr("value", ""); got != want {
			t.Errorf("%s leads to %q, want %q", query, got, want)
		}
	}
	for _, query := range []string{"url=@alice", "url=alice&platform=mastodon", "url=a+b&platform=github", "url=alice&platform=x"} {
		doc := b.expect(b.get("/things/lookup?"+query), http.StatusUnprocessableEntity)
		if doc.Find("[role=alert]").Length() != 1 || doc.Find("form.lookup select[name=platform] option").Length() < 10 {
			t.Errorf("%s is refused without a word or a way on", query)
		}
	}
}
