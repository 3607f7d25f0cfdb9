package web

import (
	"bytes"
	"fmt"
	"net/http"

	"obolus"
	"obolus/app"
)

type statementPage struct {
	*frame
	ThisMonth      obolus.Month
	Previous, Next obolus.Month // 0 where there is none to see
	Closed         bool
	Open           bool // there is, or will be, something to divide
	Given          app.GivenMonth
	Clicks         []clickRow
	Older, Newer   string // addresses of the pages of given clicks beside this one
	Received       app.CreatorStatement
	Got            receivedPage
	CSV            bool
	PaidIn         bool // she put in money in the month
}

// receivedPage is what a page shows of what a creator's things received.
type receivedPage struct {
	Things       []app.ThingRevenue
	MoreThings   int64
	Clicks       []app.EarnedClick
	Older, Newer string
}

type statementsPage struct {
	*frame
	Running obolus.Month
	Months  []obolus.Month // newest first
}

// mostMonths bounds the list of months: twenty years.
const mostMonths = 240

// statements lists the months of which there can be a statement.
func (d *door) statements(w http.ResponseWriter, r *http.Request, f *frame) error {
	first, running, err := d.months(r, f)
	if err != nil {
		return err
	}
	p := &statementsPage{frame: f, Running: running}
	for m := running; m >= first && len(p.Months) < mostMonths; m = m.Previous() {
		p.Months = append(p.Months, m)
	}
	f.Title = f.Text("statements.title")
	return d.show(w, "statements", p)
}

// months are the first and the last month with a statement for the reader: an identity that she
// claimed may have been supported before she came.
func (d *door) months(r *http.Request, f *frame) (first, running obolus.Month, err error) {
	err = signedInOnly(f)
	if err != nil {
		return 0, 0, err
	}
	closed, err := d.App.ClosedMonths(r.Context())
	if err != nil {
		return 0, 0, err
	}
	first, running = obolus.MonthOf(f.Person.CreatedAt), obolus.MonthOf(d.App.Now())
	if len(closed) > 0 {
		first = min(first, closed[len(closed)-1].Month)
	}
	return first, running, nil
}

// statement is one month of the reader's, as a supporter and as a creator.
func (d *door) statement(w http.ResponseWriter, r *http.Request, f *frame) error {
	first, running, err := d.months(r, f)
	if err != nil {
		return err
	}
	m, err := readMonth(r)
	if err != nil {
		return err
	}
	p := &statementPage{frame: f, ThisMonth: m, CSV: d.Revenue != nil}
	if m > first {
		p.Previous = m.Previous()
	}
	if m < running {
		p.Next = m.Next()
	}
	after, path := readPlace(r, "given"), "/statements/"+m.String()
	p.Given, err = d.App.GivenMonth(r.Context(), f.Person.ID, m, after, clicksOnPage)
	if err != nil {
		return err
	}
	p.PaidIn, err = d.App.PaidIn(r.Context(), f.Person.ID, m)
	if err != nil {
		return err
	}
	p.Received, err = d.App.CreatorStatement(r.Context(), f.Person.ID, m)
	if err != nil {
		return err
	}
	p.Closed, p.Clicks = p.Given.Closed, f.rows(p.Given.Clicks, cake{})
	p.Open = !p.Closed && (m == running || p.Given.Total > 0 || len(p.Received.Clicks) > 0)
	p.Older, p.Newer = pagesBeside(path, "given", after, p.Given.Next)
	p.Got = receivedOn(p.Received, readPlace(r, "received"), path)
	f.Title = f.Text("statement.title", "Month", f.Month(m))
	return d.show(w, "statement", p)
}

// receivedOn cuts one page out of what a creator received in a month.
func receivedOn(s app.CreatorStatement, after app.ClickPlace, path string) receivedPage {
	p := receivedPage{Things: s.Things[:min(len(s.Things), clicksOnPage)], Clicks: s.Clicks}
	p.MoreThings = int64(len(s.Things) - len(p.Things))
	if after.ID != 0 {
		for len(p.Clicks) > 0 && !behind(p.Clicks[0].Click, after) {
			p.Clicks = p.Clicks[1:]
		}
	}
	var next app.ClickPlace
	if len(p.Clicks) > clicksOnPage {
		p.Clicks = p.Clicks[:clicksOnPage]
		last := p.Clicks[clicksOnPage-1].Click
		next = app.ClickPlace{At: last.At, ID: last.ID}
	}
	p.Older, p.Newer = pagesBeside(path, "received", after, next)
	return p
}

// behind tells whether a click comes after a place, newest first.
func behind(c obolus.Click, after app.ClickPlace) bool {
	return c.At.Before(after.At) || c.At.Equal(after.At) && c.ID < after.ID
}

// revenue is the creator's side of a statement as a file.
func (d *door) revenue(w http.ResponseWriter, r *http.Request, f *frame) error {
	err := signedInOnly(f)
	if err != nil {
		return err
	}
	m, err := readMonth(r)
	if err == nil && d.Revenue == nil {
		return d.nothing(w, r, f)
	}
	if err != nil {
		return err
	}
	s, err := d.App.CreatorStatement(r.Context(), f.Person.ID, m)
	if err != nil {
		return err
	}
	var file bytes.Buffer
	err = d.Revenue(&file, d.BaseURL, s)
	if err != nil {
		return fmt.Errorf("writing the revenue of %s: %w", m, err)
	}
	h := w.Header()
	h.Set("Content-Type", "text/csv; charset=utf-8")
	h.Set("Content-Disposition", `attachment; filename="revenue-`+m.String()+`.csv"`)
	h.Set("Cache-Control", "no-store")
	_, _ = file.WriteTo(w) // the reader has gone: there is nobody to tell
	return nil
}

// readMonth reads the month in a path; anything else there is no page.
func readMonth(r *http.Request) (obolus.Month, error) {
	m, err := obolus.ParseMonth(r.PathValue("month"))
	if err != nil {
		return 0, obolus.Errorf(obolus.NotFound, "page_unknown", "there is no such page")
	}
	return m, nil
}
