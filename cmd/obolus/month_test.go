package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"obolus"
	"obolus/app"
	"obolus/money"
	"obolus/store"
)

// octobers is a month with two supporters, a creator with two things, and one identity that waits;
// the day is 15 October, and nothing is closed.
func octobers(t *testing.T, d *desk) {
	t.Helper()
	for _, name := range []string{"Ada", "Bo", "Käthe"} {
		d.must("person", "add", name)
	}
	d.must("person", "budget", "ada", "5")
	d.must("person", "budget", "bo", "10")
	d.must("deposit", "Ada", "20", "--reference", "a-1")
	d.must("deposit", "Bo", "8", "--reference", "b-1") // 7.60 after the fee: less than the budget
	d.must("claim", "domain:blog.example", "--person", "Käthe")
	clickOn(t, d, "Ada", "https://blog.example/1", "Über Äpfel; \"rot\"")
	clickOn(t, d, "Ada", "https://blog.example/2", "Zwei")
	clickOn(t, d, "Ada", "https://github.com/someone/tool", "A tool")
	clickOn(t, d, "Bo", "https://blog.example/1", "")
}

// clickOn clicks through the verb: the command line has no command for it.
func clickOn(t *testing.T, d *desk, name, url, title string) {
	t.Helper()
	db, err := store.Open(t.Context(), d.db, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	a := newDatabase(db, d.clock)
	p, err := a.PersonNamed(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	_, err = a.Click(t.Context(), app.NewClick{Person: p.ID, Address: url, Title: title})
	if err != nil {
		t.Fatal(err)
	}
}

// From a deposit to a paid payout by the command line alone, on both engines.
func TestMonth_FromDepositToPayout(t *testing.T) {
	onEach(t, func(t *testing.T, d *desk) {
		octobers(t, d)
		var again depositJSON
		d.reads(&again, "deposit", "Ada", "20", "--reference", "a-1")
		if again.Gross != 20*money.Unit || again.Fee != money.Unit || again.Net != 19*money.Unit {
			t.Errorf("the deposit is %+v", again)
		}
		d.now = d.now.Add(time.Hour)
		if out := d.must("deposit", "Ada", "20", "--reference", "a-1"); !strings.Contains(out, "known since 2026-10-15 12:00 UTC: nothing was credited again") {
			t.Errorf("the same deposit again: %s", out)
		}
		if r := d.run("deposit", "Ada", "21", "--reference", "a-1"); r.code != 1 {
			t.Errorf("another deposit under the same reference: exit %d", r.code)
		}
		var ahead, dry, closing, already closingJSON
		d.reads(&ahead, "close", "2026-10", "--dry-run")
		if out := d.must("close", "2026-10", "--dry-run"); !ahead.Running || !ahead.DryRun || !strings.Contains(out, "If 2026-10 ended now") {
			t.Errorf("ahead of time it is %+v, in words\n%s", ahead, out)
		}
		d.now = instant("2026-11-01T00:00:00Z")
		d.reads(&dry, "close", "2026-10", "--dry-run")
		d.reads(&closing, "close", "2026-10")
		d.reads(&already, "close", "2026-10")
		if !dry.DryRun || dry.AlreadyClosed || closing.DryRun || closing.AlreadyClosed || !already.AlreadyClosed {
			t.Errorf("dry %+v, real %+v, again %+v", dry, closing, already)
		}
		if ahead.Spent != closing.Spent || dry.Spent != closing.Spent || already.Spent != closing.Spent || closing.Spent != 12_599_998 ||
			closing.ToPeople != 10_933_332 || closing.ToEscrow != 1_666_666 || closing.Supporters != 2 || closing.Clicks != 4 {
			t.Errorf("dry %+v, real %+v, again %+v", dry, closing, already)
		}
		if r := d.run("payout", "ask", "Käthe"); r.code != 1 {
			t.Errorf("a payout before the 10th: exit %d", r.code)
		}
		d.now = instant("2026-11-10T00:00:00Z")
		var payout payoutJSON
		d.reads(&payout, "payout", "ask", "Käthe")
		if payout.Amount != 10_930_000 || payout.State != obolus.PayoutAsked || payout.Person != "Käthe" {
			t.Errorf("the payout is %+v", payout)
		}
		id := fmt.Sprint(payout.ID)
		if r := d.run("payout", "paid", id, "--reference", "bank-1"); r.code != 1 {
			t.Errorf("paid before it was approved: exit %d", r.code)
		}
		d.must("payout", "approve", id)
		d.reads(&payout, "payout", "paid", id, "--reference", "bank-1")
		if payout.State != obolus.PayoutPaid || payout.Reference != "bank-1" || payout.EndedAt == nil {
			t.Errorf("the payout is %+v", payout)
		}
		var payouts []payoutJSON
		d.reads(&payouts, "payout", "list", "--state", "paid")
		if len(payouts) != 1 || payouts[0].ID != payout.ID {
			t.Errorf("paid are %+v", payouts)
		}
		if out := d.must("claim", "github:someone"); !strings.Contains(out, "nobody's yet") {
			t.Errorf("before the claim it says %s", out)
		}
		if out := d.must("claim", "github:someone", "--person", "Bo"); !strings.Contains(out, "1.666666 waited") {
			t.Errorf("the claim says %s", out)
		}
		var verified verifiedJSON
		d.reads(&verified, "verify")
		if !verified.Verified || verified.Months != 1 || verified.Clicks != 4 {
			t.Errorf("verified: %+v", verified)
		}
	})
}
