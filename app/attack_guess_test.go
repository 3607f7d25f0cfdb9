package app_test

import (
	"fmt"
	"testing"
	"time"

	"obolus"
)

// Stops somebody who knows a password from guessing the second factor with patience: by the quarter of an hour
// alone he could try two hundred thousand codes in a year, of which three are right at any moment.
func TestSignInByCode_PatienceDoesNotHelp(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		_, session := w.join("Ada", "ada@example.org")
		factor, err := w.BeginTOTP(ctx, session)
		w.must(err)
		_, err = w.FinishTOTP(ctx, session, code(t, factor, w.clock.now()))
		w.must(err)
		w.clock.set(w.clock.now().Truncate(24 * time.Hour).Add(24 * time.Hour))
		judged := 0
		for quarter := range 12 {
			entry, err := w.SignInByPassword(ctx, "ada@example.org", password, fmt.Sprint("192.0.2.", quarter))
			w.must(err)
			for range 7 {
				_, err = w.SignInByCode(ctx, entry.Code, "00000000") // never right
				if obolus.KindOf(err) == obolus.Invalid {
					judged++
				}
			}
			w.clock.set(w.clock.now().Add(15 * time.Minute))
		}
		if judged > 50 {
			t.Errorf("%d codes were tried in three hours", judged)
		}
		w.clock.set(w.clock.now().Add(24 * time.Hour))
		entry, err := w.SignInByPassword(ctx, "ada@example.org", password, "192.0.2.1")
		w.must(err)
		_, err = w.SignInByCode(ctx, entry.Code, code(t, factor, w.clock.now())) // the next day she is in
		w.must(err)
	})
}
