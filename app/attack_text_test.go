package app_test

import (
	"testing"

	"obolus"
	"obolus/app"
	"obolus/money"
)

// Protects operators from an error of the database's where a text cannot be stored, on either engine.
func TestTexts_ThatPostgreSQLDoesNotKnow(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ada := w.creator("Ada")
		for _, text := range []string{"\x00", "a\x00b", "\xff\xfe", "\xed\xa0\x80"} {
			_, err := w.Deposit(t.Context(), app.Payment{Person: ada.ID, Provider: "test", Reference: text, Gross: money.Unit, State: obolus.DepositCleared})
			refused(t, err, obolus.Invalid, "invalid_reference")
			_, err = w.DecideDeposit(t.Context(), "test", text, obolus.DepositCleared)
			refused(t, err, obolus.Invalid, "invalid_reference")
			_, err = w.PersonNamed(t.Context(), text)
			refused(t, err, obolus.NotFound, "person_unknown")
			_, err = w.AddPerson(t.Context(), text)
			refused(t, err, obolus.Invalid, "invalid_name")
			_, err = w.NewCredential(t.Context(), ada.ID, app.Token, text)
			w.must(err)
			_, err = w.SetSetting(t.Context(), "name", "Our "+text)
			w.must(err)
		}
	})
}

// Protects R8 from a clock that goes back by more than a month: a click in a month that nobody closed,
// because it was empty, would be counted by no close once a later month is closed.
func TestClick_ByAClockFarBehindTheLastClose(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ada := w.supporter("Ada", 5*money.Unit, 20*money.Unit)
		w.close(202611)
		w.clock.set(at("2026-10-20T12:00:00Z"))
		clicked := w.click(ada, "https://example.org/").Click
		if clicked.Month != 202612 || !clicked.At.Equal(at("2026-12-01T00:00:00Z")) {
			t.Errorf("the click counts in %s, at %s", clicked.Month, clicked.At)
		}
		first, err := w.FirstOpenMonth(t.Context())
		w.must(err)
		if first != clicked.Month {
			t.Errorf("the next month to close is %s: the click in %s is forgotten", first, clicked.Month)
		}
		w.verified()
	})
}
