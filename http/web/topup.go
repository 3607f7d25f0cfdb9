package web

import (
	"fmt"
	"net/http"
	"net/url"

	"obolus"
	"obolus/app"
	"obolus/money"
	"obolus/pay"
)

type topUpPage struct {
	*frame
	URL, ThingTitle string // the click that is completed afterwards, or asked about; "" for none
	Budgets         chooser
	Amounts         chooser
	Payments        bool   // there is a provider
	Test            bool   // whose money is not real
	Fee             string // what the instance keeps, "" for nothing
	Funds           money.Amount
	Once            string
}

// topUp offers a budget and a deposit.
func (d *door) topUp(w http.ResponseWriter, r *http.Request, f *frame) error {
	return d.showTopUp(w, r, f, r.URL.Query())
}

func (d *door) showTopUp(w http.ResponseWriter, r *http.Request, f *frame, form url.Values) error {
	err := signedInOnly(f)
	if err != nil {
		return err
	}
	balances, err := d.App.Balances(r.Context(), f.Person.ID)
	if err != nil {
		return err
	}
	p := &topUpPage{frame: f, URL: form.Get("url"), ThingTitle: form.Get("title"), Payments: d.Payments != nil, Funds: balances.Funds, Once: newKey()}
	p.Test = p.Payments && d.Payments.Name() == "test"
	if f.settings.FeeDeposit > 0 {
		p.Fee = f.settings.FeeDeposit.String()
	}
	p.Budgets = f.budgets(form, 5*money.Unit)
	p.Amounts = f.chooser("amount", f.Text("topup.amount"), form, 10*money.Unit, 5, 10, 20, 50)
	for i, o := range p.Amounts.Options {
		charge, err := f.settings.FeeDeposit.Of(o.amount)
		if err != nil {
			return err
		}
		if charge.Fee > 0 {
			p.Amounts.Options[i].Hint = f.Text("topup.charge", "Fee", f.Money(charge.Fee), "Net", f.Money(charge.Net))
		}
	}
	f.Title = f.Text("topup.title")
	return d.show(w, "topup", p)
}

// deposit takes the chosen budget and money, and completes the click that led here.
func (d *door) deposit(w http.ResponseWriter, r *http.Request, f *frame) error {
	err := signedForm(r, f)
	if err != nil {
		return err
	}
	err = d.takeMoney(r, f)
	if kind := obolus.KindOf(err); kind == obolus.Invalid || kind == obolus.Conflict {
		f.fail(err)
		return d.showTopUp(w, r, f, r.PostForm)
	}
	if err != nil {
		return err
	}
	address := r.PostForm.Get("url")
	wanted, clicked, was, err := d.fulfil(w, r, f.Person.ID)
	if !was && err == nil && address != "" { // anybody can make a link to this form: what was not confirmed is asked
		redirect(w, r, "/give", "url", address, "title", obolus.CleanTitle(r.PostForm.Get("title")))
		return nil
	}
	if !was && err == nil || address == "" && obolus.KindOf(err) == obolus.Unpaid {
		redirect(w, r, "/dashboard", "done", "deposit")
		return nil
	}
	if obolus.KindOf(err) == obolus.Unpaid { // the money is on its way, or none was chosen
		f.fail(err)
		return d.showTopUp(w, r, f, r.PostForm)
	}
	if err != nil {
		return err
	}
	d.clicked(w, r, wanted, clicked)
	return nil
}

// takeMoney reads the whole form before it changes anything.
func (d *door) takeMoney(r *http.Request, f *frame) error {
	budget, err := chosenAmount(r.PostForm, "budget")
	if err != nil {
		return err
	}
	amount, err := chosenAmount(r.PostForm, "amount")
	if err != nil {
		return err
	}
	if budget != 0 {
		err = obolus.CheckBudget(budget)
		if err != nil {
			return err
		}
	}
	if amount != 0 && d.Payments == nil {
		return obolus.Errorf(obolus.Conflict, "payments_none", "no payment provider is set up here: ask the operator")
	}
	if amount != 0 {
		err = d.payIn(r, f, amount)
		if err != nil {
			return err
		}
	}
	if budget != 0 && budget != f.Person.Budget {
		_, err = d.App.SetBudget(r.Context(), f.Person.ID, budget)
	}
	return err
}

// payIn asks the provider for the money and credits what it says. The form's key is the reference, so
// the same form twice is one deposit (R7).
func (d *door) payIn(r *http.Request, f *frame, gross money.Amount) error {
	o, err := once(r)
	if err != nil {
		return err
	}
	payment, err := d.Payments.Ask(r.Context(), pay.Order{Reference: fmt.Sprintf("%s-%d", o.Key, f.Person.ID), Gross: gross})
	if err != nil {
		return err
	}
	_, err = d.App.Deposit(r.Context(), app.Payment{Person: f.Person.ID, Provider: d.Payments.Name(), Reference: payment.Reference,
		Gross: payment.Gross, State: payment.State})
	return err
}
