package web

import (
	"net/http"

	"obolus"
)

type bankPage struct {
	*frame
	Account obolus.BankAccount // IBAN "": none yet
	Holder  string             // as it stands in the form
	IBAN    string             // as it was written, where it was wrong
}

// bank is where a creator says where her payouts go. She shows who she is before the form, so that
// nothing she has typed is lost.
func (d *door) bank(w http.ResponseWriter, r *http.Request, f *frame) error {
	err := signedInOnly(f)
	if err == nil {
		err = d.App.Confirmed(r.Context(), d.session(r))
	}
	if asksWho(err) {
		redirect(w, r, "/account/confirm", "next", "/account/bank")
		return nil
	}
	if err != nil {
		return err
	}
	p := &bankPage{frame: f}
	p.Account, err = d.knownAccount(r, f)
	if err != nil {
		return err
	}
	p.Holder = p.Account.Holder
	if r.Method == http.MethodPost {
		p.Holder, p.IBAN = r.PostForm.Get("holder"), r.PostForm.Get("iban")
	}
	f.Title, f.Path = f.Text("bank.title"), "/account/bank"
	return d.show(w, "bank", p)
}

// knownAccount is the reader's bank account, an empty one where she has not said it.
func (d *door) knownAccount(r *http.Request, f *frame) (obolus.BankAccount, error) {
	b, err := d.App.BankAccount(r.Context(), f.Person.ID)
	if obolus.KindOf(err) == obolus.NotFound {
		return obolus.BankAccount{}, nil
	}
	return b, err
}

// saveBank takes the form, or forgets the account.
func (d *door) saveBank(w http.ResponseWriter, r *http.Request, f *frame) error {
	err := signedForm(r, f)
	if err != nil {
		return err
	}
	if r.PostForm.Get("do") == "remove" {
		err = d.App.RemoveBankAccount(r.Context(), d.session(r))
	} else {
		err = d.App.SetBankAccount(r.Context(), d.session(r), r.PostForm.Get("holder"), r.PostForm.Get("iban"))
	}
	switch {
	case asksWho(err):
		redirect(w, r, "/account/confirm", "next", "/account/bank")
		return nil
	case correctable(err):
		f.fail(err)
		return d.bank(w, r, f)
	case err != nil:
		return err
	}
	redirect(w, r, "/earnings", "done", "bank")
	return nil
}
