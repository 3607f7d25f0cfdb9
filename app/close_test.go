package app_test

import (
	"context"
	"fmt"
	"testing"

	"obolus"
	"obolus/app"
	"obolus/money"
	"obolus/store"
	"obolus/store/storetest"
)

// click clicks on a thing or ends the test.
func click(t *testing.T, a *app.App, p obolus.Person, address string) app.Clicked {
	t.Helper()
	clicked, err := a.Click(t.Context(), app.NewClick{Person: p.ID, Address: address})
	if err != nil {
		t.Fatalf("%s clicks on %s: %v", p.Name, address, err)
	}
	return clicked
}

// verified ends the test unless everything stored adds up.
func verified(t *testing.T, a *app.App) {
	t.Helper()
	v, err := a.Verify(t.Context(), nil)
	if err != nil {
		t.Fatalf("verifying: %v", err)
	}
	for _, difference := range v.Differences {
		t.Errorf("verify found: %s", difference)
	}
}

// The published example: 5 EUR over 1, 2 and 3 clicks is 5, 2.50 and 1.67 each, and the remainder stays (R2).
func TestClose_DividesEqually(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		c := newClock(at("2026-10-15T12:00:00Z"))
		a := app.New(db, c.now)
		for n, name := range []string{"One", "Two", "Three"} {
			p := supporter(t, a, name, 5*money.Unit, 10*money.Unit)
			for i := range n + 1 {
				click(t, a, p, fmt.Sprintf("https://site%d.example/", i))
			}
		}
		_, err := a.CloseMonth(t.Context(), 202610, app.CloseOptions{})
		if e := obolus.AsError(err); e.Code != "month_running" {
			t.Fatalf("closing a running month: %v", err)
		}
		c.set(at("2026-11-01T00:00:00Z"))
		dry, err := a.CloseMonth(t.Context(), 202610, app.CloseOptions{DryRun: true})
		if err != nil || !dry.DryRun || dry.Clicks != 6 {
			t.Fatalf("the dry run gave %+v, %v", dry, err)
		}
		closing, err := a.CloseMonth(t.Context(), 202610, app.CloseOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if closing.Already || closing.Supporters != 3 || closing.Recipients != 3 || closing.Spent != 14_999_998 || closing.ToEscrow != closing.Spent {
			t.Errorf("the close did %+v", closing)
		}
		again, err := a.CloseMonth(t.Context(), 202610, app.CloseOptions{})
		if err != nil || !again.Already || again.Spent != closing.Spent {
			t.Errorf("a second close gave %+v, %v", again, err)
		}
		d, err := a.Division(t.Context(), 202610)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, s := range d.Supporters {
			got += fmt.Sprintln(s.Person.Name, s.Settlement.Share, s.Settlement.Kept())
		}
		for _, r := range d.Recipients {
			got += fmt.Sprintln(r.Recipient.Name, r.Clicks, r.Amount)
		}
		want := "One 5.000000 0.000000\nThree 1.666666 0.000002\nTwo 2.500000 0.000000\n" +
			"domain:site0.example 3 9.166666\ndomain:site1.example 2 4.166666\ndomain:site2.example 1 1.666666\n"
		if got != want {
			t.Errorf("divided were\n%swant\n%s", got, want)
		}
		verified(t, a)
	})
}

// A suspended supporter's clicks are frozen at the close and settled when she is reinstated.
func TestReinstate_SettlesLate(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		c := newClock(at("2026-10-15T12:00:00Z"))
		a := app.New(db, c.now)
		ada := supporter(t, a, "Ada", 5*money.Unit, 10*money.Unit)
		bob := supporter(t, a, "Bob", 5*money.Unit, 10*money.Unit)
		click(t, a, ada, "https://site.example/")
		click(t, a, bob, "https://site.example/")
		_, err := a.Suspend(t.Context(), ada.ID)
		if err != nil {
			t.Fatal(err)
		}
		c.set(at("2026-11-02T00:00:00Z"))
		closing, err := a.CloseMonth(t.Context(), 202610, app.CloseOptions{})
		if err != nil || closing.Supporters != 1 || closing.Spent != 5*money.Unit {
			t.Fatalf("the close did %+v, %v", closing, err)
		}
		verified(t, a)
		_, err = a.Reinstate(t.Context(), ada.ID)
		if err != nil {
			t.Fatal(err)
		}
		b, err := a.Balances(t.Context(), ada.ID)
		if err != nil || b.Funds != 4_500_000 {
			t.Errorf("after her late settlement of 5.00 of 9.50 she has %+v, %v", b, err)
		}
		verified(t, a)
	})
}

// A close that is given up halfway leaves the month open and whole, and is simply run again.
func TestClose_GivenUpHalfway(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		c := newClock(at("2026-10-15T12:00:00Z"))
		a := app.New(db, c.now)
		click(t, a, supporter(t, a, "Ada", 5*money.Unit, 10*money.Unit), "https://site.example/")
		c.set(at("2026-11-01T00:00:00Z"))
		ctx, giveUp := context.WithCancel(t.Context())
		defer giveUp()
		_, err := a.CloseMonth(ctx, 202610, app.CloseOptions{Progress: func(int64, int64) { giveUp() }})
		if err == nil {
			t.Error("a close that was given up says that it is done")
		}
		_, err = a.Closing(t.Context(), 202610)
		if obolus.KindOf(err) != obolus.NotFound {
			t.Errorf("the month is not open: %v", err)
		}
		closing, err := a.CloseMonth(t.Context(), 202610, app.CloseOptions{})
		if err != nil || closing.Already || closing.Clicks != 1 {
			t.Errorf("the close after it did %+v, %v", closing, err)
		}
		verified(t, a)
	})
}
