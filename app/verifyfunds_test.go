package app

import (
	"testing"
	"time"

	"obolus/money"
)

// Protects R2 from one millionth: what a close found in the funds is what had come in and gone by then. Only what
// came within a day of the close, and what was settled late or given up at a time that nobody knows, may count
// either way.
func TestVerification_FundsOf(t *testing.T) {
	close := time.Date(2026, 11, 1, 0, 0, 5, 0, time.UTC)
	const old = 30 * 24 * time.Hour
	next := FundsAtClose{Month: 202611, ClosedAt: close.AddDate(0, 1, 0), Funds: 7 * money.Unit, Spent: 2 * money.Unit}
	cases := map[string]struct {
		in     map[time.Duration]money.Amount // by how long before the close
		closes []FundsAtClose                 // the first is October's
		waived money.Amount
		least  money.Amount // what October may have found
		most   money.Amount
	}{
		"a deposit":                    {in: map[time.Duration]money.Amount{old: 10 * money.Unit}, least: 10 * money.Unit, most: 10 * money.Unit},
		"nothing":                      {},
		"one a little before":          {in: map[time.Duration]money.Amount{old: 4 * money.Unit, time.Hour: 6 * money.Unit}, least: 4 * money.Unit, most: 10 * money.Unit},
		"one a little after":           {in: map[time.Duration]money.Amount{old: 4 * money.Unit, -time.Hour: 6 * money.Unit}, least: 4 * money.Unit, most: 10 * money.Unit},
		"one long after":               {in: map[time.Duration]money.Amount{old: 4 * money.Unit, -2 * clockError: 6 * money.Unit}, least: 4 * money.Unit, most: 4 * money.Unit},
		"what is given up":             {in: map[time.Duration]money.Amount{old: 10 * money.Unit}, waived: 3 * money.Unit, least: 7 * money.Unit, most: 10 * money.Unit},
		"another month settled late":   {in: map[time.Duration]money.Amount{old: 10 * money.Unit}, closes: []FundsAtClose{{Month: 202609, Spent: money.Unit, Late: true}}, least: 9 * money.Unit, most: 10 * money.Unit},
		"what a later month has taken": {in: map[time.Duration]money.Amount{old: 10 * money.Unit}, closes: []FundsAtClose{next}, least: 10 * money.Unit, most: 10 * money.Unit},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			h := FundsHistory{Person: 1, Waived: c.waived}
			for before, amount := range c.in {
				h.In = append(h.In, FundsIn{At: close.Add(-before), Amount: amount})
			}
			for funds, wrong := range map[money.Amount]bool{c.least - 1: c.least > 0, c.least: false, c.most: false, c.most + 1: true} {
				if funds < 0 {
					continue // the database refuses it
				}
				h.Closes = append([]FundsAtClose{{Month: 202610, ClosedAt: close, Funds: funds, Spent: min(funds, 3*money.Unit)}}, c.closes...)
				var v Verification
				v.fundsOf(h)
				if found := len(v.Differences) > 0; found != wrong {
					t.Errorf("of %s it says %q", funds, v.Differences)
				}
			}
		})
	}
}

// Protects the second month: what the first has taken is not there any more.
func TestVerification_FundsOfTheNextMonth(t *testing.T) {
	close := time.Date(2026, 11, 1, 0, 0, 5, 0, time.UTC)
	for funds, wrong := range map[money.Amount]bool{7*money.Unit - 1: true, 7 * money.Unit: false, 7*money.Unit + 1: true} {
		h := FundsHistory{Person: 1, In: []FundsIn{{At: close.AddDate(0, 0, -9), Amount: 10 * money.Unit}}, Closes: []FundsAtClose{
			{Month: 202610, ClosedAt: close, Funds: 10 * money.Unit, Spent: 3 * money.Unit},
			{Month: 202611, ClosedAt: close.AddDate(0, 1, 0), Funds: funds, Spent: money.Unit}}}
		var v Verification
		v.fundsOf(h)
		if (len(v.Differences) > 0) != wrong {
			t.Errorf("of %s it says %q", funds, v.Differences)
		}
	}
}
