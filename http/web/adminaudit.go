package web

import (
	"net/http"
	"regexp"
	"strconv"
	"strings"

	"obolus"
	"obolus/app"
)

type auditPage struct {
	*frame
	Deeds []shownDeed
	More  int64
}

type shownDeed struct {
	app.Audited
	Who  string // "" for the command line
	What string // was done, in the reader's language; "" for what another version has done
	On   string // what it was done to
	Link string // the page of that, "" for none
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
		shown := f.shownDeed(deed)
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

// numbered are subjects of deeds that have a number.
var numbered = regexp.MustCompile(`^(person|thing|report|payout) ([0-9]+)$`)

// shownDeed puts a deed into words. The log itself keeps those of the code: it outlives catalogs.
func (f *frame) shownDeed(deed app.Audited) shownDeed {
	shown := shownDeed{Audited: deed, On: deed.Subject}
	name, isSetting := strings.CutPrefix(deed.Action, "setting.")
	if isSetting {
		shown.What, shown.On = f.Text("deed.setting"), f.Text("setting."+name)
		return shown
	}
	if key := "deed." + strings.ReplaceAll(deed.Action, ".", "_"); f.Has(key) {
		shown.What = f.Text(key)
	}
	if parts := numbered.FindStringSubmatch(deed.Subject); parts != nil {
		shown.On = f.Text("deed_on."+parts[1], "Number", parts[2])
		if parts[1] == "thing" {
			shown.Link = "/things/" + parts[2]
		}
	} else if deed.Action == "waiting.admit" {
		shown.On = f.Text("deed_on.waiting")
	}
	if m, err := obolus.ParseMonth(deed.Subject); err == nil && !strings.HasPrefix(deed.Action, "person.") { // a name can look like a month
		shown.On = f.Month(m)
	}
	return shown
}

// readAfter is where a list goes on; what is no number is its beginning.
func readAfter(r *http.Request) int64 {
	after, err := strconv.ParseInt(r.URL.Query().Get("after"), 10, 64)
	if err != nil || after < 0 {
		return 0
	}
	return after
}
