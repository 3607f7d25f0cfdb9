package web_test

import (
	"net/http"
	"strings"
	"testing"
)

// Stops titles that become formulas in spreadsheets which part cells at semicolons, as those of half of Europe
// do: there a title can begin a cell of its own.
func TestCSV_TitlesBeginNoCellOfTheirOwn(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	c.give(c.ada, "https://evil.example/1", `Nice;=HYPERLINK(evil);+1; @x;-2;)`)
	c.give(c.ada, "https://evil.example/2", `=1+1`)
	b := c.as(c.ada)
	w := b.get("/statements/2026-10/given.csv")
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "Nice") {
		t.Fatalf("the file is %d %s", w.Code, w.Body)
	}
	for _, start := range []string{";=", ";+", ";@", "; @", ",=", ";-2"} {
		if strings.Contains(w.Body.String(), start) {
			t.Errorf("%q begins a formula in %s", start, w.Body)
		}
	}
}
