package web

import (
	"net/http"

	"obolus"
	"obolus/app"
)

type frontPage struct {
	*frame
	Running app.Totals // the month that is running
	Last    app.Totals // the one before
	Fee     string     // what the instance keeps of deposits
}

// front says what this instance is, how it works, and its public numbers.
func (d *door) front(w http.ResponseWriter, r *http.Request, f *frame) error {
	now := obolus.MonthOf(d.App.Now())
	p := &frontPage{frame: f, Fee: f.settings.FeeDeposit.String()}
	var err error
	p.Running, err = d.App.Totals(r.Context(), now)
	if err != nil {
		return err
	}
	p.Last, err = d.App.Totals(r.Context(), now.Previous())
	if err != nil {
		return err
	}
	f.Title = f.Text("front.title")
	return d.show(w, "front", p)
}

// Min and Max are the smallest and the largest budget.
func (f *frame) Min() string { return f.Money(obolus.MinBudget) }

// Max is the largest budget.
func (f *frame) Max() string { return f.Money(obolus.MaxBudget) }
