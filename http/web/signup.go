package web

import (
	"net/http"

	"obolus"
	"obolus/app"
)

type signUpPage struct {
	*frame
	Open                          bool // somebody with this invitation, or without one, may sign up
	Name, Email, Invitation, Next string
}

// signUp offers an account to whom the instance takes in now.
func (d *door) signUp(w http.ResponseWriter, r *http.Request, f *frame) error {
	q := r.URL.Query()
	return d.showSignUp(w, r, &signUpPage{frame: f, Invitation: q.Get("invitation"), Next: localPath(q.Get("next"))})
}

func (d *door) showSignUp(w http.ResponseWriter, r *http.Request, p *signUpPage) error {
	err := d.App.MayJoin(r.Context(), p.Invitation)
	if err != nil && obolus.KindOf(err) != obolus.Forbidden {
		return err
	}
	p.Open = err == nil
	if err != nil && p.Invitation != "" && p.Problem == "" {
		p.fail(err)
	}
	p.Title = p.Text("sign_up.title")
	return d.show(w, "signup", p)
}

// join takes the form; the account exists when its address is confirmed.
func (d *door) join(w http.ResponseWriter, r *http.Request, f *frame) error {
	err := parseForm(r)
	if err != nil {
		return err
	}
	form := r.PostForm
	browser, err := d.App.SignUp(r.Context(), app.NewAccount{Name: form.Get("name"), Email: form.Get("email"), Password: form.Get("password"),
		Language: f.Language.Code, Next: localPath(form.Get("next")), Invitation: form.Get("invitation"), From: origin(r)})
	if correctable(err) || obolus.KindOf(err) == obolus.Forbidden {
		f.fail(err)
		f.Path = "/sign-up"
		return d.showSignUp(w, r, &signUpPage{frame: f, Name: form.Get("name"), Email: form.Get("email"), Invitation: form.Get("invitation"), Next: localPath(form.Get("next"))})
	}
	if err != nil {
		return err
	}
	d.cookies.Set(w, signUpCookie, browser, signUpAge)
	redirect(w, r, "/sent")
	return nil
}

type confirmPage struct {
	*frame
	Secret, Name string
	Kind         app.PendingKind
	NameTaken    bool
}

// confirm shows what a letter's link is for. It does not use it up: scanners of mail fetch links before
// their readers do.
func (d *door) confirm(w http.ResponseWriter, r *http.Request, f *frame) error {
	return d.showConfirm(w, r, &confirmPage{frame: f, Secret: r.PathValue("secret")})
}

func (d *door) showConfirm(w http.ResponseWriter, r *http.Request, p *confirmPage) error {
	var err error
	p.Path = "/" // the secret is not carried on
	p.Kind, err = d.App.Waits(r.Context(), p.Secret)
	if err == nil && p.Kind == app.SignUpPending && p.Name == "" {
		p.Name, err = d.App.AwaitedSignUp(r.Context(), p.Secret)
	}
	if err != nil {
		return err
	}
	p.Title = p.Text("confirm.title")
	return d.show(w, "confirm", p)
}

// confirmed does what the link is for.
func (d *door) confirmed(w http.ResponseWriter, r *http.Request, f *frame) error {
	err := parseForm(r)
	if err != nil {
		return err
	}
	secret := r.PathValue("secret")
	kind, err := d.App.Waits(r.Context(), secret)
	if err != nil && f.Person != nil { // pressed twice
		redirect(w, r, d.onward(w, r, ""))
		return nil
	}
	if err != nil {
		return err
	}
	switch kind {
	case app.SignUpPending:
		return d.joined(w, r, f, secret)
	case app.EmailPending:
		err = d.App.ConfirmEmail(r.Context(), secret)
		if err == nil {
			redirect(w, r, "/account", "done", "email")
		}
	default:
		err = d.App.ConfirmWait(r.Context(), secret)
		if err == nil {
			redirect(w, r, "/", "done", "waiting")
		}
	}
	return err
}

// joined makes the account and lets its person in.
func (d *door) joined(w http.ResponseWriter, r *http.Request, f *frame, secret string) error {
	joined, err := d.App.ConfirmSignUp(r.Context(), secret, d.cookies.Read(r, signUpCookie), r.PostForm.Get("name"))
	if correctable(err) {
		f.fail(err)
		return d.showConfirm(w, r, &confirmPage{frame: f, Secret: secret, Name: r.PostForm.Get("name"), NameTaken: true})
	}
	if err != nil {
		return err
	}
	d.cookies.Clear(w, signUpCookie)
	next := joined.Next
	if joined.PasswordLost && localPath(next) == "/" {
		next = "/account?done=password_lost"
	}
	return d.arrive(w, r, joined.Person.ID, next)
}

// waitingList offers a place on the list.
func (d *door) waitingList(w http.ResponseWriter, _ *http.Request, f *frame) error {
	f.Title, f.Path = f.Text("waiting.title"), "/waiting-list"
	return d.show(w, "waiting", f)
}

// wait sends the letter that confirms it.
func (d *door) wait(w http.ResponseWriter, r *http.Request, f *frame) error {
	err := parseForm(r)
	if err != nil {
		return err
	}
	err = d.App.Wait(r.Context(), r.PostForm.Get("email"), f.Language.Code, origin(r))
	if correctable(err) {
		f.fail(err)
		return d.waitingList(w, r, f)
	}
	if err != nil {
		return err
	}
	redirect(w, r, "/sent")
	return nil
}
