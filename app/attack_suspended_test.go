package app_test

import (
	"testing"

	"obolus"
	"obolus/app"
	"obolus/money"
)

// Stops somebody who was suspended for what she wrote from writing on: what all others see of her and of her
// things stays as it is, but she may take her page out of sight.
func TestSuspended_WritesNothingThatOthersSee(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		bo := w.creator("Bo")
		w.claim(bo, "domain:bo.example")
		song := w.click(w.supporter("Ada", 5*money.Unit, 10*money.Unit), "https://bo.example/song")
		_, err := w.Suspend(ctx, bo.ID)
		w.must(err)
		_, err = w.EditThing(ctx, bo.ID, song.Thing.ID, app.Edit{Title: "Buy now", Text: "at evil.example"})
		refused(t, err, obolus.Forbidden, "suspended")
		refused(t, w.SetProfile(ctx, bo.ID, "Buy now", true), obolus.Forbidden, "suspended")
		w.must(w.SetProfile(ctx, bo.ID, "", false))
		_, err = w.Reinstate(ctx, bo.ID)
		w.must(err)
		_, err = w.EditThing(ctx, bo.ID, song.Thing.ID, app.Edit{Title: "A song"})
		w.must(err)
		w.must(w.SetProfile(ctx, bo.ID, "I sing", true))
	})
}
