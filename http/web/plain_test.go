package web_test

import (
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"obolus/app"
	"obolus/store"
)

// Protects the reader's choice of language: it outlives the page and comes before the browser's wish.
func TestLanguage_IsKept(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	b := c.browser("Accept-Language", "nl")
	b.leads(b.post("/language", "language", "sv", "next", "/sign-in?next=%2Fdashboard"), "/sign-in?next=%2Fdashboard")
	if lang := b.page("/").Find("html").AttrOr("lang", ""); lang != "sv" {
		t.Errorf("the page is in %s", lang)
	}
	b.post("/language", "language", "../xx")
	if lang := b.page("/").Find("html").AttrOr("lang", ""); lang != "nl" {
		t.Errorf("after an unknown choice the page is in %s", lang)
	}
}

// Protects the style from being old or somebody else's: the name changes with the content.
func TestStatic(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	b := c.browser()
	doc := b.page("/")
	for selector, kind := range map[string]string{"link[rel=stylesheet]": "text/css; charset=utf-8", "link[rel=icon]": "image/svg+xml"} {
		path := doc.Find(selector).AttrOr("href", "")
		w := b.get(path)
		if w.Code != 200 || w.Header().Get("Content-Type") != kind || !strings.Contains(w.Header().Get("Cache-Control"), "immutable") {
			t.Errorf("%s gives %d %v", path, w.Code, w.Header())
		}
	}
	for _, path := range []string{"/static/style.css", "/static/", "/static/..%2fweb.go"} {
		if w := b.get(path); w.Code != http.StatusNotFound {
			t.Errorf("%s gives %d", path, w.Code)
		}
	}
	for _, source := range sources(t, "static/*", "templates/*.html") {
		for _, foreign := range []string{"@import", "url(h", "url(/", `src="http`, `href="http`} {
			if strings.Contains(source, foreign) {
				t.Errorf("a page can ask a third party: %s", foreign)
			}
		}
	}
}

// Protects readers from a bare error while the database is away: a page in their language says so.
func TestPages_WithoutDatabase(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	b := c.as(c.ada, "Accept-Language", "de")
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "gone.db"), store.Options{})
	must(t, err)
	c.App = app.New(db, c.now)
	c.serve()
	must(t, db.Close())
	for _, path := range []string{"/", "/dashboard"} {
		w := b.get(path)
		if w.Code < 500 {
			t.Errorf("%s gives %d without a database", path, w.Code)
		}
		doc := b.expect(w, w.Code)
		if doc.Find("html").AttrOr("lang", "") != "de" || doc.Find("h1").Length() != 1 || strings.Contains(doc.Text(), "sql") {
			t.Errorf("%s says %s", path, doc.Text())
		}
	}
}

// BenchmarkDashboard500 is the server's time for a dashboard with 500 clicks, beside what it may be.
func BenchmarkDashboard500(b *testing.B) {
	c := newTown(b, "http://localhost:8080")
	reader := c.as(c.many(500))
	for b.Loop() {
		w := reader.get("/dashboard")
		if w.Code != 200 {
			b.Fatal(w.Code)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N), "ms/op")
	b.ReportMetric(15, "limit-ms/op")
}
