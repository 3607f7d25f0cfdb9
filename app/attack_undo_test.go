package app_test

import (
	"context"
	"testing"

	"obolus"
	"obolus/app"
	"obolus/money"
	"obolus/store"
)

// Protects R8: a click that was kept out by an earlier one, which is undone at that moment, is made and
// not merely acknowledged. The undo stands in the same transaction here, where another process's would
// be committed beside it.
func TestClick_WhoseForerunnerIsUndone(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ada := w.supporter("Ada", 5*money.Unit, 20*money.Unit)
		first := w.click(ada, "https://example.org/")
		racing := app.New(&undoing{DB: w.db, click: first.Click}, w.clock.now)
		clicked, err := racing.Click(t.Context(), app.NewClick{Person: ada.ID, Address: "https://example.org/"})
		w.must(err)
		clicks, err := w.Clicks(t.Context(), ada.ID, 202610)
		w.must(err)
		if len(clicks) != 1 || clicks[0].Click.ID != clicked.Click.ID {
			t.Errorf("acknowledged is %+v, there are %+v", clicked, clicks)
		}
		w.close(202610)
		w.verified()
	})
}

// undoing takes back a click as soon as another one was kept out by it, once.
type undoing struct {
	*store.DB
	click obolus.Click
	done  bool
}

type undoingTx struct {
	app.Tx
	s *undoing
}

func (s *undoing) Write(ctx context.Context, f func(app.Tx) error) error {
	var lost error
	err := s.DB.Write(ctx, func(tx app.Tx) error {
		undone := s.done
		err := f(undoingTx{tx, s})
		if err != nil && s.done && !undone { // the undo is another's, and stays
			lost = err
			return nil
		}
		return err
	})
	if err == nil {
		err = lost
	}
	return err
}

func (t undoingTx) InsertClicks(ctx context.Context, clicks []obolus.Click) (int, error) {
	n, err := t.Tx.InsertClicks(ctx, clicks)
	if err == nil && n == 0 && len(clicks) > 0 && !t.s.done {
		t.s.done = true
		_, err = t.Tx.DeleteClick(ctx, t.s.click.Supporter, t.s.click.Month, t.s.click.ID)
	}
	return n, err
}
