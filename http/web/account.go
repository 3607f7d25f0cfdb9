package web

import (
	"net/http"
	"strings"

	"obolus/app"
)

type accountPage struct {
	*frame
	Account     app.Account
	Sessions    []app.OpenSession
	Keys        []app.Passkey
	SecondOn    bool
	Invitations []app.Invitation
	Left        int // invitations that she can still give
}

// LeftCount is how many invitations are left, as plural forms count.
func (p *accountPage) LeftCount() int64 { return int64(p.Left) }

// InvitationLink is the address that an invitation is given by.
func (p *accountPage) InvitationLink(i app.Invitation) string {
	return p.door.BaseURL + "/sign-up?invitation=" + i.Code
}

// account is what a person signs in with, and where she is signed in.
func (d *door) account(w http.ResponseWriter, r *http.Request, f *frame) error {
	err := signedInOnly(f)
	if err != nil {
		return err
	}
	p := &accountPage{frame: f}
	owner, err := d.App.PasskeyOwner(r.Context(), f.Person.ID)
	if err != nil {
		return err
	}
	p.Account, p.Keys = owner.Account, owner.Passkeys
	p.Sessions, err = d.App.Sessions(r.Context(), f.Person.ID, d.session(r))
	if err != nil {
		return err
	}
	p.SecondOn, err = d.App.HasTOTP(r.Context(), f.Person.ID)
	if err != nil {
		return err
	}
	p.Invitations, err = d.App.Invitations(r.Context(), f.Person.ID)
	if err != nil {
		return err
	}
	p.Left = max(f.settings.Invitations-len(p.Invitations), 0)
	f.Title, f.Path = f.Text("account.title"), "/account"
	return d.show(w, "account", p)
}

func (d *door) session(r *http.Request) string { return d.cookies.Read(r, sessionCookie) }

// change runs a verb on the reader's account from a form, and comes back to the page: to say that it is
// done, what was wrong, or by way of showing who she is.
func (d *door) change(done string, verb func(r *http.Request, f *frame) error) handler {
	return func(w http.ResponseWriter, r *http.Request, f *frame) error {
		err := signedInOnly(f)
		if err == nil {
			err = parseForm(r)
		}
		if err != nil {
			return err
		}
		err = verb(r, f)
		switch {
		case asksWho(err):
			redirect(w, r, "/account/confirm")
			return nil
		case correctable(err):
			f.fail(err)
			return d.account(w, r, f)
		case err != nil:
			return err
		}
		redirect(w, r, "/account", "done", done)
		return nil
	}
}

func (d *door) accountRoutes() routes {
	return routes{
		"GET /sign-up":                     d.signUp,
		"POST /sign-up":                    d.join,
		"GET /sent":                        d.sent,
		"GET /confirm/{secret}":            d.confirm,
		"POST /confirm/{secret}":           d.confirmed,
		"GET /waiting-list":                d.waitingList,
		"POST /waiting-list":               d.wait,
		"POST /sign-in/password":           d.signInByPassword,
		"POST /sign-in/link":               d.mailLink,
		"GET /sign-in/code":                d.code,
		"POST /sign-in/code":               d.signInByCode,
		"POST /sign-in/passkey":            d.signInByPasskey,
		"POST /passkeys/begin":             d.beginPasskey,
		"GET /account":                     d.account,
		"GET /account/confirm":             d.stepUp,
		"POST /account/confirm":            d.steppedUp,
		"GET /account/bank":                d.bank,
		"POST /account/bank":               d.saveBank,
		"POST /account/second":             d.secondFactor,
		"POST /account/second/on":          d.secondFactorOn,
		"GET /.well-known/change-password": d.changePassword,
		"GET /dev/mail":                    d.devMail,
		"POST /account/passkeys":           d.change("passkey", d.addPasskey),
		"POST /account/email": d.change("email_asked", func(r *http.Request, f *frame) error {
			return d.App.ChangeEmail(r.Context(), d.session(r), r.PostForm.Get("email"), f.Language.Code)
		}),
		"POST /account/password": d.change("password", func(r *http.Request, _ *frame) error {
			return d.App.ChangePassword(r.Context(), d.session(r), r.PostForm.Get("password"))
		}),
		"POST /account/sessions/end": d.change("sessions", func(r *http.Request, f *frame) error {
			return d.App.EndSession(r.Context(), f.Person.ID, r.PostForm.Get("session"))
		}),
		"POST /account/sessions/others": d.change("sessions", func(r *http.Request, f *frame) error {
			return d.App.EndOtherSessions(r.Context(), f.Person.ID, d.session(r))
		}),
		"POST /account/passkeys/remove": d.change("passkey_removed", func(r *http.Request, _ *frame) error {
			return d.App.RemovePasskey(r.Context(), d.session(r), r.PostForm.Get("passkey"))
		}),
		"POST /account/second/off": d.change("second_off", func(r *http.Request, _ *frame) error {
			return d.App.StopTOTP(r.Context(), d.session(r))
		}),
		"POST /account/invitations": d.change("invited", func(r *http.Request, f *frame) error {
			_, err := d.App.Invite(r.Context(), f.Person.ID)
			return err
		}),
	}
}

// changePassword is where password managers look.
func (d *door) changePassword(w http.ResponseWriter, r *http.Request, _ *frame) error {
	redirect(w, r, "/account#password")
	return nil
}

// When writes when a session was last used.
func (p *accountPage) When(s app.OpenSession) string {
	return p.Text("account.seen", "Time", p.Date(s.SeenAt))
}

// Label names a session, or says that nothing is known.
func (p *accountPage) Label(s app.OpenSession) string {
	if strings.TrimSpace(s.Credential.Label) == "" {
		return p.Text("account.some_browser")
	}
	return s.Credential.Label
}
