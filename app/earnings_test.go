package app_test

import (
	"testing"
	"time"

	"obolus"
	"obolus/app"
	"obolus/money"
)

func (w *world) creatorStatement(p obolus.Person, m obolus.Month) app.CreatorStatement {
	w.t.Helper()
	s, err := w.CreatorStatement(w.t.Context(), p.ID, m)
	w.must(err)
	return s
}

// Protects what a creator sees: clicks at once with who gave them, money from the close on, by thing
// and by click the same.
func TestCreatorStatement(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		bob := w.creator("Bob")
		w.claim(bob, "twitter:bob")
		ada, eve := w.supporter("Ada", 6*money.Unit, 50*money.Unit), w.supporter("Eve", 2*money.Unit, 50*money.Unit)
		for _, address := range []string{"https://x.com/bob/status/1", "https://x.com/bob/status/2", "https://other.example.org/"} {
			w.click(ada, address)
		}
		w.clock.set(w.clock.now().Add(time.Second))
		_, err := w.SetAnonymous(t.Context(), eve.ID, false)
		w.must(err)
		w.click(eve, "https://x.com/bob/status/1")

		open := w.creatorStatement(bob, 202610)
		if open.Closed || open.Gross != 0 || len(open.Clicks) != 3 || len(open.Things) != 2 || open.Clicks[0].Supporter != "Eve" || open.Clicks[0].Worth != 0 {
			t.Errorf("before the close: %+v", open)
		}
		w.close(202610)
		s := w.creatorStatement(bob, 202610)
		if !s.Closed || s.Gross != 6*money.Unit || s.Fee != 0 || s.Net != s.Gross {
			t.Errorf("after the close: %+v", s)
		}
		first, second := s.Things[0], s.Things[1]
		if first.Thing.URL != "https://twitter.com/bob/status/1" || first.Clicks != 2 || first.Revenue != 4*money.Unit || second.Revenue != 2*money.Unit || second.Clicks != 1 {
			t.Errorf("by thing: %+v", s.Things)
		}
		if s.Clicks[0].Supporter != "Eve" || s.Clicks[0].Worth != 2*money.Unit || s.Clicks[2].Worth != 2*money.Unit {
			t.Errorf("by click: %+v", s.Clicks)
		}
		w.click(eve, "https://x.com/bob/status/1")
		w.close(202611)
		if s := w.creatorStatement(bob, 202611); s.Things[0].ClicksTotal != 3 || s.Things[0].Clicks != 1 {
			t.Errorf("a month later: %+v", s.Things)
		}
		if s := w.creatorStatement(bob, 202610); s.Things[0].ClicksTotal != 2 {
			t.Errorf("up to the end of October: %+v", s.Things)
		}
	})
}

// Protects R6 and R14: the fee and the net that statements derive are to the millionth what the ledger
// moved, by the close, late or by a claim, alone and in a team, under two rates.
func TestEarnings_AgreeWithTheLedger(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		w.set("fee_earnings", "0.07")
		bob := w.creator("Bob")
		w.claim(bob, "twitter:bob")
		w.team("https://band.example.org/song", map[string]int64{"twitter:bob": 2, "github:bob": 1, "twitter:ben": 4}, "twitter:bob", "github:bob", "twitter:ben")
		// With Zoe's budget it shows whether the fee of her late settlement is rounded by itself.
		budgets := []money.Amount{3_330_000, 7_770_000, 10_030_000}
		var supporters []obolus.Person
		for i, name := range []string{"Ada", "Eve", "Zoe"} {
			supporters = append(supporters, w.supporter(name, budgets[i], 100*money.Unit))
		}
		addresses := []string{"https://band.example.org/song", "https://github.com/bob/code", "https://x.com/bob/status/1", "https://x.com/bob", "https://other.example.org/"}
		for i, p := range supporters {
			for _, address := range addresses[:3+i] {
				w.click(p, address)
			}
		}
		_, err := w.Suspend(t.Context(), supporters[2].ID)
		w.must(err)
		w.close(202610)
		w.set("fee_earnings", "0.013")
		w.click(supporters[1], addresses[0])
		w.click(supporters[1], addresses[1])
		w.click(supporters[1], addresses[4])
		w.close(202611)
		_, err = w.Reinstate(t.Context(), supporters[2].ID) // her October is settled late, with a fee of its own
		w.must(err)
		claim := w.claim(bob, "github:bob")
		if claim.Escrow.Gross == 0 || claim.Escrow.Fee == 0 || claim.Escrow.Net+claim.Escrow.Fee != claim.Escrow.Gross {
			t.Errorf("the claim moved %+v", claim.Escrow)
		}

		e := w.earnings(bob)
		if len(e.Months) != 2 || e.Months[0].Month != 202611 || e.Months[0].Clicks != 2 || e.Months[1].Clicks != 11 {
			t.Fatalf("the months are %+v", e.Months)
		}
		var net money.Amount
		for _, m := range e.Months {
			s := w.creatorStatement(bob, m.Month)
			if s.Gross != m.Gross || s.Fee != m.Fee || s.Net != m.Net || m.Gross != m.Fee+m.Net || m.Fee == 0 {
				t.Errorf("%s is %+v and its statement says %s − %s = %s", m.Month, m, s.Gross, s.Fee, s.Net)
			}
			var byThing, byClick money.Amount
			for _, thing := range s.Things {
				byThing += thing.Revenue
			}
			for _, click := range s.Clicks {
				byClick += click.Worth
			}
			if byThing != s.Gross || byClick != s.Gross {
				t.Errorf("%s: %s by thing, %s by click, %s in all", m.Month, byThing, byClick, s.Gross)
			}
			net += m.Net
		}
		if e.Balances.Earnings != net {
			t.Errorf("the ledger has %s, the months add up to %s", e.Balances.Earnings, net)
		}
		w.verified()
	})
}

// Protects R11: earnings can be asked for from the tenth of the following month, in whole cents.
func TestEarnings_Payable(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		bob := w.creator("Bob")
		w.claim(bob, "twitter:bob")
		ada := w.supporter("Ada", 5*money.Unit, 50*money.Unit)
		for _, address := range []string{"https://x.com/bob", "https://a.example.org/", "https://b.example.org/"} {
			w.click(ada, address)
		}
		w.close(202610)
		for _, test := range []struct {
			at   string
			want money.Amount
		}{{"2026-11-09T23:59:59Z", 0}, {"2026-11-10T00:00:00Z", 1_660_000}} {
			w.clock.set(at(test.at))
			e := w.earnings(bob)
			if e.Payable != test.want || e.Balances.Earnings != 1_666_666 || !e.Months[0].AvailableAt.Equal(at("2026-11-10T00:00:00Z")) {
				t.Errorf("at %s: %+v, want %s payable", test.at, e, test.want)
			}
		}
		_, err := w.Suspend(t.Context(), bob.ID)
		w.must(err)
		if e := w.earnings(bob); e.Payable != 0 || e.Balances.Earnings != 1_666_666 {
			t.Errorf("suspended: %+v", e)
		}
	})
}
