package web_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"obolus/app"
)

// Protects the settings form: what is right is kept and holds at once, what is wrong stays to be corrected.
func TestAdmin_Settings(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	b := c.operator("en")
	long := strings.Repeat("We keep books.\r\n", 2000)
	b.leads(b.post("/admin/settings", "name", "Kleiner Dank", "languages", "nl de", "imprint", "Town\n\nwrite to hello@town.example.", "privacy", long[:15000]), "/admin/settings?done=settings")
	guest := c.browser("Accept-Language", "fr")
	front := guest.page("/")
	if lang := front.Find("html").AttrOr("lang", ""); lang != "nl" || front.Find("footer form [name=language]").Length() == 0 {
		t.Errorf("a French guest reads %q", lang)
	}
	guest.post("/language", "language", "sv")
	if lang := guest.page("/").Find("html").AttrOr("lang", ""); lang != "nl" {
		t.Errorf("a language that is not offered can be chosen: %s", lang)
	}
	if doc := guest.page("/imprint"); doc.Find("a[href='mailto:hello@town.example']").Length() != 1 {
		t.Error("the imprint has no link to the operator's mail")
	}
	guest.expect(guest.get("/terms"), http.StatusNotFound) // not written
	doc := b.expect(b.post("/admin/settings", "fee_deposit", "2", "hold_day", "9", "languages", "xx"), http.StatusUnprocessableEntity)
	value := func(doc *goquery.Document, name string) string {
		return doc.Find("input[name="+name+"]").AttrOr("value", "")
	}
	if value(doc, "fee_deposit") != "2" || doc.Find(".problem").Length() == 0 {
		t.Errorf("what was wrong is lost: %s", doc.Find("main").Text())
	}
	if s, err := c.Settings(t.Context()); err != nil || s.HoldDay != 9 || value(b.page("/admin/settings"), "languages") != "nl de" {
		t.Errorf("the settings are %+v, %v", s, err)
	}
}

// Protects operators from a list that ends: they find every thing by its words, page by page, marked as it
// stands, and get from there to where they decide.
func TestAdmin_Things(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	b := c.operator("en")
	for i := range 50 {
		_, err := c.Submit(t.Context(), fmt.Sprint("https://many.example/", i), "")
		must(t, err)
	}
	must(t, c.Bar(t.Context(), c.waits.Thing.ID, true))
	must(t, c.Hold(t.Context(), c.song.Thing.Recipient, true))
	first := b.page("/admin/things")
	if n := first.Find("ul.cases li").Length(); n != 50 {
		t.Errorf("the first page has %d things", n)
	}
	next := first.Find(".pager a[rel=next]").AttrOr("href", "")
	rest := b.page(next)
	for _, thing := range []app.Clicked{c.song, c.waits} {
		if rest.Find(fmt.Sprintf("ul.cases a[href='/things/%d']", thing.Thing.ID)).Length() != 1 {
			t.Errorf("thing %d is not on the page %s", thing.Thing.ID, next)
		}
	}
	if rest.Find(".pager a[href^='/admin/things']").Length() == 0 {
		t.Error("there is no way back to the first page")
	}
	for path, want := range map[string]string{"/admin/things?only=barred": "out of sight", "/admin/things?q=k%C3%A4se": "money held", "/admin/things?q=https://wait.example/b": "out of sight"} {
		if found := b.page(path).Find("ul.cases li"); found.Length() != 1 || !strings.Contains(found.Find(".tag").Text(), want) {
			t.Errorf("%s shows %s", path, found.Text())
		}
	}
	if b.page("/admin/things?q=zebra&only=hidden").Find(".invite").Length() != 1 {
		t.Error("nothing is said where nothing is found")
	}
}

// Protects the log from a form that is saved as it is: only what was changed is in it.
func TestAdmin_SettingsLogOnlyChanges(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	b := c.operator("en")
	var form []string
	b.page("/admin/settings").Find("main form [name]").Each(func(_ int, s *goquery.Selection) {
		value := s.AttrOr("value", s.Text())
		if goquery.NodeName(s) == "select" {
			value = s.Find("[selected]").AttrOr("value", "")
		}
		form = append(form, s.AttrOr("name", ""), value)
	})
	if text := strings.Join(form, " "); !strings.Contains(text, "fee_deposit 0.05 ") {
		t.Errorf("the form has %s", text)
	}
	b.leads(b.post("/admin/settings", form...), "/admin/settings")
	b.leads(b.post("/admin/settings", append(form, "fee_deposit", "0.050000", "languages", "")...), "/admin/settings")
	if log := c.deeds(); len(log) != 0 {
		t.Errorf("nothing was changed, and the log has %+v", log)
	}
	b.leads(b.post("/admin/settings", append(form, "fee_deposit", "0.06")...), "/admin/settings")
	if log := c.deeds(); len(log) != 1 || log[0].Action != "setting.fee_deposit" {
		t.Errorf("the log is %+v", log)
	}
}

// Protects the operator from guessing: she can look what the running month would come to, while it goes on.
func TestAdmin_LooksAheadAtTheRunningMonth(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	b := c.operator("en")
	if !strings.Contains(b.page("/admin/months").Find("form.inline").Text(), "Nothing is written") {
		t.Error("the page does not offer it, or does not say what it does")
	}
	b.leads(b.post("/admin/months", "do", "dry"), "/admin/months")
	page := b.page("/admin/months")
	for page.Find("meta[http-equiv=refresh]").Length() == 1 && t.Context().Err() == nil {
		page = b.page("/admin/months")
	}
	text := page.Find("main").Text()
	for _, part := range []string{"If October 2026 were divided now", "the month is not over", "€10.00"} {
		if !strings.Contains(text, part) {
			t.Errorf("the page does not say %q: %s", part, text)
		}
	}
	if c.clicks(c.ada) != 2 {
		t.Error("her clicks are gone")
	}
}
