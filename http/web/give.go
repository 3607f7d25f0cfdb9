package web

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"obolus"
	"obolus/app"
)

// givePage asks whether to support something, and says that it has been done. Links on other sites lead
// here, and the button opens it in a small window. It is never framed, and nothing on it happens by
// itself but in one case: see verified.
type givePage struct {
	thingPage
	Site    string
	Wish    wish
	OneHand bool   // all of the site is one recipient's, so that it can be trusted
	Just    bool   // the click has been made by the form on this page
	Trusted bool   // she wants not to be asked on this site
	Auto    bool   // and need not be
	Place   bool   // the site's buttons may work in place
	State   string // what the opener is told, "" for nothing: "clicked", "open" after an undo, or "error"
}

// Reason is why not, for the opener.
func (p *givePage) Reason() string {
	switch {
	case p.Gone:
		return p.Text("error.recipient_gone")
	case p.State == "error":
		return p.Text("thing.own")
	}
	return ""
}

// Again is this page's address for after an undo.
func (p *givePage) Again() string { return "/give?" + p.Wish.values().Encode() + "&undone=1" }

// Origin is whom the window answers to, Window whether it is one.
func (p *givePage) Origin() string { return p.Wish.origin }

// Window tells whether this is the button's small window.
func (p *givePage) Window() bool { return p.Wish.window }

// give asks, with what a click would be worth right now.
func (d *door) give(w http.ResponseWriter, r *http.Request, f *frame) error {
	query := r.URL.Query()
	wanted := readWish(query)
	found, err := d.App.LookUp(r.Context(), strings.TrimSpace(wanted.URL))
	if obolus.KindOf(err) == obolus.Invalid && !wanted.window { // the window has no field to correct it in
		f.fail(err)
		return d.front(w, r, f)
	}
	if err != nil {
		return err
	}
	if title := obolus.CleanTitle(wanted.Title); found.Thing.ID == 0 && title != "" {
		found.Thing.Title = title
	}
	p := &givePage{thingPage: thingPage{frame: f, Thing: found.Thing, Heading: heading(found.Thing)}, Wish: wanted, Site: app.SiteOf(found.Thing.URL),
		OneHand: app.OfOneHand(found.Thing.URL)}
	f.Small = wanted.window
	err = d.fillDecided(r.Context(), &p.thingPage)
	if err == nil {
		p.To, err = d.recipient(r.Context(), f, found.Recipient)
	}
	if err == nil {
		p.Gone, err = d.App.Gone(r.Context(), found)
	}
	if err != nil {
		return err
	}
	if f.Person != nil {
		err = d.fillGiver(r, p, found)
		if err != nil {
			return err
		}
	}
	p.Just = p.Mine != 0 && query.Get("click") == strconv.FormatInt(int64(p.Mine), 10) && originOf(r.Referer()) == ourOrigin(r)
	if p.Place {
		err = d.placeButton(w, r)
		if err != nil {
			return err
		}
	}
	// A page may learn what happened to its own things, or what was just pressed at its request.
	switch {
	case p.Gone:
		p.State, p.Auto = "error", false
	case p.Own && app.SiteOf(wanted.origin) == p.Site:
		p.State = "error"
	case p.Mine != 0 && (p.Just || app.SiteOf(wanted.origin) == p.Site):
		p.State = "clicked"
	case p.Mine == 0 && query.Get("undone") == "1" && originOf(r.Referer()) == ourOrigin(r):
		p.State = "open"
	}
	f.Title = f.Text("give.title")
	return d.show(w, "give", p)
}

// fillGiver says how the thing stands to who is signed in, and whether she has to be asked.
func (d *door) fillGiver(r *http.Request, p *givePage, found app.FoundThing) error {
	p.Own = found.Recipient.Person == p.Person.ID
	err := d.fillReader(r.Context(), &p.thingPage)
	if err != nil {
		return err
	}
	p.Trusted, err = d.App.TrustsSite(r.Context(), p.Person.ID, p.Site)
	p.Place = p.Trusted && p.OneHand && p.Wish.window
	if err != nil || !p.Trusted || !p.OneHand || !p.Wish.window || p.Mine != 0 || p.Own || !p.Ready {
		return err
	}
	recent, err := d.App.SiteClicks(r.Context(), p.Person.ID, p.Site)
	p.Auto = d.verified(r, p.Wish, p.Site) && recent < app.SiteClicksMost
	return err
}

// giveNow makes the click, or leads to what is missing for it.
func (d *door) giveNow(w http.ResponseWriter, r *http.Request, f *frame) error {
	err := parseForm(r)
	if err != nil {
		return err
	}
	wanted := readWish(r.PostForm)
	found, err := d.App.LookUp(r.Context(), strings.TrimSpace(wanted.URL))
	if err != nil {
		return err
	}
	if f.Person == nil {
		d.keepWish(w, wanted)
		redirect(w, r, "/sign-in", "next", "/give?"+wanted.values().Encode())
		return nil
	}
	site := app.SiteOf(found.Thing.URL)
	err = d.fewClicks(r.Context(), f.Person.ID, site)
	if err != nil {
		return err
	}
	if r.PostForm.Get("trust") != "" && app.OfOneHand(found.Thing.URL) {
		err = d.App.TrustSite(r.Context(), f.Person.ID, site)
		if err != nil {
			return err
		}
	}
	clicked, err := d.support(r, f.Person.ID, wanted, d.said(r, wanted.URL))
	if obolus.KindOf(err) == obolus.Unpaid {
		d.keepWish(w, wanted)
		redirect(w, r, "/top-up", "url", wanted.URL, "title", obolus.CleanTitle(wanted.Title))
		return nil
	}
	if err != nil {
		return err
	}
	redirect(w, r, wanted.path(clicked.Click.ID))
	return nil
}

// fewClicks fails with kind TooMany where a person's clicks on a site are more than people make in an hour.
func (d *door) fewClicks(ctx context.Context, person obolus.PersonID, site string) error {
	recent, err := d.App.SiteClicks(ctx, person, site)
	if err == nil && recent >= app.SiteClicksMost {
		err = obolus.Errorf(obolus.TooMany, "site_limit", "that was a lot for one site: go on in an hour")
	}
	return err
}

// distrust has the reader asked again on a site.
func (d *door) distrust(w http.ResponseWriter, r *http.Request, f *frame) error {
	err := signedForm(r, f)
	if err == nil {
		err = d.App.DistrustSite(r.Context(), f.Person.ID, r.PostForm.Get("site"))
	}
	if err != nil {
		return err
	}
	redirect(w, r, localPath(r.PostForm.Get("next")))
	return nil
}

// path is the page that says that a wish has become a click.
func (w wish) path(id obolus.ClickID) string {
	values := w.values()
	values.Set("click", strconv.FormatInt(int64(id), 10))
	return "/give?" + values.Encode()
}

// verified tells whether a trusted site itself has opened this window because of a press on its page.
// The browser says so in headers that no page can write: the site by its Referer, the press by
// Sec-Fetch-User, and that this is a window and no frame by Sec-Fetch-Dest. Where one is missing she is
// asked. A window that says it is of another site than its Referer is noted in the log.
func (d *door) verified(r *http.Request, wanted wish, site string) bool {
	from, h := originOf(r.Referer()), r.Header
	if from != "" && from != wanted.origin && from != ourOrigin(r) {
		d.log().Warn("a page has opened the button's window in the name of another", "from", from, "named", wanted.origin)
		return false
	}
	secure := strings.HasPrefix(from, "https://") || !d.cookies.Secure
	return from == wanted.origin && secure && app.SiteOf(from) == site && from != ourOrigin(r) &&
		h.Get("Sec-Fetch-User") == "?1" && h.Get("Sec-Fetch-Dest") == "document" && h.Get("Sec-Fetch-Mode") == "navigate"
}

// cleanOrigin returns an origin as browsers write it, "" for what is none.
func cleanOrigin(text string) string {
	origin := originOf(text)
	if origin != text {
		return ""
	}
	return origin
}

// originOf returns the origin of an address, "" where it has none.
func originOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || len(u.Host) > 300 {
		return ""
	}
	return u.Scheme + "://" + u.Host
}

// ourOrigin is where the reader believes to be.
func ourOrigin(r *http.Request) string {
	referer := originOf(r.Referer())
	if _, host, _ := strings.Cut(referer, "://"); host == r.Host { // a proxy in front may speak https
		return referer
	}
	return "http://" + r.Host
}
