package web

import (
	"net/http"

	"obolus"
	"obolus/app"
	"obolus/money"
)

type leavePage struct {
	*frame
	Balances app.Balances
	Left     money.Amount // what she would lose
}

// data is where somebody gets or deletes what is stored about her.
func (d *door) data(w http.ResponseWriter, r *http.Request, f *frame) error {
	err := signedInOnly(f)
	if err != nil {
		return err
	}
	p := &leavePage{frame: f}
	p.Balances, err = d.App.Balances(r.Context(), f.Person.ID)
	if err != nil {
		return err
	}
	p.Left = p.Balances.Funds + p.Balances.Earnings // both are part of what there is in the world
	f.Title = f.Text("leave.title")
	return d.show(w, "leave", p)
}

// leave deletes the reader's account. The form carries how much she was told that she loses. She must have
// shown who she is within the last minutes: a forgotten session must not be enough.
func (d *door) leave(w http.ResponseWriter, r *http.Request, f *frame) error {
	err := signedForm(r, f)
	if err != nil {
		return err
	}
	err = d.App.Confirmed(r.Context(), d.cookies.Read(r, sessionCookie))
	if asksWho(err) {
		redirect(w, r, "/account/confirm", "next", "/account/delete")
		return nil
	}
	if err != nil {
		return err
	}
	var waived money.Amount
	if r.PostForm.Get("waive") != "" {
		waived, err = money.Parse(r.PostForm.Get("left"))
		if err != nil {
			return obolus.Invalidf("amount", "an amount is written like 5 or 5.50")
		}
	}
	if r.PostForm.Get("sure") == "" {
		err = obolus.Errorf(obolus.Conflict, "leave_unsure", "mark that you want to delete the account")
	} else {
		err = d.App.Leave(r.Context(), f.Person.ID, waived)
	}
	if kind := obolus.KindOf(err); kind == obolus.Conflict || kind == obolus.Forbidden {
		f.fail(err)
		return d.data(w, r, f)
	}
	if err != nil {
		return err
	}
	d.cookies.Clear(w, sessionCookie)
	redirect(w, r, "/", "done", "left")
	return nil
}
