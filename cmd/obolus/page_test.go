package main

import (
	"bufio"
	"strings"
	"testing"
	"time"

	"obolus/money"
)

// Columns stand under each other whatever the script, and long texts are cut to their cells.
func TestPage_Table(t *testing.T) {
	var b strings.Builder
	out := bufio.NewWriter(&b)
	p := page{out: out}
	p.table([]column{{head: "name", most: 8}, {head: "amount", right: true}}, [][]string{
		{"Ada", "1.00"}, {"中村はるか", "10.00"}, {"e\u0301toile", "2.00"}, {"Överlång text", "3.00"},
	})
	out.Flush()
	want := "name      amount\nAda         1.00\n中村は…    10.00\ne\u0301toile      2.00\nÖverlån…    3.00\n"
	if b.String() != want {
		t.Errorf("got\n%swant\n%s", b.String(), want)
	}
	for line := range strings.Lines(b.String()) {
		if got := cells(strings.TrimSuffix(line, "\n")); got != 16 {
			t.Errorf("%q has %d cells, want 16", line, got)
		}
	}
}

// Nothing is rounded away: cents only where all of a column are whole.
func TestWritten(t *testing.T) {
	if got := written(money.Unit, money.Cent)(money.Unit); got != "1.00" {
		t.Errorf("whole cents are written %s", got)
	}
	if got := written(money.Unit, 1)(money.Unit); got != "1.000000" {
		t.Errorf("beside a millionth a euro is written %s", got)
	}
}

// Progress is silent in the first second and then speaks once a second at most.
func TestProgress(t *testing.T) {
	var b strings.Builder
	now := instant("2026-10-01T00:00:00Z")
	c := console{Program: &Program{Stderr: &b, Now: func() time.Time { return now }}}
	watch := c.progress("clicks")
	for _, step := range []struct {
		after       time.Duration
		done, total int64
	}{{0, 1, 5000}, {999 * time.Millisecond, 2, 5000}, {time.Millisecond, 1000, 5000}, {time.Millisecond, 2000, 5000}, {time.Second, 3000, 0}} {
		now = now.Add(step.after)
		watch.at(step.done, step.total)
	}
	if got, want := b.String(), "clicks: 1,000 of 5,000\nclicks: 3,000\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Protects operators from a command that seems to hang: work that cannot say how far it has come says how long
// it has taken, and falls silent when it has ended.
func TestProgress_Elapsing(t *testing.T) {
	var b strings.Builder
	now := instant("2026-10-01T00:00:00Z")
	c := console{Program: &Program{Stderr: &b, Now: func() time.Time { return now }}}
	tick := make(chan time.Time)
	stop := c.progress("migrating").elapsing(tick)
	tick <- now // within the first second
	stop()
	now = now.Add(9 * time.Second)
	stop = c.progress("migrating").elapsing(tick)
	now = now.Add(61 * time.Second)
	tick <- now
	stop()
	if got, want := b.String(), "migrating: 1m1s\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Numbers are easy to read.
func TestThousands(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567", -1000: "-1,000"} {
		if got := thousands(n); got != want {
			t.Errorf("%d is written %s, want %s", n, got, want)
		}
	}
}
