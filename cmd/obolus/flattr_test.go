package main

import (
	"strings"
	"testing"

	"obolus"
	"obolus/app"
)

// Stops a title that a stranger chose from being run as a formula by the creator's spreadsheet.
func TestRevenue_RunsNoFormulas(t *testing.T) {
	for _, title := range []string{`=HYPERLINK("https://evil.example";"click")`, "+1", "-1", "@SUM(A1)"} {
		var out strings.Builder
		err := writeRevenue(&out, "https://instance.example", app.CreatorStatement{Month: 202610, Things: []app.ThingRevenue{
			{Thing: obolus.Thing{ID: 7, URL: "https://example.org/7", Title: title}}}})
		if want := quoted("'" + title); err != nil || !strings.Contains(out.String(), want) {
			t.Errorf("the title %s is written as %s, %v", title, out.String(), err)
		}
	}
}
