package main

import (
	"encoding/json"
	"strings"
	"testing"
)

// Protects what programs read when a command fails.
func TestProgram_ErrorsAsJSON(t *testing.T) {
	d := newDesk(t)
	d.must("person", "add", "Ada")
	for args, want := range map[string]string{
		"close 2026-1 --json":          `{"error":{"kind":"usage","code":"usage",`,
		"close 2026-10 --json":         `{"error":{"kind":"conflict","code":"month_running",`,
		"person budget Ada 101 --json": `{"error":{"kind":"invalid","code":"invalid_budget","field":"budget",`,
		"person token Bob --json":      `{"error":{"kind":"not_found","code":"person_unknown",`,
		"simulate nowhere --json":      `{"error":{"kind":"invalid","code":"bad_file",`,
	} {
		r := d.run(strings.Split(args, " ")...)
		if !strings.HasPrefix(r.stdout, want) || !json.Valid([]byte(r.stdout)) || r.code == 0 {
			t.Errorf("%s: exit %d, %s, want %s…", args, r.code, r.stdout, want)
		}
	}
}

// Programs find the place of a mistake in a file by its line and column, not by reading sentences.
func TestProgram_FileErrorsAsJSON(t *testing.T) {
	d := newDesk(t)
	d.must("person", "add", "Ada")
	clicks, revenue := clicksHeader+"\n", revenueHeader+"\n"
	for _, c := range []struct {
		command, in string
		code        string
		line        int
		field, says string
	}{
		{"simulate -", clicks + "a,5,https://example.org/1,yesterday\n", "bad_file", 2, "clicked_at", "the standard input, line 2: clicked_at: a time is"},
		{"simulate -", clicks + "\n,5,https://example.org/1,2026-10-01T00:00:00Z\n", "bad_file", 3, "supporter", "supporter: a name"},
		{"simulate -", clicks + "a,1,https://example.org/1,2026-10-01T00:00:00Z\n", "bad_file", 2, "budget", "budget: "},
		{"simulate -", clicks + "a,5,nothing,2026-10-01T00:00:00Z\n", "bad_file", 2, "url", "url: "},
		{"simulate -", clicks + "a,5,https://example.org/1\n", "bad_file", 2, "", "line 2: 3 fields instead of 4: supporter,"},
		{"simulate -", clicks + "\"a,5\nb\n", "bad_file", 2, "", "line 2: "},
		{"simulate -", "name,budget,url,time\r\n", "bad_file", 1, "", `the first line must be exactly supporter,budget,url,clicked_at, not "name,budget,url,time"`},
		{"simulate -", "", "bad_file", 0, "", "the standard input: there is nothing in it"},
		{"simulate nowhere", "", "bad_file", 0, "", "nowhere: "},
		{"import flattr-revenue - --person Ada", revenue + `2013-5;1;"u";"http://example.org/";"T";1;0,10;1`, "bad_file", 2, "period", "period: a month is written"},
		{"import flattr-revenue - --person Ada", revenue + `2013-05;1;"u";"http://example.org/";"T";1;0,10;x`, "bad_file", 2, "clicks total", "clicks total: "},
		{"import flattr-revenue - --person Ada", revenue + `2013-05;1;"u";"http://example.org/";"T";1;1000000001,00;1`, "bad_file", 2, "revenue", "revenue: "},
	} {
		d.in = c.in
		r := d.run(append(strings.Split(c.command, " "), "--json")...)
		var got failed
		if err := json.Unmarshal([]byte(r.stdout), &got); err != nil {
			t.Fatalf("%s: %v: %s", c.command, err, r.stdout)
		}
		e := got.Error
		if r.code != exitFailed || e.Code != c.code || e.Line != c.line || e.Field != c.field || !strings.Contains(e.Message, c.says) {
			t.Errorf("%s of %q: exit %d, %+v; want line %d, field %q and %q", c.command, c.in, r.code, e, c.line, c.field, c.says)
		}
	}
}
