package web

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"obolus"
	"obolus/app"
)

type reportsPage struct {
	*frame
	State   obolus.ReportState
	Reports []shownReport
	More    obolus.ReportID
}

// shownReport is a report with what it is about.
type shownReport struct {
	obolus.Report
	About, Link string
	Reporter    string // a name; "" for somebody without an account
	Held        bool
	Decisions   []app.Decision // those that are possible
}

const reportsOnPage = 30

// adminReports lists what people reported, the oldest first.
func (d *door) adminReports(w http.ResponseWriter, r *http.Request, f *frame) error {
	p := &reportsPage{frame: f, State: obolus.ReportOpen}
	if state := obolus.ReportState(r.URL.Query().Get("state")); state == obolus.ReportDismissed || state == obolus.ReportUpheld {
		p.State = state
	}
	list, err := d.App.Reports(r.Context(), p.State, obolus.ReportID(readAfter(r)), reportsOnPage)
	if err != nil {
		return err
	}
	for _, report := range list {
		shown, err := d.shownReport(r.Context(), report)
		if err != nil {
			return err
		}
		p.Reports = append(p.Reports, shown)
	}
	if len(list) == reportsOnPage {
		p.More = list[reportsOnPage-1].ID
	}
	f.Title = f.Text("admin.reports")
	return d.show(w, "adminreports", p)
}

func (d *door) shownReport(ctx context.Context, r obolus.Report) (shownReport, error) {
	shown := shownReport{Report: r, Decisions: app.Decisions}
	without := func(d app.Decision) {
		shown.Decisions = slices.DeleteFunc(slices.Clone(shown.Decisions), func(other app.Decision) bool { return other == d })
	}
	if r.Reporter != 0 {
		reporter, err := d.App.Person(ctx, r.Reporter)
		if err != nil {
			return shown, err
		}
		shown.Reporter = reporter.Name
	}
	if r.Thing == 0 {
		without(app.BarThing)
		person, err := d.App.Person(ctx, r.Person)
		shown.About, shown.Link = person.Name, fmt.Sprint("/people/", r.Person)
		return shown, err
	}
	found, err := d.App.Thing(ctx, r.Thing)
	if err != nil {
		return shown, err
	}
	shown.About, shown.Link = heading(found.Thing), thingPath(r.Thing)
	if found.Recipient.Person == 0 {
		without(app.SuspendThem) // nobody has claimed it, or it is a team's
	}
	shown.Held, err = d.App.Held(ctx, found.Recipient.ID)
	return shown, err
}

// decide does what the operator has decided.
func (d *door) decide(w http.ResponseWriter, r *http.Request, f *frame) error {
	id, err := readID(r)
	if err != nil {
		return err
	}
	decision, answer := r.PostForm.Get("decision"), r.PostForm.Get("answer")
	ctx := doing(r, f, "report."+decision, fmt.Sprint("report ", id), answer)
	_, err = d.App.Decide(ctx, obolus.ReportID(id), app.Decision(decision), answer)
	if obolus.KindOf(err) == obolus.Invalid {
		f.fail(err)
		return d.adminReports(w, r, f)
	}
	if err != nil {
		return err
	}
	redirect(w, r, "/admin/reports", "done", "decided")
	return nil
}
