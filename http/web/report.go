package web

import (
	"fmt"
	"net/http"
	"strconv"

	"obolus"
	"obolus/app"
)

type reportPage struct {
	*frame
	Address string // what is asked for where nothing is known yet
	Thing   obolus.ThingID
	Of      obolus.PersonID
	About   string
	Back    string
	Kind    obolus.ReportKind
	Words   string
	Sent    bool
	Unsent  bool
}

// report asks what is wrong with a thing or a person. Nobody needs an account to say so.
func (d *door) report(w http.ResponseWriter, r *http.Request, f *frame) error {
	if query := r.URL.Query(); !query.Has("thing") && !query.Has("person") {
		return d.reportWhere(w, r, f)
	}
	p, err := d.reportPage(r, f)
	if err != nil {
		return err
	}
	p.Sent = r.URL.Query().Get("sent") == "yes"
	return d.show(w, "report", p)
}

func (d *door) reportPage(r *http.Request, f *frame) (*reportPage, error) {
	p := &reportPage{frame: f, Kind: obolus.ReportKind(r.PostForm.Get("kind")), Words: r.PostForm.Get("text")}
	f.Title, f.NoIndex, f.Path = f.Text("report.title"), true, "/"
	if number, err := strconv.ParseInt(r.FormValue("person"), 10, 64); err == nil && number > 0 {
		profile, err := d.App.Profile(r.Context(), 0, obolus.PersonID(number)) // who has no page is not named here either
		p.Of, p.About, p.Back = profile.Person.ID, profile.Person.Name, fmt.Sprint("/people/", number)
		return p, err
	}
	number, err := strconv.ParseInt(r.FormValue("thing"), 10, 64)
	if err != nil || number < 1 {
		return nil, obolus.Errorf(obolus.NotFound, "page_unknown", "there is no such page")
	}
	err = d.App.InSight(r.Context(), obolus.ThingID(number))
	if err != nil {
		return nil, err
	}
	found, err := d.App.Thing(r.Context(), obolus.ThingID(number))
	p.Thing, p.About, p.Back = found.Thing.ID, heading(found.Thing), thingPath(obolus.ThingID(number))
	return p, err
}

// sendReport keeps a report. The field that nobody sees is filled in by programs only; they are told
// what people are told.
func (d *door) sendReport(w http.ResponseWriter, r *http.Request, f *frame) error {
	err := parseForm(r)
	if err != nil {
		return err
	}
	p, err := d.reportPage(r, f)
	if err != nil {
		return err
	}
	n := app.NewReport{From: origin(r), Thing: p.Thing, Person: p.Of, Kind: p.Kind, Text: p.Words}
	if f.Person != nil {
		n.Reporter = f.Person.ID
	}
	if r.PostForm.Get("website") == "" {
		_, err = d.App.Report(r.Context(), n)
	}
	if kind := obolus.KindOf(err); kind == obolus.Invalid || kind == obolus.TooMany {
		f.fail(err)
		return d.show(w, "report", p)
	}
	if err != nil {
		return err
	}
	if p.Of != 0 {
		redirect(w, r, "/reports/new", "person", fmt.Sprint(p.Of), "sent", "yes")
		return nil
	}
	redirect(w, r, "/reports/new", "thing", fmt.Sprint(p.Thing), "sent", "yes")
	return nil
}

// Kinds are what can be wrong.
func (p *reportPage) Kinds() []obolus.ReportKind { return obolus.ReportKinds }
