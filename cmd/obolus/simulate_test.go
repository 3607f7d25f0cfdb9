package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"obolus/money"
)

// clickLines writes clicks of one supporter in October, on n things of a site.
func clickLines(b *strings.Builder, supporter, budget, site string, n int) {
	for i := range n {
		fmt.Fprintf(b, "%s,%s,https://%s/%d,2026-10-%02dT08:00:00Z\n", supporter, budget, site, i, 1+i%28)
	}
}

// The published examples (DESIGN §3), through deposits, clicks, close and check.
func TestSimulate_PublishedExamples(t *testing.T) {
	var b strings.Builder
	b.WriteString(clicksHeader + "\n")
	for _, example := range []struct {
		name, budget string
		clicks       int
	}{{"basic20", "20", 20}, {"basic10", "10", 20}, {"one", "5", 1}, {"two", "5", 2}, {"three", "5", 3}, {"bild", "2", 50}} {
		clickLines(&b, example.name, example.budget, example.name+".example", example.clicks)
	}
	onEach(t, func(t *testing.T, d *desk) {
		d.in = b.String()
		var got simulation
		d.reads(&got, "simulate", "-", "--db", d.db)
		if len(got.Months) != 1 {
			t.Fatalf("%d months", len(got.Months))
		}
		m := got.Months[0]
		shares := map[string]string{}
		for _, s := range m.Supporters {
			shares[s.Supporter] = s.Share.String()
			if kept, err := s.Budget.Sub(s.Spent); err != nil || kept != s.Kept {
				t.Errorf("%s: budget %s, spent %s, kept %s", s.Supporter, s.Budget, s.Spent, s.Kept)
			}
		}
		want := map[string]string{"basic20": "1.000000", "basic10": "0.500000", "one": "5.000000", "two": "2.500000", "three": "1.666666", "bild": "0.040000"}
		if fmt.Sprint(shares) != fmt.Sprint(want) {
			t.Errorf("shares %v, want %v", shares, want)
		}
		if m.Clicks != 96 || m.Spent != 46999998 || m.Received != m.Spent || !m.Verified {
			t.Errorf("%d clicks, %s spent, %s received, verified %v", m.Clicks, m.Spent, m.Received, m.Verified)
		}
		if r := d.run("verify"); r.code != 0 {
			t.Errorf("verify of the kept database: %s", r.stdout)
		}
		if r := d.run("simulate", "-", "--db", d.db); r.code != 1 || !strings.Contains(r.stderr, "has people already") {
			t.Errorf("a second run in the same database: exit %d, %s", r.code, r.stderr)
		}
	})
}

// What people and programs see, byte for byte: a byte order mark, CRLF, any order of times, other
// time zones, names and hosts in other scripts, repeated clicks, budgets that change.
func TestSimulate_Golden(t *testing.T) {
	d := newDesk(t)
	text := d.run("simulate", "testdata/clicks.csv")
	golden(t, "simulate.txt", text.stdout)
	golden(t, "simulate.err", text.stderr)
	golden(t, "simulate.json", d.must("simulate", "testdata/clicks.csv", "--json"))
}

// RFC 3339 (5.6) lets the letters of a time be small; other programs write them so.
func TestSimulate_SmallLettersInTimes(t *testing.T) {
	d := newDesk(t)
	read := func(times ...string) string {
		d.in = clicksHeader + "\n"
		for i, at := range times {
			d.in += fmt.Sprintf("a,5,https://example.org/%d,%s\n", i, at)
		}
		return d.must("simulate", "-", "--json")
	}
	capital := read("2026-10-31T23:59:59Z", "2026-11-01T00:30:00.5+01:00")
	if small := read("2026-10-31t23:59:59z", "2026-11-01t00:30:00.5+01:00"); small != capital {
		t.Errorf("with small letters:\n%s\nwith capitals:\n%s", small, capital)
	}
}

// A fee on deposits changes what is paid in, and nothing that creators get.
func TestSimulate_FeeChangesNothing(t *testing.T) {
	d := newDesk(t)
	free := d.must("simulate", "testdata/clicks.csv", "--json")
	charged := filepath.Join(t.TempDir(), "charged.db")
	if got := d.must("simulate", "testdata/clicks.csv", "--json", "--fee-deposit", "0.05", "--db", charged); got != free {
		t.Errorf("with a fee:\n%s\nwithout:\n%s", got, free)
	}
	d.db = charged
	var settings settingsJSON
	d.reads(&settings, "settings")
	if settings.FeeDeposit != "0.050000" {
		t.Errorf("the fee was %s", settings.FeeDeposit)
	}
}

// A bad line stops the run with its number and the reason, and leaves nothing behind.
func TestSimulate_BadLines(t *testing.T) {
	good := "a,5,https://example.org/1,2026-10-01T00:00:00Z\n"
	for name, test := range map[string]struct{ file, says string }{
		"no header":         {good, "line 1: the first line must be exactly supporter,budget,url,clicked_at"},
		"nothing":           {"", "there is nothing in it; its first line must be exactly supporter,budget,url,clicked_at"},
		"a field too many":  {clicksHeader + "\n" + good + "a,5,https://example.org/1,2026-10-01T00:00:00Z,x\n", "line 3: 5 fields"},
		"an open quote":     {clicksHeader + "\n" + good + "\"a,5,x\n", "line 3: "},
		"no name":           {clicksHeader + "\n,5,https://example.org/1,2026-10-01T00:00:00Z\n", "line 2: supporter: "},
		"a small budget":    {clicksHeader + "\n" + good + "a,1.99,https://example.org/1,2026-10-01T00:00:00Z\n", "line 3: budget: "},
		"a comma budget":    {clicksHeader + "\n" + good + "a,\"5,5\",https://example.org/1,2026-10-01T00:00:00Z\n", "line 3: budget: "},
		"a private address": {clicksHeader + "\n" + good + "a,5,http://10.0.0.1/,2026-10-01T00:00:00Z\n", "line 3: url: "},
		"no time zone":      {clicksHeader + "\n" + good + "a,5,https://example.org/1,2026-10-01T00:00:00\n", "line 3: clicked_at: "},
		"another century":   {clicksHeader + "\n" + good + "a,5,https://example.org/1,1999-10-01T00:00:00Z\n", "line 3: clicked_at: "},
		"after an empty":    {clicksHeader + "\n\n" + good + "\na,5,nothing,2026-10-01T00:00:00Z\n", "line 5: url: "},
		"over two lines":    {clicksHeader + "\n" + good + "\"a\nb\",5,https://example.org/1,2026-10-01T00:00:00Z\n", "line 3: supporter: "},
		"another case": {clicksHeader + "\nAnna,10,https://example.org/1,2026-10-01T00:00:00Z\n" + good + "anna,20,https://example.org/2,2026-10-02T00:00:00Z\n",
			`line 4: supporter: "anna" and "Anna" (line 2) are one name here: write it one way`},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			d.in = test.file
			r := d.run("simulate", "-", "--db", d.db)
			if r.code != 1 || !strings.Contains(r.stderr, test.says) || r.stdout != "" {
				t.Errorf("exit %d, %q, %q; want exit 1 and %q", r.code, r.stdout, r.stderr, test.says)
			}
			if _, err := os.Stat(d.db); !os.IsNotExist(err) {
				t.Errorf("the database was begun: %v", err)
			}
		})
	}
}

// A run that is broken off takes its file away again.
func TestSimulate_BrokenOff(t *testing.T) {
	d := newDesk(t)
	var b strings.Builder
	b.WriteString(clicksHeader + "\n")
	clickLines(&b, "a", "5", "example.org", 28)
	d.in = b.String()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if r := d.runContext(ctx, "simulate", "-", "--db", d.db); r.code != 1 {
		t.Errorf("exit %d", r.code)
	}
	if left, _ := filepath.Glob(d.db + "*"); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

// An empty file of clicks is a community in which nothing happened.
func TestSimulate_NoClicks(t *testing.T) {
	d := newDesk(t)
	d.in = clicksHeader + "\n"
	if got := d.must("simulate", "-", "--json"); got != `{"months":[]}`+"\n" {
		t.Errorf("got %s", got)
	}
	if got := d.must("simulate", "-"); got != "There are no clicks in the standard input.\n" {
		t.Errorf("in words: %q", got)
	}
}

// 2,001 clicks on 2 EUR, in several transactions: all worth the same, the rest stays.
func TestSimulate_ManyClicks(t *testing.T) {
	d := newDesk(t)
	var b strings.Builder
	b.WriteString(clicksHeader + "\n")
	clickLines(&b, "a", "2", "example.org", 2001)
	d.in = b.String()
	var got simulation
	d.reads(&got, "simulate", "-")
	s := got.Months[0].Supporters[0]
	if s.Clicks != 2001 || s.Share != 999 || s.Spent != 2001*999 || s.Kept != 2*money.Unit-2001*999 {
		t.Errorf("got %+v", s)
	}
}
