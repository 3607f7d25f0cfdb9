package app

import (
	"context"
	"fmt"
	"slices"
	"time"

	"obolus"
)

type reportReader interface {
	// Report fails with kind NotFound, code "report_unknown".
	Report(ctx context.Context, id obolus.ReportID) (obolus.Report, error)
	// Reports returns up to limit reports in a state after a number, the oldest first.
	Reports(ctx context.Context, state obolus.ReportState, after obolus.ReportID, limit int) ([]obolus.Report, error)
	// CountReports counts those in a state.
	CountReports(ctx context.Context, state obolus.ReportState) (int64, error)
}

type reportWriter interface {
	InsertReport(ctx context.Context, r obolus.Report) error
	// DecideReport stores a decision; false where the report is decided already.
	DecideReport(ctx context.Context, r obolus.Report) (bool, error)
}

// NewReport is what somebody says is wrong with a thing or with a person.
type NewReport struct {
	Reporter obolus.PersonID // 0: somebody without an account
	From     string          // where the request came from, for the limit; never stored
	Thing    obolus.ThingID
	Person   obolus.PersonID
	Kind     obolus.ReportKind
	Text     string
}

// reportsFrom keeps one place from burying the operator in reports.
var reportsFrom = limit{"report", 10, time.Hour}

// Report tells the operator that something is wrong. It fails with kind Invalid (field kind or text),
// NotFound, or TooMany.
func (a *App) Report(ctx context.Context, n NewReport) (obolus.Report, error) {
	r := obolus.Report{Reporter: n.Reporter, Thing: n.Thing, Person: n.Person, Kind: n.Kind, Text: obolus.CleanText(n.Text),
		State: obolus.ReportOpen, CreatedAt: a.now()}
	switch {
	case !slices.Contains(obolus.ReportKinds, n.Kind):
		return r, obolus.Invalidf("kind", "say what is wrong: it is one of %v", obolus.ReportKinds)
	case r.Text == "" && n.Kind != obolus.ReportSpam:
		return r, obolus.Invalidf("text", "say in a sentence or two what is wrong, so that it can be looked into")
	}
	within, err := a.within(ctx, reportsFrom, n.From)
	if err == nil && !within {
		err = obolus.Errorf(obolus.TooMany, "too_many_reports", "there were many reports from here already: wait an hour, or write to the operator")
	}
	if err != nil {
		return r, err
	}
	id, err := a.store.NewIDs(ctx, 1)
	if err != nil {
		return r, err
	}
	r.ID = obolus.ReportID(id)
	err = a.write(ctx, func(tx Tx) error {
		var err error
		if n.Thing != 0 {
			_, err = tx.Thing(ctx, n.Thing)
		} else {
			_, err = tx.Person(ctx, n.Person)
		}
		if err != nil {
			return err
		}
		return tx.InsertReport(ctx, r)
	})
	if err != nil {
		return r, fmt.Errorf("keeping a report: %w", err)
	}
	return r, nil
}

// Reports returns up to limit reports in a state after a number, the oldest first (keyset pagination).
func (a *App) Reports(ctx context.Context, state obolus.ReportState, after obolus.ReportID, limit int) ([]obolus.Report, error) {
	return a.store.Reports(ctx, state, after, limit)
}

// OpenReports counts what waits for the operator.
func (a *App) OpenReports(ctx context.Context) (int64, error) {
	return a.store.CountReports(ctx, obolus.ReportOpen)
}

// Decision is what becomes of a report.
type Decision string

// The decisions. All but Dismiss uphold the report.
const (
	Dismiss     Decision = "dismiss"      // nothing is done, and what was held for it goes on
	BarThing    Decision = "bar_thing"    // the thing is out of sight and takes no clicks
	HoldMoney   Decision = "hold_money"   // the recipient's money stays where it is; the report stays open
	SuspendThem Decision = "suspend_them" // who was reported, or gets the thing's money, is suspended
)

// Decisions are all of them, in the order in which they are offered.
var Decisions = []Decision{Dismiss, BarThing, HoldMoney, SuspendThem}

// Decide answers a report and does what was decided. It fails with kind NotFound, Invalid (field decision) or Conflict (report_decided).
func (a *App) Decide(ctx context.Context, id obolus.ReportID, d Decision, answer string) (obolus.Report, error) {
	if !slices.Contains(Decisions, d) {
		return obolus.Report{}, obolus.Invalidf("decision", "a decision is one of %v", Decisions)
	}
	var r obolus.Report
	err := a.write(ctx, func(tx Tx) error {
		var err error
		r, err = tx.Report(ctx, id)
		if err != nil {
			return err
		}
		if r.State != obolus.ReportOpen {
			return obolus.Errorf(obolus.Conflict, "report_decided", "this report has been decided already")
		}
		err = a.act(ctx, tx, r, d)
		if err != nil || d == HoldMoney {
			return err
		}
		r.State, r.Answer, r.DecidedAt = obolus.ReportUpheld, obolus.CleanText(answer), a.now()
		if d == Dismiss {
			r.State = obolus.ReportDismissed
		}
		decided, err := tx.DecideReport(ctx, r)
		if err == nil && !decided {
			err = obolus.Errorf(obolus.Conflict, "report_decided", "this report has been decided already")
		}
		return err
	})
	a.known.sights.forget(r.Thing)
	if err != nil {
		return obolus.Report{}, fmt.Errorf("deciding report %d: %w", id, err)
	}
	return r, nil
}

// act does what was decided.
func (a *App) act(ctx context.Context, tx Tx, r obolus.Report, d Decision) error {
	recipient, err := reported(ctx, tx, r)
	if err != nil {
		return err
	}
	switch {
	case d == BarThing && r.Thing == 0:
		return obolus.Invalidf("decision", "this report is about a person: there is no thing to take out of sight")
	case d == BarThing:
		return a.bar(ctx, tx, r.Thing, true)
	case d == SuspendThem && recipient.Person == 0:
		return obolus.Invalidf("decision", "nobody has claimed this: there is nobody to suspend")
	case d == SuspendThem:
		return a.suspend(ctx, tx, recipient.Person)
	default:
		return a.hold(ctx, tx, recipient.ID, d == HoldMoney)
	}
}

// reported is who gets the money of what was reported.
func reported(ctx context.Context, tx Reader, r obolus.Report) (obolus.Recipient, error) {
	if r.Thing != 0 {
		t, err := tx.Thing(ctx, r.Thing)
		if err != nil {
			return obolus.Recipient{}, err
		}
		return tx.Recipient(ctx, t.Recipient)
	}
	p, err := tx.Person(ctx, r.Person)
	if err != nil {
		return obolus.Recipient{}, err
	}
	return tx.RecipientNamed(ctx, "person:"+obolus.FoldName(p.Name))
}
