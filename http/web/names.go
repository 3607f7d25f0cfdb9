package web

import (
	"obolus"
	"obolus/app"
)

// What templates ask of pages and frames by name.

// ThisMonth is the running month, which undo forms carry.
func (p *thingPage) ThisMonth() obolus.Month { return obolus.MonthOf(p.door.App.Now()) }

// Submitted is the title that goes with a click on a thing that nobody has supported yet.
func (p *thingPage) Submitted() string {
	if p.Thing.ID != 0 || p.Thing.Title == p.Thing.URL {
		return ""
	}
	return p.Thing.Title
}

// Where says where the worth of a click is.
func (f *frame) Where(w app.Whereabouts) string { return f.Text("where." + string(w)) }

// PayoutState says how far a payout has come.
func (f *frame) PayoutState(s obolus.PayoutState) string { return f.Text("payout_state." + string(s)) }

// ClickCount is how many slices the cake has.
func (p *dashboardPage) ClickCount() int64 { return p.Given.Total }

// Receipt tells whether there is a receipt: the month is divided, and something was put in or given.
func (p *statementPage) Receipt() bool { return p.Closed && (p.PaidIn || p.Given.Total > 0) }

// Hidden is how many rows of history are not shown.
func (p *earningsPage) Hidden() int64 { return int64(p.More) }
