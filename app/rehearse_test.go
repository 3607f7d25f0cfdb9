package app_test

import (
	"fmt"
	"testing"

	"obolus"
	"obolus/app"
	"obolus/money"
	"obolus/store"
	"obolus/store/storetest"
)

// Protects the operator who looks ahead: what the running month would come to if it ended now is what its
// close then gives, to the millionth, and nothing has been written for it.
func TestCloseMonth_DryRunOfTheRunningMonth(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		c := newClock(at("2026-10-15T12:00:00Z"))
		a := app.New(db, c.now)
		_, err := a.SetSetting(t.Context(), "fee_earnings", "0.1")
		if err != nil {
			t.Fatal(err)
		}
		zoe := supporter(t, a, "Zoë", 10*money.Unit, 3*money.Unit)
		_, err = a.Claim(t.Context(), zoe.ID, "domain:site0.example")
		if err != nil {
			t.Fatal(err)
		}
		for n := range 7 {
			p := supporter(t, a, fmt.Sprint("Supporter ", n), 5*money.Unit, 10*money.Unit)
			for i := range n {
				click(t, a, p, fmt.Sprintf("https://site%d.example/", i))
			}
		}
		rehearsed, err := a.CloseMonth(t.Context(), 202610, app.CloseOptions{DryRun: true})
		if err != nil || !rehearsed.DryRun || !rehearsed.Running || rehearsed.Clicks != 21 || rehearsed.Fee == 0 || rehearsed.ToEscrow == 0 {
			t.Fatalf("the rehearsal gave %+v, %v", rehearsed, err)
		}
		if months, err := a.ClosedMonths(t.Context()); err != nil || len(months) != 0 {
			t.Fatalf("it has closed %v, %v", months, err)
		}
		_, err = a.CloseMonth(t.Context(), 202611, app.CloseOptions{DryRun: true})
		if e := obolus.AsError(err); e.Code != "month_running" {
			t.Errorf("a month that has not begun gave %v", err)
		}
		_, err = a.CloseMonth(t.Context(), 202610, app.CloseOptions{})
		if e := obolus.AsError(err); e.Code != "month_running" {
			t.Errorf("the close of a running month gave %v", err)
		}
		c.set(at("2026-11-01T00:00:00Z"))
		closed, err := a.CloseMonth(t.Context(), 202610, app.CloseOptions{})
		if err != nil {
			t.Fatal(err)
		}
		rehearsed.DryRun, rehearsed.Running, rehearsed.ClosedAt = false, false, closed.ClosedAt
		if rehearsed != closed {
			t.Errorf("rehearsed was %+v, the close gave %+v", rehearsed, closed)
		}
		verified(t, a)
		click(t, a, zoe, "https://site1.example/")
		_, err = a.CloseMonth(t.Context(), 202611, app.CloseOptions{DryRun: true})
		if err != nil {
			t.Errorf("the next month: %v", err)
		}
	})
}

// Protects supporters from an operator's curiosity: clicks go on during the dry run of the running month. They
// are not in it, and none waits for it.
func TestCloseMonth_DryRunDoesNotStopClicks(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		c := newClock(at("2026-10-15T12:00:00Z"))
		a := app.New(db, c.now)
		ada := supporter(t, a, "Ada", 5*money.Unit, 10*money.Unit)
		click(t, a, ada, "https://site.example/1")
		clicked := 0
		rehearsed, err := a.CloseMonth(t.Context(), 202610, app.CloseOptions{DryRun: true, Progress: func(_, _ int64) {
			click(t, a, ada, "https://site.example/2") // would wait for ever if the month were locked
			clicked++
		}})
		if err != nil || rehearsed.Clicks != 1 || clicked == 0 {
			t.Errorf("rehearsed were %d clicks, while %d came: %v", rehearsed.Clicks, clicked, err)
		}
		if mine, err := a.Clicks(t.Context(), ada.ID, 202610); err != nil || len(mine) != 2 {
			t.Errorf("she has %d clicks: %v", len(mine), err)
		}
	})
}

// Protects funds from being promised twice: while an earlier month waits to be divided the running one cannot
// be rehearsed, since nobody knows yet what will be left.
func TestCloseMonth_DryRunInTheOrderOfMonths(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		c := newClock(at("2026-09-15T12:00:00Z"))
		a := app.New(db, c.now)
		ada := supporter(t, a, "Ada", 5*money.Unit, 10*money.Unit)
		click(t, a, ada, "https://site.example/1")
		c.set(at("2026-10-15T12:00:00Z"))
		_, err := a.CloseMonth(t.Context(), 202610, app.CloseOptions{DryRun: true})
		if e := obolus.AsError(err); e.Code != "earlier_month_open" {
			t.Errorf("it gave %v", err)
		}
	})
}
