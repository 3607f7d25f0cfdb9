package web

import (
	"net/http"
	"time"

	"obolus"
	"obolus/app"
	"obolus/money"
)

// shownPayouts, shownHistory and shownThings bound what one page lists.
const (
	shownPayouts = 50
	shownHistory = 500
	shownThings  = 20
)

// rail is the one way out so far; the operator pays by hand.
const rail = "bank"

type earningsPage struct {
	*frame
	Earnings app.Earnings
	Forecast app.Forecast
	Things   []app.ThingEarning
	Chart    chart
	Account  obolus.BankAccount // where payouts go; IBAN "": she has not said it
	Payouts  []obolus.Payout
	Asked    obolus.Payout // this month's, of which there is one at most; ID 0 where she has not asked yet
	Again    time.Time     // when she can ask again
	History  []app.HistoryOfThing
	More     int // rows of history that are not shown
	Once     string
}

// earnings is what a creator has received, and how she gets at it.
func (d *door) earnings(w http.ResponseWriter, r *http.Request, f *frame) error {
	err := signedInOnly(f)
	if err != nil {
		return err
	}
	p := &earningsPage{frame: f, Once: newKey()}
	p.Earnings, err = d.App.Earnings(r.Context(), f.Person.ID)
	if err != nil {
		return err
	}
	p.Forecast, err = d.App.Forecast(r.Context(), f.Person.ID)
	if err != nil {
		return err
	}
	p.Things, err = d.App.BestThings(r.Context(), f.Person.ID, shownThings)
	if err != nil {
		return err
	}
	p.Payouts, err = d.App.PayoutsOf(r.Context(), f.Person.ID, shownPayouts)
	if err != nil {
		return err
	}
	p.Account, err = d.knownAccount(r, f)
	if err != nil {
		return err
	}
	running := obolus.MonthOf(d.App.Now())
	for _, payout := range p.Payouts {
		if payout.Month == running && payout.Rail == rail {
			p.Asked, p.Again = payout, running.End()
		}
	}
	p.History, err = d.App.History(r.Context(), f.Person.ID)
	if err != nil {
		return err
	}
	if len(p.History) > shownHistory {
		p.More = len(p.History) - shownHistory
		p.History = p.History[p.More:] // the newest are at the end
	}
	p.Chart = newChart(f, p.Earnings.Months)
	f.Title = f.Text("earnings.title")
	return d.show(w, "earnings", p)
}

// payout asks for money out.
func (d *door) payout(w http.ResponseWriter, r *http.Request, f *frame) error {
	return d.takeOut(w, r, f, "payout", func(amount money.Amount, o app.Once) error {
		known, err := d.knownAccount(r, f)
		if err == nil && known.IBAN == "" {
			err = obolus.Errorf(obolus.Conflict, "bank_account_none", "say first where your payouts go")
		}
		if err != nil {
			return err
		}
		_, err = d.App.AskPayout(r.Context(), app.NewPayout{Person: f.Person.ID, Amount: amount, Rail: rail, Once: o})
		return err
	})
}

// move turns earnings into funds (R10).
func (d *door) move(w http.ResponseWriter, r *http.Request, f *frame) error {
	return d.takeOut(w, r, f, "moved", func(amount money.Amount, o app.Once) error {
		_, err := d.App.MoveEarnings(r.Context(), f.Person.ID, amount, o)
		return err
	})
}

// takeOut reads a form with an amount of earnings and does what it asks; what is wrong with it is
// shown on the page of the form.
func (d *door) takeOut(w http.ResponseWriter, r *http.Request, f *frame, done string, take func(money.Amount, app.Once) error) error {
	err := signedForm(r, f)
	if err != nil {
		return err
	}
	o, err := once(r, r.PostForm.Get("amount"))
	if err != nil {
		return err
	}
	amount, err := readAmount(r.PostForm.Get("amount"))
	if err == nil && amount == 0 { // to the verb it would mean everything
		err = obolus.Invalidf("amount", "write how much, more than 0")
	}
	if err == nil {
		err = take(amount, o)
	}
	if kind := obolus.KindOf(err); kind == obolus.Invalid || kind == obolus.Conflict {
		f.fail(err)
		return d.earnings(w, r, f)
	}
	if err != nil {
		return err
	}
	redirect(w, r, "/earnings", "done", done)
	return nil
}
