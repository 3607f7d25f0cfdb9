package main

import (
	"strings"
	"testing"
)

// What the operator does by the command line is on record too; what failed is not.
func TestAudit(t *testing.T) {
	onEach(t, func(t *testing.T, d *desk) {
		octobers(t, d)
		if out := d.must("person", "operator", "ada"); !strings.Contains(out, "/admin") {
			t.Errorf("it says %s", out)
		}
		d.must("person", "operator", "Ada", "--revoke")
		d.must("settings", "contact", "help@obolus.example")
		d.must("person", "suspend", "Bo")
		d.must("person", "link", "Ada")
		d.must("close", "2026-09", "--dry-run")
		for range 2 { // the second one changes nothing
			d.must("close", "2026-09")
		}
		if r := d.run("person", "suspend", "Nobody"); r.code != 1 {
			t.Errorf("suspending nobody exits with %d", r.code)
		}
		var log []struct{ Operator, Action, Subject, Detail string }
		d.reads(&log, "audit")
		var actions []string
		for _, deed := range log {
			actions = append(actions, deed.Action)
			if deed.Operator != "command line" {
				t.Errorf("%s was done by %s", deed.Action, deed.Operator)
			}
		}
		want := "month.close person.link person.suspend setting.contact person.no_operator person.operator claim deposit deposit person.budget person.budget person.add person.add person.add"
		if got := strings.Join(actions, " "); got != want {
			t.Errorf("on record are %s, not %s", got, want)
		}
		if out := d.must("audit", "--limit", "4"); !strings.Contains(out, "help@obolus.example") || strings.Contains(out, "claim") {
			t.Errorf("the log is\n%s", out)
		}
		if out := d.must("report", "list"); !strings.Contains(out, "none") {
			t.Errorf("the reports are %s", out)
		}
	})
}

// The operator's texts are shown by their first line, and whole for programs.
func TestSettings_Texts(t *testing.T) {
	d := newDesk(t)
	d.must("settings", "imprint", "Small Thanks e. V.\nHafenstraße 7")
	d.must("settings", "languages", "de en")
	if out := d.must("settings"); !strings.Contains(out, "Small Thanks") || strings.Contains(out, "Hafen") {
		t.Errorf("the settings are\n%s", out)
	}
	var s settingsJSON
	d.reads(&s, "settings")
	if s.Imprint != "Small Thanks e. V.\nHafenstraße 7" || len(s.Languages) != 2 || s.EscrowTerm != 6 {
		t.Errorf("the settings are %+v", s)
	}
}
