package main

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"obolus"
	"obolus/app"
	"obolus/identity"
	"obolus/money"
)

// Flattr's monthly revenue report: semicolons, a decimal comma, texts in quotation marks, and every
// line ended by a line feed. Creators have scripts and spreadsheets for it.
const revenueHeader = "period;id;flattr url;url;title;clicks;revenue;clicks total"

// writeRevenue writes a creator's month, what earned most first, as Flattr did.
func writeRevenue(w io.Writer, base string, s app.CreatorStatement) error {
	things := slices.Clone(s.Things)
	slices.SortStableFunc(things, func(a, b app.ThingRevenue) int {
		return cmp.Or(cmp.Compare(b.Revenue, a.Revenue), cmp.Compare(b.Clicks, a.Clicks), cmp.Compare(a.Thing.ID, b.Thing.ID))
	})
	out := bufio.NewWriter(w)
	fmt.Fprintln(out, revenueHeader)
	for _, t := range things {
		fmt.Fprintf(out, "%s;%d;%s;%s;%s;%d;%s;%d\n", s.Month, t.Thing.ID, quoted(thingURL(base, t.Thing.ID)), quoted(t.Thing.URL),
			quoted(inert(t.Thing.Title)), t.Clicks, strings.Replace(t.Revenue.Cents(), ".", ",", 1), t.ClicksTotal)
	}
	err := out.Flush()
	if err != nil {
		return fmt.Errorf("writing the statement: %w", err)
	}
	return nil
}

func quoted(text string) string { return `"` + strings.ReplaceAll(text, `"`, `""`) + `"` }

// inert keeps a title, which strangers can choose, from being computed: spreadsheets take a cell that
// begins with one of these for a formula, and with a quotation mark before it for text.
func inert(title string) string {
	if title != "" && strings.Contains("=+-@", title[:1]) {
		return "'" + title
	}
	return title
}

// readRevenue reads such a report; lines are where its rows stand. An error is a *fileError that names the
// line.
func readRevenue(name string, data []byte) (rows []app.HistoryRow, lines []int, err error) {
	records, err := readCSV(name, data, ';', revenueHeader)
	if err != nil {
		return nil, nil, err
	}
	for _, record := range records {
		row, err := readRow(record)
		if err != nil {
			return nil, nil, err
		}
		rows, lines = append(rows, row), append(lines, record.line)
	}
	return rows, lines, nil
}

// readRow reads one line. An error names the column.
func readRow(r record) (app.HistoryRow, error) {
	row := app.HistoryRow{Reference: r.fields[1], URL: r.fields[3], Title: r.fields[4]}
	_, err := strconv.ParseUint(row.Reference, 10, 64)
	if err != nil {
		return row, r.wrong("id", fmt.Errorf("a number, not %.40q", row.Reference))
	}
	row.Month, err = obolus.ParseMonth(r.fields[0])
	if err != nil {
		return row, r.wrong("period", err)
	}
	_, err = identity.Parse(row.URL)
	if err != nil {
		return row, r.wrong("url", fmt.Errorf("%.60q cannot be supported: %w", row.URL, err))
	}
	if !utf8.ValidString(row.Title) {
		return row, r.wrong("title", errors.New("it is not UTF-8"))
	}
	row.Clicks, err = readClicks(r.fields[5])
	if err != nil {
		return row, r.wrong("clicks", err)
	}
	row.Revenue, err = money.Parse(strings.Replace(r.fields[6], ",", ".", 1))
	if err != nil || row.Revenue < 0 || strings.Contains(r.fields[6], ".") {
		return row, r.wrong("revenue", fmt.Errorf("an amount with a decimal comma such as 0,95, not %.40q", r.fields[6]))
	}
	row.ClicksTotal, err = readClicks(r.fields[7])
	if err != nil {
		return row, r.wrong("clicks total", err)
	}
	return row, nil
}

// mostClicks keeps typing mistakes out of sums.
const mostClicks = 1_000_000_000

func readClicks(text string) (int64, error) {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 0 || n > mostClicks {
		return 0, fmt.Errorf("a number from 0 to %d, not %.40q", mostClicks, text)
	}
	return n, nil
}
