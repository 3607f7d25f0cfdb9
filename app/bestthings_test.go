package app_test

import (
	"testing"

	"obolus"
	"obolus/app"
	"obolus/money"
)

// Protects a creator's earnings by thing: over all months they are what the statements say, in a team her
// part only, and no more things than asked for.
func TestBestThings(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		bob := w.creator("Bob")
		w.claim(bob, "twitter:bob")
		w.team("https://band.example.org/song", map[string]int64{"twitter:bob": 1, "github:ben": 2}, "twitter:bob", "github:ben")
		ada, eve := w.supporter("Ada", 6*money.Unit, 50*money.Unit), w.supporter("Eve", 2*money.Unit, 50*money.Unit)
		for _, address := range []string{"https://x.com/bob/status/1", "https://x.com/bob/status/2", "https://band.example.org/song"} {
			w.click(ada, address)
		}
		w.click(eve, "https://x.com/bob/status/1")
		w.close(202610)
		w.click(eve, "https://x.com/bob/status/1")
		w.close(202611)
		w.click(ada, "https://x.com/bob/status/2")
		things, err := w.BestThings(t.Context(), bob.ID, 10)
		w.must(err)
		want := []app.ThingEarning{{Clicks: 3, Gross: 6 * money.Unit}, {Clicks: 2, Open: 1, Gross: 2 * money.Unit}, {Clicks: 1, Gross: 666_667}}
		for i := range want {
			if len(things) != len(want) || things[i].Clicks != want[i].Clicks || things[i].Gross != want[i].Gross || things[i].Open != want[i].Open {
				t.Fatalf("the things are %+v", things)
			}
		}
		if most, err := w.BestThings(t.Context(), bob.ID, 2); err != nil || len(most) != 2 || most[0].Gross != 6*money.Unit {
			t.Errorf("the best two are %+v, %v", most, err)
		}
		if none, err := w.BestThings(t.Context(), obolus.PersonID(ada.ID), 10); err != nil || len(none) != 0 {
			t.Errorf("who makes nothing has %+v, %v", none, err)
		}
	})
}
