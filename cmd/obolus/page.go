package main

import (
	"bufio"
	"fmt"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/width"

	"obolus/money"
)

// page is text for a terminal of 80 columns.
type page struct{ out *bufio.Writer }

// line writes one line.
func (p *page) line(format string, arguments ...any) { fmt.Fprintf(p.out, format+"\n", arguments...) }

// column is a column of a table.
type column struct {
	head  string
	right bool // numbers stand to the right
	most  int  // longer texts are cut; 0: never
}

// table writes rows under a head. Columns are as wide as their longest cell.
func (p *page) table(columns []column, rows [][]string) {
	head := make([]string, len(columns))
	for i, c := range columns {
		head[i] = c.head
	}
	all := append([][]string{head}, rows...)
	widths := make([]int, len(columns))
	for _, row := range all {
		for i := range row {
			row[i] = cut(row[i], columns[i].most)
			widths[i] = max(widths[i], cells(row[i]))
		}
	}
	for _, row := range all {
		var b strings.Builder
		for i, text := range row {
			padding := strings.Repeat(" ", widths[i]-cells(text))
			if i > 0 {
				b.WriteString("  ")
			}
			if columns[i].right {
				b.WriteString(padding + text)
			} else {
				b.WriteString(text + padding)
			}
		}
		p.line("%s", strings.TrimRight(b.String(), " "))
	}
}

// cells is how many columns of a terminal a text takes: none for marks and format characters, two
// for the wide characters of East Asia.
func cells(text string) int {
	n := 0
	for _, r := range text {
		n += runeCells(r)
	}
	return n
}

func runeCells(r rune) int {
	switch kind := width.LookupRune(r).Kind(); {
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case kind == width.EastAsianWide || kind == width.EastAsianFullwidth:
		return 2
	default:
		return 1
	}
}

// cut shortens a text to at most so many cells.
func cut(text string, most int) string {
	if most == 0 || cells(text) <= most {
		return text
	}
	used := 0
	for i, r := range text {
		used += runeCells(r)
		if used > most-1 {
			return text[:i] + "…"
		}
	}
	return text
}

// written returns how amounts that stand in one column are written: in cents where each of them is
// whole cents, else with all six decimals, so that the points are under each other and nothing is
// rounded away.
func written(amounts ...money.Amount) func(money.Amount) string {
	for _, amount := range amounts {
		if !amount.WholeCents() {
			return money.Amount.String
		}
	}
	return money.Amount.Cents
}

// each collects one amount of every row, for written.
func each[R any](rows []R, of func(R) money.Amount) []money.Amount {
	amounts := make([]money.Amount, 0, len(rows))
	for _, row := range rows {
		amounts = append(amounts, of(row))
	}
	return amounts
}

// day and minute write a time for people; "" where there is none.
func day(t time.Time) string    { return stamp(t, "2006-01-02") }
func minute(t time.Time) string { return stamp(t, "01-02 15:04") }

func stamp(t time.Time, layout string) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(layout)
}

// moment writes a time for programs: RFC 3339, UTC, milliseconds; nil where there is none.
func moment(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	text := t.UTC().Format("2006-01-02T15:04:05.000Z")
	return &text
}
