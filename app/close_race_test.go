package app_test

import (
	"fmt"
	"testing"

	"obolus"
	"obolus/app"
	"obolus/ledger"
	"obolus/money"
)

// Protects R7: of many closes of one month on two processes one divides it, and all others, dry runs
// too, report that one's result.
func TestClose_OnTwoProcesses(t *testing.T) {
	twice(t, func(t *testing.T, p *processes) {
		for i := range 12 {
			s := p.supporter(fmt.Sprintf("supporter %d", i), 5*money.Unit, 20*money.Unit)
			for n := range i%4 + 1 {
				p.click(s, fmt.Sprintf("https://r%d.example/%d", n, i))
			}
		}
		p.time.set(at("2026-11-01T00:00:00Z"))
		results, errs := make([]app.Closing, 8), make([]error, 8)
		p.race(len(results), func(i int, a *app.App) {
			results[i], errs[i] = a.CloseMonth(t.Context(), 202610, app.CloseOptions{DryRun: i >= 6})
		})
		winners := 0
		stored, err := p.Closing(t.Context(), 202610)
		p.must(err)
		for i, result := range results {
			p.must(errs[i])
			if !result.Already && !result.DryRun {
				winners++
			}
			same := result
			same.Already, same.DryRun = false, false
			if same != stored {
				t.Errorf("close %d reports %+v, stored is %+v", i, result, stored)
			}
		}
		if winners != 1 || stored.Clicks != 30 || stored.Supporters != 12 {
			t.Errorf("%d closes divided the month, into %+v", winners, stored)
		}
		p.verified()
	})
}

// Protects R5: claims on two processes while both close, round after round. An identity that somebody
// has claimed keeps nothing in its escrow, and nothing is collected twice.
func TestClose_RacesClaims(t *testing.T) {
	twice(t, func(t *testing.T, p *processes) {
		const rounds, identities = 4, 6
		ada := p.supporter("Ada", 6*money.Unit, 100*money.Unit)
		bob := p.creator("Bob")
		for round, m := 0, obolus.Month(202610); round < rounds; round, m = round+1, m.Next() {
			p.time.set(m.Start())
			for i := range identities {
				p.click(ada, fmt.Sprintf("https://github.com/bob-%d-%d/tool", round, i))
			}
			p.time.set(m.End())
			p.race(identities+2, func(i int, a *app.App) {
				var err error
				if i >= identities {
					_, err = a.CloseMonth(t.Context(), m, app.CloseOptions{})
				} else {
					_, err = a.Claim(t.Context(), bob.ID, fmt.Sprintf("github:bob-%d-%d", round, i))
				}
				if err != nil {
					t.Errorf("%s, racer %d: %v", m, i, err)
				}
			})
			for i := range identities {
				r, err := p.db.RecipientNamed(t.Context(), fmt.Sprintf("github:bob-%d-%d", round, i))
				p.must(err)
				waits, err := p.db.Balance(t.Context(), ledger.Account{Kind: ledger.Escrow, Owner: int64(r.ID)})
				p.must(err)
				if waits != 0 {
					t.Errorf("%s waits for %s, which is Bob's", waits, r.Name)
				}
			}
		}
		if b := p.balances(bob); b.Earnings != rounds*6*money.Unit {
			t.Errorf("Bob has %+v after %d months of 6.00", b, rounds)
		}
		p.verified()
	})
}
