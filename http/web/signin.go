package web

import (
	"net/http"
	"net/url"

	"obolus"
	"obolus/app"
)

type signInPage struct {
	*frame
	Link  string // "" shows the other ways
	Name  string
	Next  string
	Email string
}

// Passkeys tells whether this instance's address allows them.
func (f *frame) Passkeys() bool { return f.door.Passkeys != nil }

// Mode is who may sign up.
func (f *frame) Mode() obolus.Mode { return f.settings.Mode }

// signIn shows whom a link signs in. It does not use it up: scanners of mail fetch links before their
// readers do.
func (d *door) signIn(w http.ResponseWriter, r *http.Request, f *frame) error {
	p := &signInPage{frame: f, Link: r.PathValue("link"), Next: localPath(r.URL.Query().Get("next"))}
	if p.Link == "" {
		p.Link = r.URL.Query().Get("link")
	}
	f.Path = "/sign-in" // the secret is not carried on
	f.Title = f.Text("sign_in.title")
	if p.Link == "" {
		return d.show(w, "signin", p)
	}
	id, err := d.App.Authenticate(r.Context(), app.Link, p.Link)
	if obolus.KindOf(err) == obolus.Signin {
		return d.linkEnded(w, p)
	}
	if err != nil {
		return err
	}
	person, err := d.App.Person(r.Context(), id)
	if err != nil {
		return err
	}
	p.Name = person.Name
	return d.show(w, "signin", p)
}

func (d *door) linkEnded(w http.ResponseWriter, p *signInPage) error {
	p.Link, p.Problem, p.status = "", p.Text("sign_in.link_ended"), http.StatusUnauthorized
	return d.show(w, "signin", p)
}

// useLink makes a session of a link, or asks for the second factor.
func (d *door) useLink(w http.ResponseWriter, r *http.Request, f *frame) error {
	err := parseForm(r)
	if err != nil {
		return err
	}
	entry, err := d.App.SignInByLink(r.Context(), r.PostForm.Get("link"))
	if obolus.KindOf(err) == obolus.Signin && f.Person != nil { // pressed twice
		redirect(w, r, d.onward(w, r, r.PostForm.Get("next")))
		return nil
	}
	if obolus.KindOf(err) == obolus.Signin {
		f.Path, f.Title = "/sign-in", f.Text("sign_in.title")
		return d.linkEnded(w, &signInPage{frame: f})
	}
	if err != nil {
		return err
	}
	return d.enter(w, r, entry, r.PostForm.Get("next"))
}

// signOut ends the session here and in the database, and forgets what was under way in this browser: who uses
// it next is somebody else.
func (d *door) signOut(w http.ResponseWriter, r *http.Request, _ *frame) error {
	err := d.endSession(r)
	if err != nil {
		return err
	}
	for _, name := range []string{sessionCookie, wishCookie, secondCookie, signUpCookie, frameCookie} {
		d.cookies.Clear(w, name)
	}
	redirect(w, r, "/", "done", "signed_out")
	return nil
}

func (d *door) endSession(r *http.Request) error {
	secret := d.cookies.Read(r, sessionCookie)
	if secret == "" {
		return nil
	}
	return d.App.Revoke(r.Context(), secret)
}

// pathOf is a path with a query.
func pathOf(path string, pairs ...string) string {
	query := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			query.Set(pairs[i], pairs[i+1])
		}
	}
	return path + "?" + query.Encode()
}
