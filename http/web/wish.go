package web

import (
	"net/http"
	"net/url"

	"obolus"
	"obolus/app"
)

// maxWishBytes is what a cookie can hold for certain.
const maxWishBytes = 3500

// wish is a click that somebody has confirmed before we knew who she is, or before she had money.
type wish struct {
	URL, Title string
	anonymous  *bool  // what she chose with it; nil is what she has chosen for all
	window     bool   // of the button: the answer is for the page that opened it
	origin     string // of that page
}

func (w wish) values() url.Values {
	values := url.Values{"url": {w.URL}, "title": {obolus.CleanTitle(w.Title)}}
	if w.anonymous != nil {
		values.Set("asked", "anonymous")
		if *w.anonymous {
			values.Set("anonymous", "yes")
		}
	}
	if w.window {
		values.Set("window", "1")
	}
	if w.origin != "" {
		values.Set("origin", w.origin)
	}
	return values
}

// Anonymous tells whether the box was ticked. A link may ask for more privacy than she has chosen, never
// for less: that an empty box was chosen is only believed of what was sent by our own form.
func (w wish) Anonymous() bool { return w.anonymous != nil && *w.anonymous }

// HideName is the box on the page that asks, which a link may tick.
func (p *givePage) HideName() bool { return p.thingPage.HideName() || p.Wish.Anonymous() }

func readWish(values url.Values) wish {
	return wish{URL: values.Get("url"), Title: values.Get("title"), anonymous: askedAnonymous(values),
		window: values.Get("window") == "1", origin: cleanOrigin(values.Get("origin"))}
}

// keepWish keeps a confirmed click in her browser until she has signed in. A very long one is not kept:
// then she is asked again.
func (d *door) keepWish(w http.ResponseWriter, wanted wish) {
	text := wanted.values().Encode()
	if len(text) <= maxWishBytes {
		d.cookies.Set(w, wishCookie, text, afterAge)
	}
}

// goOn leads on whoever has just signed in or has just chosen a budget: to the click that she confirmed
// before, which is completed without asking again (R13), else to next.
func (d *door) goOn(w http.ResponseWriter, r *http.Request, person obolus.PersonID, next string) error {
	wanted, clicked, was, err := d.fulfil(w, r, person)
	switch {
	case obolus.KindOf(err) == obolus.Unpaid && wanted.URL != "":
		redirect(w, r, "/top-up", "url", wanted.URL, "title", obolus.CleanTitle(wanted.Title))
	case err != nil && obolus.KindOf(err) != obolus.Unpaid:
		return err
	case was && err == nil:
		d.clicked(w, r, wanted, clicked)
	default:
		redirect(w, r, next)
	}
	return nil
}

// fulfil makes the click that waits for a person, in her browser or in the database. While it cannot be
// made for want of money its cookie stays, since that knows the window.
func (d *door) fulfil(w http.ResponseWriter, r *http.Request, person obolus.PersonID) (wanted wish, clicked app.Clicked, was bool, err error) {
	values, err := url.ParseQuery(d.cookies.Read(r, wishCookie))
	if err == nil && values.Get("url") != "" {
		wanted = readWish(values)
		err = d.App.KeepWish(r.Context(), person, app.Wish{URL: wanted.URL, Title: wanted.Title, Anonymous: wanted.anonymous, Said: d.said(r, wanted.URL)})
		if err != nil && obolus.KindOf(err) != obolus.Invalid {
			return wanted, clicked, false, err
		}
	}
	clicked, was, err = d.App.Fulfil(r.Context(), person)
	if wanted.URL != "" && obolus.KindOf(err) != obolus.Unpaid {
		d.cookies.Clear(w, wishCookie)
	}
	switch {
	case err != nil:
		d.Metrics.ClickRefused(obolus.AsError(err).Code)
	case clicked.New:
		d.Metrics.ClickAccepted()
	}
	return wanted, clicked, was, err
}

// clicked shows what a click has done: in the button's window, else on the thing's page.
func (d *door) clicked(w http.ResponseWriter, r *http.Request, wanted wish, c app.Clicked) {
	if !wanted.window {
		redirect(w, r, thingPath(c.Thing.ID), "done", "clicked")
		return
	}
	redirect(w, r, wanted.path(c.Click.ID))
}
