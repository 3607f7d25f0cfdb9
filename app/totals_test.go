package app_test

import (
	"testing"
	"time"

	"obolus/app"
	"obolus/money"
)

// Protects the public numbers of a month: its clicks and its money are of the same people, those who are settled late
// too, and those of people who are suspended are not counted before.
func TestTotals_OfWhatWasSettled(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		maker := w.creator("Maker")
		w.claim(maker, "domain:made.example")
		ada, bo := w.supporter("Ada", 5*money.Unit, 20*money.Unit), w.supporter("Bo", 5*money.Unit, 20*money.Unit)
		w.click(ada, "https://made.example/1")
		w.click(ada, "https://waits.example/2")
		w.click(bo, "https://made.example/3")
		_, err := w.Suspend(t.Context(), bo.ID)
		w.must(err)
		total := func(clicks, supporters, things, recipients int64, spent, received, waiting money.Amount) {
			t.Helper()
			w.clock.set(w.clock.now().Add(time.Minute)) // what is remembered has been forgotten
			got, err := w.Totals(t.Context(), 202610)
			w.must(err)
			want := app.Totals{Month: 202610, Closed: spent > 0, Supporters: supporters, Things: things, Recipients: recipients, Clicks: clicks,
				Spent: spent, Received: received, Waiting: waiting}
			if got != want {
				t.Errorf("the totals are %+v\nwant %+v", got, want)
			}
		}
		total(3, 2, 3, 2, 0, 0, 0)
		w.close(202610)
		total(2, 1, 2, 2, 5*money.Unit, 2_500_000, 2_500_000)
		_, err = w.Reinstate(t.Context(), bo.ID)
		w.must(err)
		total(3, 2, 3, 2, 10*money.Unit, 7_500_000, 2_500_000)
		verified(t, w.App)
	})
}
