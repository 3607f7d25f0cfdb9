package web

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"obolus"
)

// reportWhere asks for the address of what is to be reported. Who comes from the page of a thing or of a
// person need not be asked, unless she has chosen to report something else.
func (d *door) reportWhere(w http.ResponseWriter, r *http.Request, f *frame) error {
	query := r.URL.Query()
	p := &reportPage{frame: f, Address: strings.TrimSpace(query.Get("url"))}
	f.Title, f.NoIndex = f.Text("report.title"), true
	address := p.Address
	if !query.Has("url") {
		address = r.Referer()
	}
	if address == "" {
		return d.show(w, "report", p)
	}
	kind, id, err := d.reportable(r.Context(), r.Host, address)
	if obolus.KindOf(err) == obolus.NotFound {
		if p.Address != "" { // what the browser has told is nothing to complain about
			f.fail(err)
		}
		return d.show(w, "report", p)
	}
	if err != nil {
		return err
	}
	redirect(w, r, "/reports/new", kind, strconv.FormatInt(id, 10))
	return nil
}

// numberedPages are our pages about a thing or a person, and aboutPages those about the address in their query.
var (
	numberedPages = regexp.MustCompile(`^/(things|people)/([0-9]{1,18})(?:-[^/]*|/edit)?/?$`)
	aboutPages    = map[string]bool{"/give": true, "/get": true, "/things/lookup": true, "/top-up": true}
)

// reportable returns the field of the form and the number of what an address stands for, be it of a page
// here or of what is supported itself. For all that cannot be seen it fails with the same words, kind
// NotFound (nothing_to_report): nobody learns from it whether somebody is here.
func (d *door) reportable(ctx context.Context, host, address string) (kind string, id int64, err error) {
	u, err := url.Parse(address)
	if err == nil && d.ours(host, u) {
		if page := numberedPages.FindStringSubmatch(u.Path); page != nil {
			id, _ = strconv.ParseInt(page[2], 10, 64) // digits, and few enough
			kind = map[string]string{"things": "thing", "people": "person"}[page[1]]
		} else if aboutPages[u.Path] {
			address = u.Query().Get("url")
		}
	}
	switch kind {
	case "person":
		_, err = d.App.Profile(ctx, 0, obolus.PersonID(id))
	case "thing":
		_, err = d.App.Thing(ctx, obolus.ThingID(id))
	default:
		if !strings.Contains(address, "://") { // as we show it ourselves
			address = "https://" + address
		}
		found, lookUp := d.App.LookUp(ctx, address)
		kind, id, err = "thing", int64(found.Thing.ID), lookUp
	}
	if err == nil && kind == "thing" {
		err = d.App.InSight(ctx, obolus.ThingID(id))
	}
	if k := obolus.KindOf(err); err == nil && id == 0 || k == obolus.NotFound || k == obolus.Invalid {
		err = obolus.Errorf(obolus.NotFound, "nothing_to_report", "there is nothing here by that address: copy the address of the page that is wrong")
	}
	return kind, id, err
}

// ours tells whether an address is of this instance, as people or this very request reach it.
func (d *door) ours(host string, u *url.URL) bool {
	home, err := url.Parse(d.BaseURL)
	return u.Host != "" && (u.Host == host || err == nil && u.Host == home.Host)
}
