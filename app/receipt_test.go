package app_test

import (
	"reflect"
	"testing"
	"time"

	"obolus"
	"obolus/app"
	"obolus/money"
)

// Protects receipts: one for a month, when it is divided, with gross, fee and net, and the same for ever,
// whatever happens to names, titles and settings.
func TestReceipt(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		w.set("fee_deposit", "0.05")
		ada, cem := w.supporter("Ada", 6*money.Unit, 50*money.Unit), w.creator("Cem")
		for _, address := range []string{"https://x.com/bob/status/1", "https://x.com/bob/status/2", "https://x.com/bob/status/3", "https://x.com/bob/status/4"} {
			w.click(ada, address)
			w.clock.set(w.clock.now().Add(time.Minute))
		}
		_, err := w.Receipt(ctx, ada.ID, 202610)
		refused(t, err, obolus.Conflict, "receipt_early")
		w.clock.set(obolus.Month(202610).End().Add(time.Minute))
		_, err = w.Receipt(ctx, ada.ID, 202610)
		refused(t, err, obolus.Conflict, "receipt_early")
		w.close(202610)
		first, err := w.Receipt(ctx, ada.ID, 202610)
		w.must(err)
		if first.Paid.Gross != 50*money.Unit || first.Paid.Fee != 2_500_000 || first.Paid.Net != 47_500_000 || len(first.Deposits) != 1 ||
			first.Spent != 6*money.Unit || first.Share != 1_500_000 || len(first.Given) != 4 || first.Given[0].URL != "https://twitter.com/bob/status/1" || first.Person != "Ada" {
			t.Errorf("the receipt is %+v", first)
		}
		w.set("name", "Another name")
		w.clock.set(w.clock.now().AddDate(0, 2, 0))
		again, err := w.Receipt(ctx, ada.ID, 202610)
		if err != nil || !reflect.DeepEqual(first, again) {
			t.Errorf("the receipt was %+v and is %+v, %v", first, again, err)
		}
		_, err = w.Receipt(ctx, cem.ID, 202610)
		refused(t, err, obolus.NotFound, "receipt_empty")
		_, err = w.Deposit(ctx, app.Payment{Person: cem.ID, Provider: "test", Reference: "later", Gross: money.Unit, State: obolus.DepositCleared})
		w.must(err)
		m := obolus.MonthOf(w.Now())
		w.clock.set(m.End())
		if r, err := w.Receipt(ctx, cem.ID, m); err != nil || r.Paid.Net != 950_000 || len(r.Given) != 0 {
			t.Errorf("who only put money in gets %+v, %v", r, err)
		}
	})
}
