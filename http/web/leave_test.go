package web_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"obolus/app"
)

// unzipped are the files of an archive.
func unzipped(t *testing.T, content []byte) map[string]string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	must(t, err)
	files := map[string]string{}
	for _, f := range archive.File {
		r, err := f.Open()
		must(t, err)
		text, err := io.ReadAll(r)
		must(t, err)
		files[f.Name] = string(text)
	}
	return files
}

// Protects the right to one's data: all of it, readable by programs, without secrets or anybody else's
// names, and harmless in a spreadsheet.
func TestExport(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	c.give(c.ada, "https://bo.example/evil", `=HYPERLINK("https://evil.example")`)
	b := c.as(c.ada)
	w := b.post("/account/export")
	if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "application/zip" {
		t.Fatalf("the answer is %d %v", w.Code, w.Header())
	}
	files := unzipped(t, w.Body.Bytes())
	for _, name := range []string{"profile.json", "clicks.csv", "received.csv", "deposit.csv", "payout.csv", "credential.csv", "settlement.csv", "history.csv", "thing.csv"} {
		if files[name] == "" {
			t.Errorf("there is no %s", name)
		}
	}
	rows, err := csv.NewReader(strings.NewReader(files["clicks.csv"])).ReadAll()
	if err != nil || len(rows) != 1+3+3 || !strings.Contains(files["clicks.csv"], "'=HYPERLINK") {
		t.Errorf("the clicks are %q, %v", files["clicks.csv"], err)
	}
	if !strings.Contains(files["profile.json"], `"name": "Ada Öberg"`) {
		t.Errorf("the profile is %s", files["profile.json"])
	}
	received := unzipped(t, c.as(c.bo).post("/account/export").Body.Bytes())["received.csv"]
	if strings.Count(received, "\n") != 1+2+2 || strings.Contains(received, "Ada") {
		t.Errorf("Bo received %q", received)
	}
	for name, text := range files {
		if strings.Contains(text, b.cookies["obolus_session"].Value) {
			t.Errorf("%s has a secret", name)
		}
	}
	out := c.browser()
	out.leads(out.post("/account/export"), "/sign-in")
	if w := b.get("/statements/2026-09/given.csv"); w.Code != 200 || strings.Count(w.Body.String(), "\n") != 4 || !strings.Contains(w.Body.String(), "3.333333,collected") {
		t.Errorf("September's file is %d %s", w.Code, w.Body)
	}
}

// Protects from leaving by accident, and from staying: nothing without both marks, then all of it.
func TestLeave_Page(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	b := c.as(c.ada, "Accept-Language", "en")
	if b.page("/dashboard").Find("a[href='/account/data']").Length() != 1 {
		t.Error("no page leads there")
	}
	left := b.page("/account/delete").Find("input[name=left]").AttrOr("value", "")
	for _, form := range [][]string{{}, {"waive", "yes", "left", left}, {"sure", "yes"}, {"sure", "yes", "left", left}, {"sure", "yes", "waive", "yes", "left", "0.01"}} {
		w := b.post("/account/delete", form...)
		if doc := b.expect(w, http.StatusConflict); doc.Find("[role=alert]").Length() != 1 {
			t.Errorf("%q is refused without a word", form)
		}
	}
	old := c.as(c.ada)
	c.set(c.now().Add(20 * time.Minute))
	old.leads(old.post("/account/delete", "sure", "yes", "waive", "yes", "left", left), "/account/confirm?next=")
	b = c.as(c.ada)
	b.leads(b.post("/account/delete", "sure", "yes", "waive", "yes", "left", left), "/?done=left")
	b.leads(b.get("/dashboard"), "/sign-in")
	p, err := c.Person(t.Context(), c.ada.ID)
	if err != nil || p.Name != fmt.Sprint("deleted-", c.ada.ID) {
		t.Errorf("she is %+v, %v", p, err)
	}
	if v, err := c.Verify(t.Context(), nil); err != nil || len(v.Differences) != 0 {
		t.Errorf("the books say %q, %v", v.Differences, err)
	}
	if s, err := c.CreatorStatement(t.Context(), c.bo.ID, 202609); err != nil || len(s.Clicks) != 2 || s.Clicks[0].Worth != 3_333_333 {
		t.Errorf("Bo's September is %+v, %v", s, err)
	}
}

// Protects supporters from a button that cannot work: where the maker has left, the page says so and offers
// nothing, in the window too, which tells the page that opened it.
func TestThing_WhoseMakerHasLeft(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	earnings, err := c.Balances(t.Context(), c.bo.ID)
	must(t, err)
	must(t, c.Leave(t.Context(), c.bo.ID, earnings.Funds+earnings.Earnings))
	b := c.as(c.ada, "Accept-Language", "en")
	for _, path := range []string{fmt.Sprint("/things/", c.song.Thing.ID), "/things/lookup?url=https://bo.example/new"} {
		w := b.get(path)
		doc := b.expect(w, http.StatusOK)
		text := doc.Find("main").Text()
		if doc.Find("main form[action='/clicks'], .kicker, head link[rel=payment]").Length() != 0 || !strings.Contains(text, "has left") || strings.Contains(text, "deleted") {
			t.Errorf("%s says %s", path, text)
		}
		if link := w.Header().Get("Link"); strings.Contains(link, "payment") {
			t.Errorf("%s is said to be payable: %s", path, link)
		}
	}
	give := b.page("/give?window=1&origin=https://bo.example&url=https://bo.example/song")
	if give.Find("form#give, .kicker").Length() != 0 || !strings.Contains(give.Find("main .notice").Text(), "has left") ||
		give.Find("#giving[data-state=error]").AttrOr("data-reason", "") == "" {
		t.Errorf("the window says %s", give.Find("main").Text())
	}
	if b.page("/things").Find(fmt.Sprintf("a[href='/things/%d']", c.song.Thing.ID)).Length() != 0 {
		t.Error("the catalogue has what cannot be supported")
	}
}

// Protects what supporters can follow: a click on somebody who has left is told in words, not by what stands
// in the database for her name.
func TestStatement_NamesWhoHasLeftInWords(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	clicked := c.give(c.ada, fmt.Sprint("http://localhost:8080/people/", c.bo.ID), "")
	c.set(time.Date(2026, 11, 1, 1, 0, 0, 0, time.UTC))
	_, err := c.CloseMonth(t.Context(), 202610, app.CloseOptions{})
	must(t, err)
	has, err := c.Balances(t.Context(), c.bo.ID)
	must(t, err)
	must(t, c.Leave(t.Context(), c.bo.ID, has.Funds+has.Earnings))
	b := c.as(c.ada, "Accept-Language", "en")
	for _, path := range []string{"/statements/2026-10", fmt.Sprint("/clicks/", clicked.Click.ID)} {
		if text := b.page(path).Find("main").Text(); !strings.Contains(text, "somebody who has left") || strings.Contains(text, "deleted:") {
			t.Errorf("%s says %s", path, text)
		}
	}
}
