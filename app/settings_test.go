package app_test

import (
	"testing"

	"obolus"
	"obolus/money"
)

// Protects R1: amounts in the books never change their currency, and a currency is a code that pages
// and clients can read.
func TestSetSetting_Currency(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		for _, currency := range []string{"", "EURO", "eur", "€", "E R", "12;"} {
			_, err := w.SetSetting(ctx, "currency", currency)
			refused(t, err, obolus.Invalid, "invalid_currency")
		}
		w.set("currency", "SEK")
		w.supporter("Ada", 5*money.Unit, 5*money.Unit)
		w.set("currency", "SEK") // it is that already
		_, err := w.SetSetting(ctx, "currency", "EUR")
		refused(t, err, obolus.Conflict, "currency_in_use")
		settings, err := w.Settings(ctx)
		w.must(err)
		if settings.Currency != "SEK" {
			t.Errorf("the currency became %s", settings.Currency)
		}
	})
}
