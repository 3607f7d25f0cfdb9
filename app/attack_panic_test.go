package app_test

import (
	"context"
	"testing"

	"obolus"
	"obolus/app"
	"obolus/money"
	"obolus/store"
)

// Protects everybody's clicks from one that hits a mistake of ours: a panic while clicks are committed
// reaches whoever caused it, and those who come later do not wait for ever.
func TestClick_AfterAPanicInACommit(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ada := w.supporter("Ada", 5*money.Unit, 20*money.Unit)
		w.click(ada, "https://example.org/1") // so that submitting it writes nothing
		s := &panicking{DB: w.db, left: 20}   // more than there are commits at a time
		w.App = app.New(s, w.clock.now)
		request := app.NewClick{Person: ada.ID, Address: "https://example.org/1"}
		for s.left > 0 {
			func() {
				defer func() {
					if recover() == nil {
						t.Error("the panic was kept from whoever caused it")
					}
				}()
				_, err := w.Click(t.Context(), request)
				t.Errorf("got %v", err)
			}()
		}
		clicked, err := w.Click(t.Context(), request)
		w.must(err)
		if clicked.Click.Month != obolus.Month(202610) {
			t.Errorf("the click is %+v", clicked)
		}
	})
}

// panicking has a mistake in its first few transactions.
type panicking struct {
	*store.DB
	left int
}

func (s *panicking) Write(ctx context.Context, f func(app.Tx) error) error {
	if s.left > 0 {
		s.left--
		panic("a mistake")
	}
	return s.DB.Write(ctx, f)
}
