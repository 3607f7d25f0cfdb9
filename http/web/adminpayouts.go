package web

import (
	"fmt"
	"net/http"

	"obolus"
)

type payoutsPage struct {
	*frame
	State   obolus.PayoutState
	States  []obolus.PayoutState
	Payouts []shownPayout
}

type shownPayout struct {
	obolus.Payout
	Name string
}

const payoutsOnPage = 100

// adminPayouts lists payouts in a state, the longest waiting first.
func (d *door) adminPayouts(w http.ResponseWriter, r *http.Request, f *frame) error {
	p := &payoutsPage{frame: f, State: obolus.PayoutAsked,
		States: []obolus.PayoutState{obolus.PayoutAsked, obolus.PayoutApproved, obolus.PayoutPaid, obolus.PayoutRefused}}
	for _, s := range p.States {
		if string(s) == r.FormValue("state") {
			p.State = s
		}
	}
	list, err := d.App.Payouts(r.Context(), p.State, payoutsOnPage)
	if err != nil {
		return err
	}
	for _, payout := range list {
		person, err := d.App.Person(r.Context(), payout.Person)
		if err != nil {
			return err
		}
		p.Payouts = append(p.Payouts, shownPayout{payout, person.Name})
	}
	f.Title = f.Text("admin.payouts")
	return d.show(w, "adminpayouts", p)
}

// setPayout approves or refuses a payout, or says that it has been paid.
func (d *door) setPayout(w http.ResponseWriter, r *http.Request, f *frame) error {
	id, err := readID(r)
	if err != nil {
		return err
	}
	do, reference := r.PostForm.Get("do"), r.PostForm.Get("reference")
	ctx := doing(r, f, "payout."+do, fmt.Sprint("payout ", id), reference)
	switch do {
	case "approve":
		_, err = d.App.ApprovePayout(ctx, obolus.PayoutID(id))
	case "paid":
		_, err = d.App.PayoutPaid(ctx, obolus.PayoutID(id), reference)
	case "refuse":
		_, err = d.App.RefusePayout(ctx, obolus.PayoutID(id))
	default:
		return formBroken("do")
	}
	if kind := obolus.KindOf(err); kind == obolus.Invalid || kind == obolus.Conflict || kind == obolus.Forbidden {
		f.fail(err)
		return d.adminPayouts(w, r, f)
	}
	if err != nil {
		return err
	}
	redirect(w, r, "/admin/payouts", "done", "decided", "state", r.PostForm.Get("state"))
	return nil
}
