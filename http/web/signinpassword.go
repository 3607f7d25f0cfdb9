package web

import (
	"net/http"

	"obolus"
)

// signInByPassword lets in whoever knows the password of an address.
func (d *door) signInByPassword(w http.ResponseWriter, r *http.Request, f *frame) error {
	err := parseForm(r)
	if err != nil {
		return err
	}
	entry, err := d.App.SignInByPassword(r.Context(), r.PostForm.Get("email"), r.PostForm.Get("password"), origin(r))
	if correctable(err) {
		return d.signInAgain(w, r, f, err)
	}
	if err != nil {
		return err
	}
	return d.enter(w, r, entry, r.PostForm.Get("next"))
}

// mailLink sends a sign-in link to an address, or nothing to one without an account; the page is the same.
func (d *door) mailLink(w http.ResponseWriter, r *http.Request, f *frame) error {
	err := parseForm(r)
	if err != nil {
		return err
	}
	err = d.App.MailLink(r.Context(), r.PostForm.Get("email"), f.Language.Code, localPath(r.PostForm.Get("next")), origin(r))
	if correctable(err) {
		return d.signInAgain(w, r, f, err)
	}
	if err != nil {
		return err
	}
	redirect(w, r, "/sent")
	return nil
}

// correctable are errors that are shown beside the form that caused them.
func correctable(err error) bool {
	switch obolus.KindOf(err) {
	case obolus.Invalid, obolus.TooMany, obolus.Conflict:
		return true
	}
	return false
}

func (d *door) signInAgain(w http.ResponseWriter, r *http.Request, f *frame, err error) error {
	f.fail(err)
	f.Path, f.Title = "/sign-in", f.Text("sign_in.title")
	return d.show(w, "signin", &signInPage{frame: f, Next: localPath(r.PostForm.Get("next")), Email: r.PostForm.Get("email")})
}

// sent asks to look into the mail, whatever was sent or not.
func (d *door) sent(w http.ResponseWriter, _ *http.Request, f *frame) error {
	f.Title = f.Text("sent.title")
	return d.show(w, "sent", f)
}

type codePage struct {
	*frame
	Next string
}

// code asks for the second factor.
func (d *door) code(w http.ResponseWriter, r *http.Request, f *frame) error {
	f.Title = f.Text("code.title")
	return d.show(w, "code", &codePage{frame: f, Next: localPath(r.FormValue("next"))})
}

// signInByCode takes the second factor.
func (d *door) signInByCode(w http.ResponseWriter, r *http.Request, f *frame) error {
	err := parseForm(r)
	if err != nil {
		return err
	}
	person, err := d.App.SignInByCode(r.Context(), d.cookies.Read(r, secondCookie), r.PostForm.Get("code"))
	if obolus.KindOf(err) == obolus.NotFound { // it took too long
		redirect(w, r, "/sign-in", "next", localPath(r.PostForm.Get("next")))
		return nil
	}
	if correctable(err) {
		f.fail(err)
		return d.code(w, r, f)
	}
	if err != nil {
		return err
	}
	d.cookies.Clear(w, secondCookie)
	return d.arrive(w, r, person, r.PostForm.Get("next"))
}
