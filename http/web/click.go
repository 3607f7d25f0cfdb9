package web

import (
	"fmt"
	"net/http"
	"net/url"

	"obolus"
	"obolus/app"
)

// click supports the thing at an address. Who is not signed in, or has nothing to give yet, is led
// there first; the address goes with her, and the click is completed at the end (R13).
func (d *door) click(w http.ResponseWriter, r *http.Request, f *frame) error {
	err := parseForm(r)
	if err != nil {
		return err
	}
	wanted := wish{URL: r.PostForm.Get("url"), Title: r.PostForm.Get("title"), anonymous: askedAnonymous(r.PostForm)}
	address, title := wanted.URL, wanted.Title
	if f.Person == nil {
		d.keepWish(w, wanted)
		page := pathOf("/things/lookup", "url", address, "title", obolus.CleanTitle(title))
		redirect(w, r, "/sign-in", "next", page)
		return nil
	}
	clicked, err := d.support(r, f.Person.ID, wanted, d.said(r, address))
	if obolus.KindOf(err) == obolus.Unpaid {
		d.keepWish(w, wanted)
		redirect(w, r, "/top-up", "url", address, "title", obolus.CleanTitle(title))
		return nil
	}
	if err != nil {
		return err
	}
	redirect(w, r, thingPath(clicked.Thing.ID), "done", "clicked")
	return nil
}

// support makes the click and counts what became of it.
func (d *door) support(r *http.Request, person obolus.PersonID, wanted wish, said app.Said) (app.Clicked, error) {
	clicked, err := d.App.Click(r.Context(), app.NewClick{Person: person, Address: wanted.URL, Title: wanted.Title, Said: said, Anonymous: wanted.anonymous})
	if err != nil {
		d.Metrics.ClickRefused(obolus.AsError(err).Code)
		return clicked, err
	}
	if clicked.New {
		d.Metrics.ClickAccepted()
	}
	return clicked, nil
}

// askedAnonymous reads the box of a form that asks whether the click is anonymous; nil where it does not
// ask, which a box alone could not tell from one that is empty. Who has not signed in is not asked: her
// empty box is what she has chosen for all her clicks, whatever that is.
func askedAnonymous(form url.Values) *bool {
	anonymous := form.Get("anonymous") != ""
	if !anonymous && form.Get("asked") != "anonymous" {
		return nil
	}
	return &anonymous
}

// undo takes back one of the reader's clicks. One that is gone already was undone by the first of two
// presses, if the form is of the running month; a click of anybody else is as unknown, and stays.
func (d *door) undo(w http.ResponseWriter, r *http.Request, f *frame) error {
	err := signedInOnly(f)
	if err != nil {
		return err
	}
	id, err := readID(r)
	if err != nil {
		return err
	}
	err = parseForm(r)
	if err != nil {
		return err
	}
	err = d.App.Undo(r.Context(), f.Person.ID, obolus.ClickID(id))
	gone := obolus.KindOf(err) == obolus.NotFound && r.PostForm.Get("month") == obolus.MonthOf(d.App.Now()).String()
	if err != nil && !gone {
		return err
	}
	if !gone {
		d.Metrics.ClickUndone()
	}
	if next := localPath(r.PostForm.Get("next")); next != "/" {
		redirect(w, r, next)
		return nil
	}
	redirect(w, r, "/dashboard", "done", "undone")
	return nil
}

// signedInOnly fails with kind Signin where nobody is signed in.
func signedInOnly(f *frame) error {
	if f.Person == nil {
		return obolus.Errorf(obolus.Signin, "sign_in", "sign in first")
	}
	return nil
}

func thingPath(id obolus.ThingID) string { return fmt.Sprintf("/things/%d", id) }
