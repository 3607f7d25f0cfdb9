package web_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"obolus"
	"obolus/app"
)

// adminPages are the operator's pages.
var adminPages = []string{"/admin", "/admin/reports", "/admin/reports?state=upheld", "/admin/things", "/admin/things?q=k%C3%A4se&only=held", "/admin/people", "/admin/people?name=bo", "/admin/payouts",
	"/admin/payouts?state=paid", "/admin/months", "/admin/waiting", "/admin/jobs", "/admin/settings", "/admin/audit"}

// operator signs in somebody who runs the town.
func (c *town) operator(language string) *browser {
	c.t.Helper()
	op, err := c.PersonNamed(c.t.Context(), "Olga")
	if err != nil {
		op = c.person("Olga")
	}
	_, err = c.SetOperator(c.t.Context(), op.ID, true)
	must(c.t, err)
	return c.as(op, "Accept-Language", language)
}

// deeds are what the audit log says was done, newest first.
func (c *town) deeds() []app.Audited {
	c.t.Helper()
	log, err := c.AuditLog(c.t.Context(), 0, 100)
	must(c.t, err)
	return log
}

// Protects the operator's pages from everybody else: to them no such page exists, nor any action.
func TestAdmin_IsThereForOperatorsOnly(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	actions := []string{"/admin/settings", fmt.Sprint("/admin/people/", c.cem.ID), "/admin/reports/1", fmt.Sprint("/admin/things/", c.song.Thing.ID),
		"/admin/months", "/admin/payouts/1", "/admin/waiting"}
	former := c.operator("en")
	op, err := c.PersonNamed(t.Context(), "Olga")
	must(t, err)
	_, err = c.SetOperator(t.Context(), op.ID, false)
	must(t, err)
	for name, b := range map[string]*browser{"a stranger": c.browser(), "Ada": c.as(c.ada), "who was one": former} {
		for _, path := range adminPages {
			if w := b.get(path); w.Code != http.StatusNotFound {
				t.Errorf("%s gets %d from %s", name, w.Code, path)
			}
		}
		for _, path := range actions {
			if w := b.post(path, "do", "suspend", "name", "Mine", "reason", "x"); w.Code != http.StatusNotFound {
				t.Errorf("%s gets %d from posting to %s", name, w.Code, path)
			}
		}
	}
	if len(c.deeds()) != 0 {
		t.Errorf("deeds were done: %+v", c.deeds())
	}
}

// Protects the instance from a stolen session and from forged forms: an hour later the operator shows
// again who she is, and other origins send nothing.
func TestAdmin_StolenSessionAndForgedForms(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	b := c.operator("en")
	b.header.Set("Origin", "https://evil.example")
	if w := b.send(http.MethodPost, "/admin/settings", map[string][]string{"name": {"Mine"}}); w.Code == http.StatusSeeOther {
		b.header.Set("Sec-Fetch-Site", "cross-site")
		if w = b.send(http.MethodPost, "/admin/settings", map[string][]string{"name": {"Mine"}}); w.Code != http.StatusForbidden {
			t.Errorf("a forged form gets %d", w.Code)
		}
	}
	b.header.Del("Origin")
	b.header.Del("Sec-Fetch-Site")
	c.now = c.now.Add(time.Hour)
	b.leads(b.get("/admin/people"), "/account/confirm?next=%2Fadmin%2Fpeople")
	b.leads(b.post(fmt.Sprint("/admin/people/", c.cem.ID), "do", "suspend", "reason", "x"), "/account/confirm?next=%2Fadmin")
	if p, err := c.Person(t.Context(), c.cem.ID); err != nil || p.Suspended() {
		t.Errorf("Cem is %+v, %v", p, err)
	}
}

// Protects operators of every language: each page is whole, and no search engine lists it.
func TestAdmin_PagesInEveryLanguage(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	keys := catalogKeys(t)
	olga, err := c.AddPerson(t.Context(), "Olga")
	must(t, err)
	lost := c.person("Lost")
	c.office(&olga, &lost)
	c.handler = c.pictured()
	for _, language := range []string{"en", "de", "nl", "sv", "fr", "es"} {
		b := c.operator(language)
		for _, path := range append([]string{"/imprint", "/terms", "/privacy", fmt.Sprint("/reports/new?thing=", c.song.Thing.ID), fmt.Sprint("/things/", c.song.Thing.ID)}, adminPages...) {
			w := b.get(path)
			html := w.Body.String()
			doc := b.expect(w, http.StatusOK)
			checkPage(t, doc, html, language+" "+path)
			for _, key := range keys {
				if !strings.Contains(key, ".") {
					continue // such as "suspended", which is a word too
				}
				if strings.Contains(html, ">"+key) || strings.Contains(html, key+"<") {
					t.Errorf("%s %s shows the key %s", language, path, key)
				}
			}
			if strings.HasPrefix(path, "/admin") && doc.Find("meta[name=robots][content*=noindex]").Length() != 1 {
				t.Errorf("search engines may list %s", path)
			}
		}
	}
}

// Protects the audit log: what an operator does is done and on record, with her reason.
func TestAdmin_DeedsAreRecorded(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	b := c.operator("en")
	song, cem := fmt.Sprint("/admin/things/", c.song.Thing.ID), fmt.Sprint("/admin/people/", c.cem.ID)
	payout, err := c.AskPayout(t.Context(), app.NewPayout{Person: c.bo.ID, Rail: "bank", Once: app.Once{Key: "one"}})
	must(t, err)
	for _, deed := range []struct {
		path  string
		form  []string
		entry string
	}{
		{cem, []string{"do", "suspend", "reason", "Sent spam."}, "person.suspend Sent spam."},
		{cem, []string{"do", "reinstate", "reason", "Promised better."}, "person.reinstate Promised better."},
		{song, []string{"do", "hold", "reason", "Is it his?"}, "thing.hold Is it his?"},
		{song, []string{"do", "release", "reason", "It is."}, "thing.release It is."},
		{song, []string{"do", "bar", "reason", "Illegal."}, "thing.bar Illegal."},
		{song, []string{"do", "unbar", "reason", "Not."}, "thing.unbar Not."},
		{fmt.Sprint("/admin/payouts/", payout.ID), []string{"do", "approve"}, "payout.approve "},
		{fmt.Sprint("/admin/payouts/", payout.ID), []string{"do", "paid", "reference", "bank-17"}, "payout.paid bank-17"},
		{"/admin/settings", []string{"hold_day", "12"}, "setting.hold_day 12"},
		{"/admin/months", []string{"do", "verify"}, "books.verify "},
	} {
		before := len(c.deeds())
		b.leads(b.post(deed.path, deed.form...), "/")
		log := c.deeds()
		if len(log) != before+1 || log[0].Action+" "+log[0].Detail != deed.entry {
			t.Errorf("%s %v is recorded as %+v", deed.path, deed.form, log[0])
		}
	}
	must(t, c.Record(app.Doing(t.Context(), app.Deed{Action: "month.close", Subject: "2026-09"})))
	log := b.page("/admin/audit").Find("main")
	for _, part := range []string{"Olga", "Is it his?", "Payout marked as paid", fmt.Sprint("Thing ", c.song.Thing.ID), "Setting changed · Hold", "Books checked · October 2026", "September 2026", "command line"} {
		if !strings.Contains(log.Text(), part) {
			t.Errorf("the log does not show %q", part)
		}
	}
	if raw := log.Find("code"); raw.Length() != 0 {
		t.Errorf("the log has deeds without words: %s", raw.Text())
	}
	b.expect(b.post(cem, "do", "delete"), http.StatusBadRequest)
	me, err := c.PersonNamed(t.Context(), "Olga")
	must(t, err)
	b.expect(b.post(fmt.Sprint("/admin/people/", me.ID), "do", "suspend"), http.StatusForbidden)
}

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
