package web

import (
	"html/template"
	"net/http"
)

type secondPage struct {
	*frame
	Secret  string
	Address template.URL // otpauth:, for an app on this device; made of our own secret
	Codes   []string     // recovery codes, shown this once
}

// secondFactor makes and shows a new secret for the reader's app. It counts only when she has shown a code of it.
func (d *door) secondFactor(w http.ResponseWriter, r *http.Request, f *frame) error {
	err := signedInOnly(f)
	if err != nil {
		return err
	}
	factor, err := d.App.BeginTOTP(r.Context(), d.session(r))
	if asksWho(err) {
		redirect(w, r, "/account/confirm")
		return nil
	}
	if err != nil {
		return err
	}
	account, err := d.App.Account(r.Context(), f.Person.ID)
	if err != nil {
		return err
	}
	name := account.Email
	if name == "" {
		name = f.Person.Name
	}
	f.Title, f.Path = f.Text("second.title"), "/account"
	return d.show(w, "second", &secondPage{frame: f, Secret: factor.Secret, Address: template.URL(factor.Address(f.settings.Name, name))})
}

// secondFactorOn turns it on and shows the recovery codes.
func (d *door) secondFactorOn(w http.ResponseWriter, r *http.Request, f *frame) error {
	err := signedForm(r, f)
	if err != nil {
		return err
	}
	p := &secondPage{frame: f, Secret: r.PostForm.Get("secret")}
	p.Codes, err = d.App.FinishTOTP(r.Context(), d.session(r), r.PostForm.Get("code"))
	if asksWho(err) {
		redirect(w, r, "/account/confirm")
		return nil
	}
	if err != nil && !correctable(err) {
		return err
	}
	f.fail(err)
	f.Title, f.Path = f.Text("second.title"), "/account"
	return d.show(w, "second", p)
}
