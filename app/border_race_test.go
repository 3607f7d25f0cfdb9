package app_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"obolus"
	"obolus/app"
	"obolus/money"
)

// Protects R8: whatever the processes' clocks say, every acknowledged click is in its month, and a
// month's close has counted it or has not happened yet. Time runs with the clicks, a good three months,
// and every month is closed by both processes as soon as it is over.
func TestClick_RacesTheBorder(t *testing.T) {
	twice(t, func(t *testing.T, p *processes) {
		const supporters, clicksOfEach = 8, 32
		p.time.lag.Store((12 * 24 * time.Hour).Milliseconds())
		people := make([]obolus.Person, supporters)
		for i := range people {
			people[i] = p.supporter(fmt.Sprintf("supporter %d", i), 5*money.Unit, 100*money.Unit)
		}
		var told acknowledged
		moved, over := make(chan struct{}, 1), make(chan struct{})
		var closer sync.WaitGroup
		closer.Go(func() { p.closeAll(moved, over) })
		p.race(supporters, func(i int, a *app.App) {
			for n := range clicksOfEach {
				clicked, err := a.Click(t.Context(), app.NewClick{Person: people[i].ID, Address: fmt.Sprintf("https://r%d.example/%d", n%5, n)})
				if err != nil || !clicked.New {
					t.Errorf("click %d of %s: %+v, %v", n, people[i].Name, clicked, err)
					continue
				}
				told.add(clicked.Click)
				p.time.move(10 * time.Hour)
				select {
				case moved <- struct{}{}:
				default:
				}
			}
		})
		close(over)
		closer.Wait()
		told.add(p.clickLate(people[0]))
		p.accounted(told.clicks)
	})
}

// clickLate closes the running month at its end and then clicks on the process whose clock still
// shows it, so that the race never ends without a click that is pushed to the next month.
func (p *processes) clickLate(person obolus.Person) obolus.Click {
	p.t.Helper()
	running := obolus.MonthOf(p.Now())
	p.time.set(running.End())
	for m := obolus.Month(202610); m <= running; m = m.Next() {
		_, err := p.CloseMonth(p.t.Context(), m, app.CloseOptions{})
		p.must(err)
	}
	clicked, err := p.both[1].Click(p.t.Context(), app.NewClick{Person: person.ID, Address: "https://late.example/"})
	p.must(err)
	return clicked.Click
}

// closeAll closes each month on both processes at once when it is over, until told to end.
func (p *processes) closeAll(moved, over chan struct{}) {
	for m := obolus.Month(202610); ; {
		for m.Over(p.Now()) {
			p.race(2, func(_ int, a *app.App) {
				_, err := a.CloseMonth(p.t.Context(), m, app.CloseOptions{})
				if err != nil && obolus.AsError(err).Code != "month_running" { // the late process says so
					p.t.Errorf("closing %s: %v", m, err)
				}
			})
			m = m.Next()
		}
		select {
		case <-moved:
		case <-over:
			return
		}
	}
}

// accounted checks the acknowledged clicks against what is stored and what was settled.
func (p *processes) accounted(clicks []obolus.Click) {
	p.t.Helper()
	told := map[obolus.Month]map[obolus.PersonID]int64{}
	pushed := 0
	for _, c := range clicks {
		if obolus.MonthOf(c.At) != c.Month {
			p.t.Errorf("a click of %s counts in %s", c.At, c.Month)
		}
		if c.At.Equal(c.Month.Start()) {
			pushed++
		}
		if told[c.Month] == nil {
			told[c.Month] = map[obolus.PersonID]int64{}
		}
		told[c.Month][c.Supporter]++
	}
	closed := 0
	for m, supporters := range told {
		_, err := p.Closing(p.t.Context(), m)
		open := obolus.KindOf(err) == obolus.NotFound
		if !open {
			p.must(err)
			closed++
			if counted := p.counted(m); fmt.Sprint(counted) != fmt.Sprint(supporters) {
				p.t.Errorf("%s was settled for %v, acknowledged were %v", m, counted, supporters)
			}
		}
		for supporter, n := range supporters {
			stored, err := p.Clicks(p.t.Context(), supporter, m)
			p.must(err)
			if int64(len(stored)) != n {
				p.t.Errorf("%s has %d clicks of %d, acknowledged were %d", m, len(stored), supporter, n)
			}
		}
	}
	if closed < 3 || pushed == 0 {
		p.t.Errorf("%d months were closed while clicks came, %d clicks came with a late clock: this tested nothing", closed, pushed)
	}
	p.verified()
}

// acknowledged are the clicks that somebody was told are counted.
type acknowledged struct {
	mutex  sync.Mutex
	clicks []obolus.Click
}

func (a *acknowledged) add(c obolus.Click) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	a.clicks = append(a.clicks, c)
}
