package web

import (
	"html/template"
	"net/http"
	"strconv"
	"strings"

	"obolus"
	"obolus/app"
	"obolus/money"
)

type dashboardPage struct {
	*frame
	ThisMonth obolus.Month
	Cake      cake
	Share     money.Amount // of one click, if the month ended now
	Spent     money.Amount // reserved for the clicks
	Left      money.Amount // of the funds, after this month
	Balances  app.Balances
	Clicks    []clickRow
	Budgets   chooser
}

// clickRow is a click as a line of a table.
type clickRow struct {
	app.StatementClick
	Heading string
	To      string
	Hue     string
	When    string
}

// dashboard is a supporter's running month.
func (d *door) dashboard(w http.ResponseWriter, r *http.Request, f *frame) error {
	err := signedInOnly(f)
	if err != nil {
		return err
	}
	m := obolus.MonthOf(d.App.Now())
	s, err := d.App.SupporterStatement(r.Context(), f.Person.ID, m)
	if err != nil {
		return err
	}
	p := &dashboardPage{frame: f, ThisMonth: m, Cake: newCake(s.Clicks), Share: s.Share, Spent: s.Spent, Clicks: f.rows(s.Clicks)}
	p.Balances, err = d.App.Balances(r.Context(), f.Person.ID)
	if err != nil {
		return err
	}
	p.Left = max(p.Balances.Funds-p.Spent, 0) // two reads: a deposit may have come between them
	p.Budgets = f.budgets(r.PostForm, 5*money.Unit)
	f.Title = f.Text("dashboard.title", "Month", f.Month(m))
	return d.show(w, "dashboard", p)
}

func (f *frame) rows(clicks []app.StatementClick) []clickRow {
	rows := make([]clickRow, 0, len(clicks))
	hues := hues(clicks)
	for _, k := range clicks {
		rows = append(rows, clickRow{StatementClick: k, Heading: heading(k.Thing), To: f.RecipientName(k.Recipient),
			Hue: hues[k.Recipient.ID], When: f.Time(k.Click.At)})
	}
	return rows
}

// Lines are the rows of the table of clicks. They are written here rather than in the template, which
// took most of the time of a dashboard with 500 clicks. Titles and names are somebody's text and are
// escaped; all else is ours.
func (p *dashboardPage) Lines() template.HTML {
	var b strings.Builder
	undo := template.HTMLEscapeString(p.Text("thing.undo"))
	for _, k := range p.Clicks {
		heading := template.HTMLEscapeString(k.Heading)
		for _, part := range []string{`<tr><th scope="row"><i class="dot `, k.Hue, `"></i><a href="`, thingPath(k.Thing.ID), `" dir="auto">`, heading,
			`</a></th><td><bdi>`, template.HTMLEscapeString(k.To), `</bdi></td><td class="time">`, template.HTMLEscapeString(k.When),
			`</td><td class="act"><button class="quiet" formaction="/clicks/`, strconv.FormatInt(int64(k.Click.ID), 10), `/undo" aria-label="`, undo, `: `, heading,
			`">`, undo, "</button></td></tr>\n"} {
			b.WriteString(part)
		}
	}
	return template.HTML(b.String())
}

// budget chooses what the reader gives per month.
func (d *door) budget(w http.ResponseWriter, r *http.Request, f *frame) error {
	err := signedInOnly(f)
	if err != nil {
		return err
	}
	err = parseForm(r)
	if err != nil {
		return err
	}
	chosen, err := chosenAmount(r.PostForm, "budget")
	if err == nil {
		_, err = d.App.SetBudget(r.Context(), f.Person.ID, chosen)
	}
	if obolus.KindOf(err) == obolus.Invalid {
		f.fail(err)
		return d.dashboard(w, r, f)
	}
	if err != nil {
		return err
	}
	redirect(w, r, "/dashboard", "done", "budget")
	return nil
}
