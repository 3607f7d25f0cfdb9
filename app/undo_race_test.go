package app_test

import (
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"obolus"
	"obolus/app"
	"obolus/money"
)

// Protects R13 and R8 for undoing: a click whose undo was acknowledged is not divided, one whose undo
// was refused is. The late process still undoes clicks of the month that the other one closes.
func TestUndo_RacesTheClose(t *testing.T) {
	twice(t, func(t *testing.T, p *processes) {
		const workers, each, closers = 6, 8, 2
		ada := p.supporter("Ada", 5*money.Unit, 100*money.Unit)
		p.time.lag.Store(time.Hour.Milliseconds())
		var late int64
		for m := obolus.Month(202610); m < 202701; m = m.Next() {
			p.time.set(m.End().Add(-time.Second))
			clicks := make([]app.Clicked, workers*each)
			for i := range clicks {
				clicks[i] = p.click(ada, fmt.Sprintf("https://r%d.example/%s", i, m))
			}
			var undone, refused atomic.Int64
			half := make(chan struct{})
			p.race(workers+closers, func(i int, a *app.App) {
				if i >= workers { // the close comes when half of them are undone, in the middle of the others
					<-half
					p.time.set(m.End().Add(time.Second))
					_, err := p.CloseMonth(t.Context(), m, app.CloseOptions{})
					if err != nil {
						t.Errorf("closing %s: %v", m, err)
					}
					return
				}
				for _, c := range clicks[i*each : (i+1)*each] {
					err := a.Undo(t.Context(), ada.ID, c.Click.ID)
					switch {
					case err == nil && undone.Add(1) == workers*each/2:
						close(half)
					case err == nil:
					case obolus.KindOf(err) == obolus.NotFound:
						refused.Add(1)
					default:
						t.Errorf("undoing in %s: %v", m, err)
					}
				}
			})
			if n := p.counted(m)[ada.ID]; n != refused.Load() || n+undone.Load() != int64(len(clicks)) {
				t.Errorf("%s: %d undone, %d refused, %d divided", m, undone.Load(), refused.Load(), n)
			}
			late += refused.Load()
		}
		if late == 0 {
			t.Error("all clicks were undone before the closes: this tested nothing")
		}
		p.verified()
	})
}
