package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"obolus"
	"obolus/app"
)

type adminThingsPage struct {
	*frame
	Question string
	Only     string // "" for all
	Things   []app.Inspected
	First    string // the first page, where this is not it
	More     string
}

const inspectedOnPage = 50

// adminThings lists what can be supported, with what is hidden from everybody else; each leads to its page,
// where it is decided on.
func (d *door) adminThings(w http.ResponseWriter, r *http.Request, f *frame) error {
	query := r.URL.Query()
	p := &adminThingsPage{frame: f, Question: strings.TrimSpace(query.Get("q"))}
	if only := query.Get("only"); slices.Contains(app.InspectedStates, only) {
		p.Only = only
	}
	before := obolus.ThingID(readAfter(r))
	var err error
	p.Things, err = d.App.Inspect(r.Context(), p.Question, p.Only, before, inspectedOnPage+1)
	if err != nil {
		return err
	}
	if len(p.Things) > inspectedOnPage {
		p.Things = p.Things[:inspectedOnPage]
		p.More = p.path("after", strconv.FormatInt(int64(p.Things[inspectedOnPage-1].Thing.ID), 10))
	}
	if before != 0 {
		p.First = p.path()
	}
	f.Title = f.Text("admin.things")
	return d.show(w, "adminthings", p)
}

// path is the list with the same question.
func (p *adminThingsPage) path(pairs ...string) string {
	if p.Question != "" {
		pairs = append(pairs, "q", p.Question)
	}
	if p.Only != "" {
		pairs = append(pairs, "only", p.Only)
	}
	return pathOf("/admin/things", pairs...)
}

// States are what the list can be narrowed to.
func (p *adminThingsPage) States() []string { return app.InspectedStates }

// StateName names one of them.
func (p *adminThingsPage) StateName(state string) string { return p.Text("inspect." + state) }
