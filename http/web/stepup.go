package web

import (
	"net/http"

	"obolus"
	"obolus/app"
)

type stepUpPage struct {
	*frame
	Account  app.Account
	SecondOn bool
	HasKey   bool
	Next     string
}

// asksWho tells whether a verb wants its person to show first who she is.
func asksWho(err error) bool { return err != nil && obolus.AsError(err).Code == "step_up" }

// stepUp asks a reader to show once more who she is, before something that would let a thief of her session
// keep her account.
func (d *door) stepUp(w http.ResponseWriter, r *http.Request, f *frame) error {
	err := signedInOnly(f)
	if err != nil {
		return err
	}
	owner, err := d.App.PasskeyOwner(r.Context(), f.Person.ID)
	if err != nil {
		return err
	}
	p := &stepUpPage{frame: f, Account: owner.Account, HasKey: len(owner.Passkeys) > 0, Next: localPath(r.FormValue("next"))}
	p.SecondOn, err = d.App.HasTOTP(r.Context(), f.Person.ID)
	if err != nil {
		return err
	}
	f.Title, f.Path = f.Text("step_up.title"), "/account/confirm"
	return d.show(w, "stepup", p)
}

// steppedUp takes the password and the code.
func (d *door) steppedUp(w http.ResponseWriter, r *http.Request, f *frame) error {
	err := signedForm(r, f)
	if err != nil {
		return err
	}
	if r.PostForm.Get("response") != "" {
		err = d.stepUpByPasskey(r, f)
	} else {
		err = d.App.StepUp(r.Context(), d.session(r), r.PostForm.Get("password"), r.PostForm.Get("code"), origin(r))
	}
	if correctable(err) {
		f.fail(err)
		return d.stepUp(w, r, f)
	}
	if err != nil {
		return err
	}
	next := localPath(r.PostForm.Get("next"))
	if next == "/" {
		next = "/account"
	}
	redirect(w, r, next, "done", "confirmed")
	return nil
}
