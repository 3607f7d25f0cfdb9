package web_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

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
	c.set(c.now().Add(time.Hour))
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
