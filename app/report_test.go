package app_test

import (
	"errors"
	"fmt"
	"testing"

	"obolus"
	"obolus/app"
	"obolus/money"
)

// court is an instance on which Bob's thing has been clicked by Ada and reported by Eve.
type court struct {
	*world
	ada, bob, op obolus.Person
	clicked      app.Clicked
	report       obolus.Report
}

func courts(t *testing.T, test func(t *testing.T, c *court)) {
	worlds(t, func(t *testing.T, w *world) {
		c := &court{world: w, ada: w.supporter("Ada", 5*money.Unit, 50*money.Unit), bob: w.creator("Bob"), op: w.creator("Olga")}
		w.claim(c.bob, "twitter:bob")
		c.clicked = w.click(c.ada, "https://x.com/bob/status/1")
		var err error
		c.op, err = w.SetOperator(t.Context(), c.op.ID, true)
		w.must(err)
		c.report, err = w.Report(t.Context(), app.NewReport{Thing: c.clicked.Thing.ID, Kind: obolus.ReportNotTheirs, Text: "Bob did not write this."})
		w.must(err)
		test(t, c)
	})
}

// decide decides as the operator does, on record.
func (c *court) decide(d app.Decision, answer string) (obolus.Report, error) {
	ctx := app.Doing(c.t.Context(), app.Deed{Operator: c.op.ID, Action: "report." + string(d), Subject: fmt.Sprint("report ", c.report.ID), Detail: answer})
	return c.Decide(ctx, c.report.ID, d, answer)
}

// Protects everybody from operators whose deeds leave no trace, and the log from deeds that were not done.
func TestAudit_RecordsWhatIsDoneAndNothingElse(t *testing.T) {
	courts(t, func(t *testing.T, c *court) {
		if !c.op.Operator {
			t.Error("Olga is no operator")
		}
		_, err := c.decide(app.Dismiss, "He did.")
		c.must(err)
		_, err = c.decide(app.BarThing, "Again") // decided already: not done, so not recorded
		if obolus.KindOf(err) != obolus.Conflict {
			t.Errorf("a second decision gave %v", err)
		}
		ctx := app.Doing(t.Context(), app.Deed{Action: "person.suspend", Subject: "person 1"})
		_, err = c.Suspend(ctx, c.bob.ID)
		c.must(err)
		_, err = c.Reinstate(ctx, c.bob.ID) // the same deed is written once
		c.must(err)
		log, err := c.AuditLog(t.Context(), 0, 10)
		c.must(err)
		if len(log) != 2 || log[0].Action != "person.suspend" || log[0].Operator != 0 ||
			log[1].Action != "report.dismiss" || log[1].Operator != c.op.ID || log[1].Detail != "He did." || !log[1].At.Equal(c.clock.now()) {
			t.Errorf("the log is %+v", log)
		}
		older, err := c.AuditLog(t.Context(), log[0].ID, 10)
		if err != nil || len(older) != 1 || older[0].ID != log[1].ID {
			t.Errorf("before the newest there is %+v, %v", older, err)
		}
	})
}

// Protects money from leaving while it is disputed: no payout, no claim, and nothing of it is lost.
func TestDecide_HoldsMoney(t *testing.T) {
	courts(t, func(t *testing.T, c *court) {
		c.close(202610)
		c.clock.set(at("2026-11-10T00:00:00Z"))
		asked, err := c.AskPayout(t.Context(), app.NewPayout{Person: c.bob.ID, Rail: "bank"})
		c.must(err)
		r, err := c.decide(app.HoldMoney, "to be looked into")
		c.must(err)
		if r.State != obolus.ReportOpen {
			t.Errorf("the report is %s", r.State)
		}
		code := func(err error) string { return obolus.AsError(err).Code }
		if _, err := c.ApprovePayout(t.Context(), asked.ID); code(err) != "held" {
			t.Errorf("approving gave %v", err)
		}
		c.clock.set(c.clock.now().AddDate(0, 1, 0))
		if _, err := c.AskPayout(t.Context(), app.NewPayout{Person: c.bob.ID, Rail: "bank"}); code(err) != "held" {
			t.Errorf("asking gave %v", err)
		}
		c.must(c.Hold(t.Context(), c.recipient("domain:example.org"), true))
		if _, err := c.MoveEarnings(t.Context(), c.bob.ID, 1, app.Once{}); code(err) != "held" { // or clicks would carry it away
			t.Errorf("moving held money gave %v", err)
		}
		if _, err := c.Claim(t.Context(), c.bob.ID, "domain:example.org"); code(err) != "held" {
			t.Errorf("claiming gave %v", err)
		}
		_, err = c.decide(app.Dismiss, "it is his")
		c.must(err)
		if _, err := c.ApprovePayout(t.Context(), asked.ID); err != nil {
			t.Errorf("after the hold approving gave %v", err)
		}
		c.verified()
	})
}

// recipient is who gets what is given to an identity; a click brings it into being.
func (c *court) recipient(identity string) obolus.RecipientID {
	c.t.Helper()
	return c.click(c.ada, "https://example.org/held").Thing.Recipient
}

func (c *court) verified() {
	c.t.Helper()
	v, err := c.Verify(c.t.Context(), nil)
	if err != nil || len(v.Differences) > 0 {
		c.t.Errorf("verify found %v, %v", v.Differences, err)
	}
}

// Protects supporters from clicking on what is out of sight, and the operator from a creator who shows it again.
func TestDecide_BarsThings(t *testing.T) {
	courts(t, func(t *testing.T, c *court) {
		_, err := c.decide(app.BarThing, "spam")
		c.must(err)
		eve := c.supporter("Eve", 5*money.Unit, 50*money.Unit)
		_, err = c.Click(t.Context(), app.NewClick{Person: eve.ID, Address: c.clicked.Thing.URL})
		if e := obolus.AsError(err); e.Code != "thing_barred" {
			t.Errorf("a click gave %v", err)
		}
		_, err = c.EditThing(t.Context(), c.bob.ID, c.clicked.Thing.ID, app.Edit{Title: "mine", Hidden: false})
		c.must(err)
		about, err := c.About(t.Context(), c.clicked.Thing.ID)
		if err != nil || !about.Hidden {
			t.Errorf("the thing is shown again: %+v, %v", about, err)
		}
		if mine, err := c.Clicks(t.Context(), c.ada.ID, 202610); err != nil || len(mine) != 1 {
			t.Errorf("the clicks that it had are gone: %v, %v", mine, err)
		}
		c.must(c.Bar(t.Context(), c.clicked.Thing.ID, false))
		_, err = c.Click(t.Context(), app.NewClick{Person: eve.ID, Address: c.clicked.Thing.URL})
		c.must(err)
	})
}

// Protects creators from an operator's change of mind: what she had hidden is not shown by it, and what she had
// not comes back.
func TestBar_KeepsWhatItsCreatorHid(t *testing.T) {
	courts(t, func(t *testing.T, c *court) {
		for _, hidden := range []bool{true, false} {
			_, err := c.EditThing(t.Context(), c.bob.ID, c.clicked.Thing.ID, app.Edit{Title: "mine", Hidden: hidden})
			c.must(err)
			for _, barred := range []bool{true, true, false, false} {
				c.must(c.Bar(t.Context(), c.clicked.Thing.ID, barred))
				about, err := c.About(t.Context(), c.clicked.Thing.ID)
				if err != nil || about.Hidden != (hidden || barred) {
					t.Errorf("hidden %v, barred %v: it is hidden %v, %v", hidden, barred, about.Hidden, err)
				}
			}
		}
	})
}

// Protects from half a decision: who is suspended for a report is so when it is upheld.
func TestDecide_Suspends(t *testing.T) {
	courts(t, func(t *testing.T, c *court) {
		_, err := c.decide(app.SuspendThem, "not theirs")
		c.must(err)
		bob, err := c.Person(t.Context(), c.bob.ID)
		if err != nil || !bob.Suspended() {
			t.Errorf("Bob is %+v, %v", bob, err)
		}
		about, err := c.Report(t.Context(), app.NewReport{Person: c.ada.ID, Kind: obolus.ReportSpam})
		c.must(err)
		if _, err := c.Decide(t.Context(), about.ID, app.BarThing, ""); obolus.KindOf(err) != obolus.Invalid {
			t.Errorf("barring a person gave %v", err)
		}
		if n, err := c.OpenReports(t.Context()); err != nil || n != 1 {
			t.Errorf("%d reports are open, %v", n, err)
		}
	})
}

// Stops one place from burying the operator in reports.
func TestReport_StopsFloods(t *testing.T) {
	courts(t, func(t *testing.T, c *court) {
		var err error
		for range 11 {
			_, err = c.Report(t.Context(), app.NewReport{From: "192.0.2.1", Thing: c.clicked.Thing.ID, Kind: obolus.ReportSpam})
		}
		if obolus.KindOf(err) != obolus.TooMany {
			t.Errorf("the eleventh report gave %v", err)
		}
		for name, n := range map[string]app.NewReport{
			"no kind":     {Thing: c.clicked.Thing.ID, Kind: "ugly", Text: "x"},
			"no words":    {Thing: c.clicked.Thing.ID, Kind: obolus.ReportOther, Text: " \n "},
			"no thing":    {Thing: 999_999, Kind: obolus.ReportSpam},
			"not anybody": {Person: 999_999, Kind: obolus.ReportSpam},
		} {
			_, err := c.Report(t.Context(), n)
			if kind := obolus.KindOf(err); kind != obolus.Invalid && kind != obolus.NotFound {
				t.Errorf("%s gave %v", name, err)
			}
		}
		if errors.Is(err, app.ErrExists) {
			t.Error("the limit is a race")
		}
	})
}

// Protects who looks: what this process takes out of sight is gone at once, though whether it is in sight is
// remembered for a while.
func TestInSight_AtOnceInThisProcess(t *testing.T) {
	courts(t, func(t *testing.T, c *court) {
		thing := c.clicked.Thing.ID
		look := func(when, want string) {
			t.Helper()
			err := c.InSight(t.Context(), thing)
			if got := obolus.AsError(err); (got == nil) != (want == "") || got != nil && got.Code != want {
				t.Errorf("%s it is %v, want %q", when, err, want)
			}
		}
		look("before", "")
		_, err := c.decide(app.BarThing, "spam")
		c.must(err)
		look("after the decision", "thing_barred")
		c.must(c.Bar(t.Context(), thing, false))
		look("let in again", "")
		c.must(c.Bar(t.Context(), thing, true))
		look("barred again", "thing_barred")
	})
}
