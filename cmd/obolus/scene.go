package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"obolus"
	"obolus/identity"
	"obolus/money"
)

// clicksHeader is the first line of a file of clicks.
const clicksHeader = "supporter,budget,url,clicked_at"

// scene is a file of clicks, understood and put into the order of time.
type scene struct {
	lines   []sceneLine
	names   []string // the supporters, in order of appearance
	budgets map[budgetKey]money.Amount
	chosen  map[int]money.Amount // the budgets as they are while the scene runs
	fee     money.FeeRate        // of deposits, while it runs
	clock   *movedClock
}

// sceneLine is one line of the file.
type sceneLine struct {
	number    int
	supporter int // an index of names
	url       string
	at        time.Time
}

// knownName is where a supporter's name stands first. Spellings that differ in case would be one supporter,
// as everywhere; whoever meant two people would miss one of their budgets, so they are refused.
type knownName struct {
	supporter int
	line      int
}

// budgetKey names a supporter's month.
type budgetKey struct {
	supporter int
	month     obolus.Month
}

// movedClock is a clock that a run moves through its file.
type movedClock struct{ t time.Time }

func (c *movedClock) now() time.Time { return c.t }

// readScene reads a file of clicks. A supporter's budget in a month is that of her last line of that
// month in the file, wherever the lines' times are. An error is a *fileError that names the line.
func readScene(name string, data []byte) (*scene, error) {
	records, err := readCSV(name, data, ',', clicksHeader)
	if err != nil {
		return nil, err
	}
	s := &scene{budgets: map[budgetKey]money.Amount{}, chosen: map[int]money.Amount{}, clock: &movedClock{}}
	known := map[string]knownName{} // by folded name
	for _, record := range records {
		err = s.read(known, record)
		if err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(s.lines, func(a, b sceneLine) int { return a.at.Compare(b.at) })
	if len(s.lines) > 0 {
		s.clock.t = s.lines[0].at
	}
	return s, nil
}

// read adds one line. An error names the column.
func (s *scene) read(known map[string]knownName, r record) error {
	written, folded, err := obolus.CheckName(r.fields[0])
	if err != nil {
		return r.wrong("supporter", err)
	}
	budget, err := money.Parse(r.fields[1])
	if err == nil {
		err = obolus.CheckBudget(budget)
	}
	if err != nil {
		return r.wrong("budget", err)
	}
	address, err := identity.Parse(r.fields[2])
	if err != nil {
		return r.wrong("url", err)
	}
	at, err := time.Parse(time.RFC3339, strings.ToUpper(r.fields[3])) // RFC 3339 allows t and z, Go does not
	if err != nil || obolus.MonthOf(at).Valid() != nil {
		return r.wrong("clicked_at", fmt.Errorf("a time is written like 2026-10-05T14:30:00Z, not %.40q", r.fields[3]))
	}
	first, ok := known[folded]
	if !ok {
		first = knownName{supporter: len(s.names), line: r.line}
		known[folded] = first
		s.names = append(s.names, written)
	}
	supporter := first.supporter
	if name := s.names[supporter]; name != written {
		return r.wrong("supporter", fmt.Errorf("%q and %q (line %d) are one name here: write it one way", written, name, first.line))
	}
	at = at.UTC().Truncate(time.Millisecond)
	s.lines = append(s.lines, sceneLine{number: r.line, supporter: supporter, url: string(address.URL), at: at})
	s.budgets[budgetKey{supporter, obolus.MonthOf(at)}] = budget
	return nil
}

// months cuts the lines into months, in order.
func (s *scene) months() [][]sceneLine {
	var months [][]sceneLine
	for rest := s.lines; len(rest) > 0; {
		m := obolus.MonthOf(rest[0].at)
		n, _ := slices.BinarySearchFunc(rest, m.Next(), func(l sceneLine, m obolus.Month) int {
			return cmp.Compare(obolus.MonthOf(l.at), m)
		})
		months, rest = append(months, rest[:n]), rest[n:]
	}
	return months
}
