package app_test

import (
	"fmt"
	"testing"
	"time"

	"obolus"
	"obolus/app"
	"obolus/money"
)

// Protects a creator's forecast: it is to the millionth what the close then brings, alone and in a team,
// with the fee, without the suspended, and it is renewed after a minute.
func TestForecast_IsWhatTheCloseBrings(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		w.set("fee_earnings", "0.07")
		bob := w.creator("Bob")
		w.claim(bob, "twitter:bob")
		w.team("https://band.example.org/song", map[string]int64{"twitter:bob": 2, "github:ben": 3}, "twitter:bob", "github:ben")
		for i, budget := range []money.Amount{3_330_000, 7_770_000, 10_030_000} {
			p := w.supporter(fmt.Sprint("Supporter ", i), budget, 8*money.Unit)
			for _, address := range []string{"https://x.com/bob/status/1", "https://band.example.org/song", "https://other.example.org/", "https://x.com/bob"}[:2+i] {
				w.click(p, address)
			}
		}
		zoe := w.supporter("Zoe", 5*money.Unit, 5*money.Unit)
		w.click(zoe, "https://x.com/bob")
		_, err := w.Suspend(t.Context(), zoe.ID)
		w.must(err)
		f, err := w.Forecast(t.Context(), bob.ID)
		w.must(err)
		if f.Clicks != 7 || f.Partial || f.Gross != f.Fee+f.Net || f.Fee == 0 || f.Average() != f.Gross/7 {
			t.Errorf("the forecast is %+v", f)
		}
		if none, err := w.Forecast(t.Context(), zoe.ID); err != nil || none != (app.Forecast{Month: 202610}) {
			t.Errorf("of somebody who makes nothing it is %+v, %v", none, err)
		}
		w.close(202610)
		if m := w.earnings(bob).Months[0]; m.Gross != f.Gross || m.Fee != f.Fee || m.Net != f.Net {
			t.Errorf("the close brought %+v, foreseen were %+v", m, f)
		}
		next, err := w.Forecast(t.Context(), bob.ID)
		if err != nil || next != (app.Forecast{Month: 202611}) {
			t.Errorf("in the next month it is %+v, %v", next, err)
		}
		eve := w.supporter("Eve", 5*money.Unit, 50*money.Unit)
		w.click(eve, "https://x.com/bob")
		w.clock.set(w.clock.now().Add(time.Minute))
		if next, err = w.Forecast(t.Context(), bob.ID); err != nil || next.Gross != 5*money.Unit {
			t.Errorf("a minute later it is %+v, %v", next, err)
		}
	})
}

// Protects the page of clicks: nothing twice, nothing left out, and the sums are of the whole month.
func TestGivenMonth_InPages(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ada := w.supporter("Ada", 10*money.Unit, 4*money.Unit)
		for i := range 7 {
			w.click(ada, fmt.Sprintf("https://r%d.example/%d", i%2, i))
		}
		seen := map[obolus.ClickID]bool{}
		var after app.ClickPlace
		for pages := 1; ; pages++ {
			g, err := w.GivenMonth(t.Context(), ada.ID, 202610, after, 3)
			w.must(err)
			if g.Total != 7 || len(g.To) != 2 || g.To[0].Clicks != 4 || g.Share != 4*money.Unit/7 || g.Spent != 7*g.Share {
				t.Fatalf("page %d is %+v", pages, g)
			}
			for _, c := range g.Clicks {
				seen[c.Click.ID] = true
			}
			if g.Next.ID == 0 {
				if pages != 3 || len(seen) != 7 {
					t.Errorf("%d pages have %d clicks", pages, len(seen))
				}
				if s, err := g.WithBudget(2 * money.Unit); err != nil || s.Share != 2*money.Unit/7 {
					t.Errorf("with a budget of 2 a click is worth %s, %v", s.Share, err)
				}
				if s, err := g.WithBudget(100 * money.Unit); err != nil || s.Share != 4*money.Unit/7 {
					t.Errorf("with more than her funds a click is worth %s, %v", s.Share, err)
				}
				return
			}
			after = g.Next
		}
	})
}
