package web_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"obolus"
	"obolus/app"
)

// Protects readers from what is illegal, and the operator from not finding it again.
func TestThing_BarredIsSeenByOperatorsOnly(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	b := c.operator("en")
	path := fmt.Sprint("/things/", c.song.Thing.ID)
	b.leads(b.post("/admin"+path, "do", "bar", "reason", "Illegal."), path)
	for name, reader := range map[string]*browser{"a stranger": c.browser(), "its maker": c.as(c.bo), "its supporter": c.as(c.ada)} {
		for _, address := range []string{path, "/things/lookup?url=https://bo.example/song", "/give?url=https://bo.example/song", "/reports/new?thing=" + fmt.Sprint(c.song.Thing.ID)} {
			w := reader.get(address)
			if w.Code != http.StatusNotFound || strings.Contains(w.Body.String(), "Käse") {
				t.Errorf("%s gets %d from %s", name, w.Code, address)
			}
		}
	}
	if form := b.page(path).Find("button[value=unbar]"); form.Length() != 1 {
		t.Error("the operator cannot bring it back")
	}
}

// Protects who reports, and what is reported: from the form, past programs, to the decision and its money.
func TestReports(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	b, stranger := c.operator("en"), c.browser("Accept-Language", "de")
	thing := fmt.Sprint(c.song.Thing.ID)
	stranger.page("/reports/new?thing=" + thing)
	stranger.expect(stranger.get("/reports/new?thing=1"), http.StatusNotFound)
	doc := stranger.expect(stranger.post("/reports", "thing", thing, "kind", "not_theirs", "text", " "), http.StatusUnprocessableEntity)
	if doc.Find(".problem").Length() == 0 || doc.Find("textarea[name=text]").Length() != 1 {
		t.Error("an empty report is not explained")
	}
	stranger.leads(stranger.post("/reports", "thing", thing, "kind", "spam", "text", "buy", "website", "https://spam.example"), "/reports/new")
	stranger.leads(stranger.post("/reports", "thing", thing, "kind", "not_theirs", "text", "It is <b>mine</b>."), "/reports/new")
	open := b.page("/admin/reports")
	if forms := open.Find("ul.cases form"); forms.Length() != 1 || !strings.Contains(open.Find("blockquote").Text(), "It is <b>mine</b>.") {
		t.Fatalf("the reports are %s", open.Find("main").Text())
	}
	action := open.Find("ul.cases form").AttrOr("action", "")
	b.leads(b.post(action, "decision", "hold_money", "answer", "We ask both."), "/admin/reports")
	held, err := c.Held(t.Context(), c.song.Thing.Recipient)
	must(t, err)
	if text := b.page("/admin/reports").Find("ul.cases").Text(); !held || !strings.Contains(text, "held") {
		t.Errorf("held is %v; the page says %s", held, text)
	}
	b.expect(b.post(action, "decision", "steal", "answer", "x"), http.StatusUnprocessableEntity)
	b.leads(b.post(action, "decision", "dismiss", "answer", "It is Bo's."), "/admin/reports")
	held, err = c.Held(t.Context(), c.song.Thing.Recipient)
	must(t, err)
	if text := b.page("/admin/reports?state=dismissed").Find("ul.cases").Text(); held || !strings.Contains(text, "It is Bo's.") {
		t.Errorf("held is %v; the page says %s", held, text)
	}
	b.expect(b.post(action, "decision", "dismiss", "answer", "again"), http.StatusConflict)
}

// Protects who is suspended from not knowing it: her pages say so, and where to object.
func TestSuspended_IsToldHowToObject(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	b := c.operator("en")
	ada := c.as(c.ada, "Accept-Language", "en")
	b.leads(b.post("/admin/settings", "contact", "objections@town.example"), "/admin/settings")
	b.leads(b.post(fmt.Sprint("/admin/people/", c.ada.ID), "do", "suspend", "reason", "x"), "/admin/people")
	if doc := ada.page("/dashboard"); doc.Find("a[href='mailto:objections@town.example']").Length() == 0 {
		t.Errorf("she is told %s", doc.Find("main, .notice").Text())
	}
}

// Protects operators from choices that are refused: a report offers what can be decided on it.
func TestReports_OfferWhatIsPossible(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	b := c.operator("en")
	for _, n := range []app.NewReport{{Thing: c.song.Thing.ID, Kind: obolus.ReportSpam}, {Thing: c.waits.Thing.ID, Kind: obolus.ReportSpam}, {Person: c.bo.ID, Kind: obolus.ReportSpam}} {
		_, err := c.Report(t.Context(), n)
		must(t, err)
	}
	want := []string{"dismiss bar_thing hold_money suspend_them", "dismiss bar_thing hold_money", "dismiss hold_money suspend_them"}
	b.page("/admin/reports").Find("ul.cases form").Each(func(i int, form *goquery.Selection) {
		offered := strings.Join(form.Find("button[name=decision]").Map(func(_ int, s *goquery.Selection) string { return s.AttrOr("value", "") }), " ")
		if offered != want[i] {
			t.Errorf("report %d offers %s, not %s", i, offered, want[i])
		}
		last := strings.Fields(offered)
		b.leads(b.post(form.AttrOr("action", ""), "decision", last[len(last)-1], "answer", "x"), "/admin/reports")
	})
	if open := b.page("/admin/reports").Find("ul.cases form").Length(); open != 1 { // holding money decides nothing yet
		t.Errorf("%d reports are open", open)
	}
}
