package web

import (
	"net/http"
	"strconv"

	"obolus"
)

type errorPage struct {
	*frame
	Sentence string // what happened
	Next     string // what to do about it
	Status   int
	Wish     wish   // of the button's window: what it tells its opener
	Code     string // of the error
}

// Asked is the address of a button that waits for the answer, Origin its page's.
func (p *errorPage) Asked() string {
	if !p.Wish.window || p.Wish.origin == "" {
		return ""
	}
	return p.Wish.URL
}

// Origin is whom the window answers to.
func (p *errorPage) Origin() string { return p.Wish.origin }

// reasons are what a page may know of why a click was refused: what is the person's own business only our
// window tells her.
var reasons = map[string]bool{"own_thing": true, "site_limit": true, "invalid_url": true}

// Reason is the sentence for the button under which it stands on another site's page.
func (p *errorPage) Reason() string {
	if reasons[p.Code] {
		return p.Sentence
	}
	return p.Text("give.refused")
}

// explained are the statuses that have a title and an advice of their own in the catalogs; the others
// share that of 500, or of 422 where the request was at fault.
var explained = map[int]bool{403: true, 404: true, 409: true, 413: true, 422: true, 429: true, 500: true, 503: true}

// nothing answers what no page and no other door does.
func (d *door) nothing(http.ResponseWriter, *http.Request, *frame) error {
	return obolus.Errorf(obolus.NotFound, "page_unknown", "there is no such page")
}

// present tells a reader of an error on a page in her language. Where there is a way on, it leads
// there instead: to the sign-in, or to the top-up after which the click is completed (R13).
func (d *door) present(w http.ResponseWriter, r *http.Request, status int, e *obolus.Error) {
	f, err := d.frame(r)
	if err != nil { // the database is away, probably as e says: the page can do without it
		settings := obolus.DefaultSettings()
		f = &frame{Translator: d.translator(r, settings), door: d, settings: settings, Path: "/"}
	}
	if status == http.StatusUnauthorized {
		next := f.Path
		if r.Method != http.MethodGet {
			next = "/dashboard"
		}
		redirect(w, r, "/sign-in", "next", next)
		return
	}
	key := explanation(status)
	f.Title, f.status = f.Text("error.title_"+key), status
	page := &errorPage{frame: f, Sentence: f.sentence(e), Next: f.Text("error.next_" + key), Status: status, Code: e.Code}
	if r.URL.Path == "/give" {
		page.Wish = readWish(r.URL.Query())
		if r.Method == http.MethodPost {
			page.Wish = readWish(r.PostForm)
		}
		f.Small = page.Wish.window
	}
	err = d.show(w, "error", page)
	if err != nil { // our own templates are broken: the plain sentence is better than nothing
		http.Error(w, e.Message, status)
	}
}

func explanation(status int) string {
	switch {
	case explained[status]:
		return strconv.Itoa(status)
	case status >= 500:
		return "500"
	default:
		return "422"
	}
}

// sentence is an error in the reader's language, or in English where its code is not in the catalogs:
// most of these only programs and operators meet.
func (f *frame) sentence(e *obolus.Error) string {
	key := "error." + e.Code
	if !f.Has(key) {
		return e.Message
	}
	return f.Text(key, "Min", f.Money(obolus.MinBudget), "Max", f.Money(obolus.MaxBudget))
}
