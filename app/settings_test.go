package app_test

import (
	"reflect"
	"testing"

	"obolus"
	"obolus/app"
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

// Protects the log from deeds that were none: what is saved as it was, or written another way, is not in it.
func TestSetSetting_OnlyWhatChanges(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		for _, k := range []struct {
			name, value string
			logged      bool
		}{
			{"fee_deposit", "0.05", true}, {"fee_deposit", "0.050000", false}, {"fee_deposit", "0.04", true}, {"fee_deposit", "0.0400", false}, {"fee_deposit", "0.05", true},
			{"languages", "", false}, {"languages", "en, de", true}, {"languages", "en de", false}, {"languages", " ", true},
			{"name", "obolus", false}, {"name", " obolus ", false}, {"name", "Ours", true}, {"imprint", "", false}, {"imprint", "We.\r\n", true}, {"imprint", "We.", false},
			{"hold_day", "10", false}, {"hold_day", "010", false}, {"hold_day", "11", true}, {"currency", "EUR", false}, {"mode", "invite", true}, {"mode", "invite", false},
		} {
			before, err := w.AuditLog(t.Context(), 0, 100)
			w.must(err)
			ctx := app.Doing(t.Context(), app.Deed{Action: "setting." + k.name, Subject: k.name, Detail: k.value})
			changed, err := w.SetSetting(ctx, k.name, k.value)
			if obolus.KindOf(err) == obolus.Invalid {
				t.Fatalf("%s=%q: %v", k.name, k.value, err)
			}
			w.must(err)
			stored, err := w.Settings(t.Context())
			w.must(err)
			if !reflect.DeepEqual(changed, stored) && len(stored.Languages)+len(changed.Languages) > 0 {
				t.Errorf("%s=%q says %+v, and it is %+v", k.name, k.value, changed, stored)
			}
			after, err := w.AuditLog(t.Context(), 0, 100)
			w.must(err)
			if (len(after) > len(before)) != k.logged {
				t.Errorf("%s=%q: logged is %v", k.name, k.value, len(after) > len(before))
			}
		}
	})
}
