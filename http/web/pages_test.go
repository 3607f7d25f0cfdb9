package web_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"obolus/i18n"
)

// everyPage are the pages as Ada or Bo sees them, with the status they have.
func everyPage(c *town) map[string]int {
	return map[string]int{
		"/": 200, "/dashboard": 200, "/earnings": 200, "/statements": 200, "/statements/2026-09": 200, "/statements/2026-10": 200,
		fmt.Sprint("/things/", c.song.Thing.ID): 200, fmt.Sprint("/things/", c.waits.Thing.ID): 200,
		"/things/lookup?url=https://new.example/x": 200, "/things/lookup?url=ftp://x": 422, "/top-up": 200, "/top-up?url=https://new.example/x": 200,
		"/things": 200, "/things?category=audio&language=de&tag=jazz": 200, "/things?category=video": 200, "/things?before=1": 200, "/trending": 200,
		"/popular": 200, "/popular?span=ever": 200, "/popular?span=year": 404, "/search": 200, "/search?q=k%C3%A4se": 200, "/search?q=zebra": 200,
		fmt.Sprint("/people/", c.bo.ID): 200, fmt.Sprint("/people/", c.bo.ID, "-bo"): 200, "/people/999999-x": 404, "/people/x": 404, "/feeds/things.pdf": 404,
		"/give?url=https://new.example/x&title=A+post": 200, "/give?url=https://bo.example/song&window=1": 200, "/give?url=ftp://x": 422, "/get": 200, "/get?url=https://new.example/x&title=A+post": 200, "/get?url=ftp://x": 200,
		"/sign-in": 200, "/sign-up": 200, "/sent": 200, "/sign-in/code": 200, "/waiting-list": 200, "/account": 200, "/account/bank": 200, "/account/confirm": 200,
		"/confirm/gone": 404, "/dev/mail": 404, "/sign-up?invitation=unknown": 200, "/sign-in?link=gone": 401, "/nowhere": 404, "/things/1": 404, "/statements/2026-13": 404,
		fmt.Sprint("/clicks/", c.song.Click.ID): 200, "/clicks/1": 404, "/reports/new": 200, "/reports/new?url=https://new.example/x": 404, "/account/data": 200, "/statements/2026-09?given=1.1&received=x": 200,
	}
}

// Protects readers of every language: each page is whole, speaks the language and nothing but it.
func TestPages_InEveryLanguage(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	keys := catalogKeys(t)
	titles := map[string]map[string]bool{}
	for _, l := range i18n.Languages {
		for _, b := range []*browser{c.browser("Accept-Language", l.Code), c.as(c.ada, "Accept-Language", l.Code), c.as(c.bo, "Accept-Language", l.Code)} {
			for path, status := range everyPage(c) {
				w := b.get(path)
				if w.Code == 303 && strings.HasPrefix(w.Header().Get("Location"), "/sign-in") {
					continue
				}
				if w.Code == 404 && strings.HasPrefix(path, "/clicks/") {
					continue // Ada's, and nobody else's
				}
				html := w.Body.String()
				doc := b.expect(w, status)
				checkPage(t, doc, html, l.Code+" "+path)
				for _, key := range keys {
					if strings.Contains(html, ">"+key) || strings.Contains(html, key+"<") {
						t.Errorf("%s %s shows the key %s", l.Code, path, key)
					}
				}
				if lang := doc.Find("html").AttrOr("lang", ""); lang != l.Code {
					t.Errorf("%s says it is in %q", path, lang)
				}
				if titles[path] == nil {
					titles[path] = map[string]bool{}
				}
				titles[path][doc.Find("footer p").Text()] = true
			}
		}
	}
	for path, seen := range titles {
		if len(seen) != len(i18n.Languages) {
			t.Errorf("%s is in %d languages, not %d", path, len(seen), len(i18n.Languages))
		}
	}
}

// code is what pages show to be copied, in the languages of other programs.
var code = regexp.MustCompile(`(?s)<pre>.*?</pre>`)

var missing = regexp.MustCompile(`<no value>|%!|ZgotmplZ|\{\{`)

// checkPage holds a page to what every page promises.
func checkPage(t *testing.T, doc *goquery.Document, html, name string) {
	t.Helper()
	if found := missing.FindString(code.ReplaceAllString(html, "")); found != "" {
		t.Errorf("%s contains %s", name, found)
	}
	if n := doc.Find("h1").Length(); n != 1 {
		t.Errorf("%s has %d main headings", name, n)
	}
	if doc.Find("script:not([src^='/static/'], [src^='/give/v1-']), style, iframe, [style], [onclick], [onload]").Length() != 0 {
		t.Errorf("%s has something that the policy forbids", name)
	}
	if strings.TrimSpace(doc.Find("title").First().Text()) == "" || doc.Find("main#main").Length() != 1 {
		t.Errorf("%s lacks a title or its main part", name)
	}
	ids := map[string]bool{}
	doc.Find("[id]").Each(func(_ int, s *goquery.Selection) {
		id, _ := s.Attr("id")
		if ids[id] {
			t.Errorf("%s has the id %s twice", name, id)
		}
		ids[id] = true
	})
	doc.Find("[aria-labelledby], [aria-describedby], label[for]").Each(func(_ int, s *goquery.Selection) {
		for _, id := range strings.Fields(s.AttrOr("aria-labelledby", "") + " " + s.AttrOr("aria-describedby", "") + " " + s.AttrOr("for", "")) {
			if !ids[id] {
				t.Errorf("%s is labelled by #%s, which is not there", name, id)
			}
		}
	})
	doc.Find("input:not([type=hidden])").Each(func(_ int, s *goquery.Selection) {
		id := s.AttrOr("id", "none")
		if s.Closest("label").Length() == 0 && s.AttrOr("aria-label", "") == "" && doc.Find("label[for="+id+"]").Length() == 0 {
			t.Errorf("%s has a field without a label: %s", name, s.AttrOr("name", ""))
		}
	})
	doc.Find("button, a").Each(func(_ int, s *goquery.Selection) {
		if strings.TrimSpace(s.Text()+s.AttrOr("aria-label", "")+s.Find("img").AttrOr("alt", "")) == "" {
			t.Errorf("%s has a button or link without a name", name)
		}
	})
	doc.Find("[formaction]").Each(func(_ int, s *goquery.Selection) {
		if action := s.AttrOr("formaction", ""); !strings.HasPrefix(action, "/") {
			t.Errorf("%s has a button to %q", name, action)
		}
	})
	doc.Find("form").Each(func(_ int, s *goquery.Selection) {
		if action := s.AttrOr("action", ""); !strings.HasPrefix(action, "/") {
			t.Errorf("%s has a form to %q", name, action)
		}
	})
}

func catalogKeys(t *testing.T) []string {
	t.Helper()
	areas, err := filepath.Glob("../../i18n/catalog/*.en.json")
	must(t, err)
	catalog := map[string]any{}
	for _, area := range areas {
		data, err := os.ReadFile(area)
		must(t, err)
		must(t, json.Unmarshal(data, &catalog))
	}
	keys := make([]string, 0, len(catalog))
	for key := range catalog {
		keys = append(keys, key)
	}
	return keys
}

// Protects what the pages say: the numbers are those of the verbs.
func TestPages_ShowTheNumbers(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	ada, bo := c.as(c.ada, "Accept-Language", "de"), c.as(c.bo, "Accept-Language", "en")
	t.Run("the cake has a slice per click and the same clicks as a table", func(t *testing.T) {
		doc := ada.page("/dashboard")
		if n := doc.Find("svg.cake .slices path").Length(); n != 2 || doc.Find("table.clicks tbody tr").Length() != 2 {
			t.Errorf("there are %d slices", n)
		}
		if text := doc.Find("svg.cake desc").Text(); !strings.Contains(text, "2 gleiche Stücke") || !strings.Contains(text, "5,00\u00a0€") {
			t.Errorf("the cake's text is %q", text)
		}
		if text := doc.Find(".hub-amount").Text(); text != "5,00\u00a0€" {
			t.Errorf("the share is %q", text)
		}
	})
	t.Run("an empty cake invites", func(t *testing.T) {
		doc := c.as(c.cem).page("/dashboard")
		if doc.Find("svg.cake .slices path").Length() != 0 || doc.Find("circle.nothing").Length() != 1 || doc.Find("form.lookup").Length() != 1 {
			t.Error("the empty cake has slices or no way on")
		}
	})
	t.Run("earnings have a bar and a line per month", func(t *testing.T) {
		doc := bo.page("/earnings")
		if doc.Find("svg.bars rect").Length() != 2 || !strings.Contains(doc.Find("section table").First().Text(), "€6.67") {
			t.Errorf("the earnings are %s", doc.Find("section table").First().Text())
		}
	})
	t.Run("clicks of a month that is not divided bring no zero", func(t *testing.T) {
		for _, path := range []string{"/statements/2026-10", "/earnings"} {
			text := bo.page(path).Find("main #received ~ dl, main #received ~ div, main #months ~ div tbody tr:first-child").Text()
			if !strings.Contains(text, "after the close") || strings.Contains(text, "€0.00") {
				t.Errorf("%s says %q", path, text)
			}
		}
	})
	t.Run("nor does a thing whose clicks are all of such a month", func(t *testing.T) {
		c.give(c.ada, "https://bo.example/fresh", "Fresh")
		rows := bo.page("/earnings").Find("#things ~ div tbody tr")
		if text := rows.FilterFunction(func(_ int, s *goquery.Selection) bool { return strings.Contains(s.Text(), "Fresh") }).Text(); !strings.Contains(text, "after the close") {
			t.Errorf("it brings %q", text)
		}
		if text := rows.First().Text(); !strings.Contains(text, "€3.33") {
			t.Errorf("a thing with a divided month brings %q", text)
		}
	})
	t.Run("a statement is as if divided now only where there is something to divide", func(t *testing.T) {
		b := c.as(c.ada, "Accept-Language", "en")
		for path, open := range map[string]bool{"/statements/2026-10": true, "/statements/2013-05": false, "/statements/2027-05": false} {
			main := b.page(path).Find("main")
			if text := main.Text(); strings.Contains(text, "as if the month were divided now") != open || strings.Contains(text, "not closed yet") != open ||
				(main.Find("dl.figures").Length() > 0) != open {
				t.Errorf("%s: %s", path, text)
			}
		}
	})
	t.Run("a statement says where each click's worth is", func(t *testing.T) {
		text := c.as(c.ada, "Accept-Language", "en").page("/statements/2026-09").Find("main").Text()
		for _, part := range []string{"€3.33", "€10.00", "waiting to be claimed", "collected"} {
			if !strings.Contains(text, part) {
				t.Errorf("the statement lacks %q: %s", part, text)
			}
		}
	})
	t.Run("a thing without clicks invites", func(t *testing.T) {
		doc := ada.page("/things/lookup?url=https://new.example/x")
		if text := doc.Find(".count").Text(); strings.ContainsAny(text, "0123456789") {
			t.Errorf("the count is %q", text)
		}
	})
}

// Protects the file that creators' scripts read, and others from reading it.
func TestStatement_CSV(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	w := c.as(c.bo).get("/statements/2026-09/revenue.csv")
	if w.Body.String() != "period 2026-09" || w.Header().Get("Content-Type") != "text/csv; charset=utf-8" {
		t.Errorf("got %d %q %q", w.Code, w.Header(), w.Body)
	}
	b := c.browser()
	b.leads(b.get("/statements/2026-09/revenue.csv"), "/sign-in?next=")
}
