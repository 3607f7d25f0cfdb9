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
	ThisMonth    obolus.Month
	Given        app.GivenMonth
	Cake         cake
	Left         money.Amount // of the funds, after this month
	Balances     app.Balances
	Clicks       []clickRow
	Older, Newer string // addresses of the pages of clicks beside this one, "" for none
	Budgets      chooser
}

// dashboard is a supporter's running month.
func (d *door) dashboard(w http.ResponseWriter, r *http.Request, f *frame) error {
	err := signedInOnly(f)
	if err != nil {
		return err
	}
	m, after := obolus.MonthOf(d.App.Now()), readPlace(r, "after")
	p := &dashboardPage{frame: f, ThisMonth: m}
	p.Given, err = d.App.GivenMonth(r.Context(), f.Person.ID, m, after, clicksOnPage)
	if err != nil {
		return err
	}
	p.Balances, err = d.App.Balances(r.Context(), f.Person.ID)
	if err != nil {
		return err
	}
	p.Cake = newCake(f, p.Given)
	p.Clicks = f.rows(p.Given.Clicks, p.Cake)
	p.Older, p.Newer = pagesBeside("/dashboard", "after", after, p.Given.Next)
	p.Left = max(p.Balances.Funds-p.Given.Spent, 0) // two reads: a deposit may have come between them
	p.Budgets, err = f.budgets(r.PostForm, 5*money.Unit).priced(f, p.Given)
	if err != nil {
		return err
	}
	f.Title = f.Text("dashboard.title", "Month", f.Month(m))
	return d.show(w, "dashboard", p)
}

// Lines are the rows of the table of clicks. They are written here rather than in the template, which
// took most of the time of a dashboard with many clicks. Titles and names are somebody's text and are
// escaped; all else is ours.
func (p *dashboardPage) Lines() template.HTML {
	var b strings.Builder
	undo := template.HTMLEscapeString(p.Text("thing.undo"))
	named := `<span class="tag">` + template.HTMLEscapeString(p.Text("trail.named")) + "</span>"
	for _, k := range p.Clicks {
		heading, number := template.HTMLEscapeString(k.Heading), strconv.FormatInt(int64(k.Click.ID), 10)
		mark := named
		if k.Click.Anonymous {
			mark = ""
		}
		for _, part := range []string{`<tr><th scope="row"><i class="dot `, k.Hue, `"></i><a href="`, thingPath(k.Thing.ID), `" dir="auto">`, heading,
			`</a></th><td><bdi>`, template.HTMLEscapeString(k.To), `</bdi> `, mark, `</td><td class="time"><a href="/clicks/`, number, `">`, template.HTMLEscapeString(k.When),
			`</a></td><td class="act"><button class="quiet" formaction="/clicks/`, number, `/undo" aria-label="`, undo, `: `, heading,
			`">`, undo, "</button></td></tr>\n"} {
			b.WriteString(part)
		}
	}
	return template.HTML(b.String())
}

// budget chooses what the reader gives per month.
func (d *door) budget(w http.ResponseWriter, r *http.Request, f *frame) error {
	err := signedForm(r, f)
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
	return d.goOn(w, r, f.Person.ID, "/dashboard?done=budget")
}

// anonymous chooses whether the reader's clicks to come keep her name to themselves.
func (d *door) anonymous(w http.ResponseWriter, r *http.Request, f *frame) error {
	err := signedForm(r, f)
	if err != nil {
		return err
	}
	chosen := r.PostForm.Get("anonymous") != "no"
	_, err = d.App.SetAnonymous(r.Context(), f.Person.ID, chosen)
	if err != nil {
		return err
	}
	if chosen {
		redirect(w, r, "/dashboard", "done", "anonymous")
	} else {
		redirect(w, r, "/dashboard", "done", "named")
	}
	return nil
}
