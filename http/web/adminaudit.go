package web

import (
	"net/http"
	"strconv"

	"obolus/app"
)

type auditPage struct {
	*frame
	Deeds []shownDeed
	More  int64
}

type shownDeed struct {
	app.Audited
	Who string // "" for the command line
}

const deedsOnPage = 100

// adminAudit shows what operators did, newest first.
func (d *door) adminAudit(w http.ResponseWriter, r *http.Request, f *frame) error {
	p := &auditPage{frame: f}
	log, err := d.App.AuditLog(r.Context(), readAfter(r), deedsOnPage)
	if err != nil {
		return err
	}
	for _, deed := range log {
		shown := shownDeed{Audited: deed}
		if deed.Operator != 0 {
			person, err := d.App.Person(r.Context(), deed.Operator)
			if err != nil {
				return err
			}
			shown.Who = person.Name
		}
		p.Deeds = append(p.Deeds, shown)
	}
	if len(log) == deedsOnPage {
		p.More = log[deedsOnPage-1].ID
	}
	f.Title = f.Text("admin.audit")
	return d.show(w, "adminaudit", p)
}

// readAfter is where a list goes on; what is no number is its beginning.
func readAfter(r *http.Request) int64 {
	after, err := strconv.ParseInt(r.URL.Query().Get("after"), 10, 64)
	if err != nil || after < 0 {
		return 0
	}
	return after
}
