package app_test

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"obolus"
	"obolus/app"
	"obolus/store"
	"obolus/store/storetest"
	"obolus/testpg"
)

// processes are two of them on one database: each has a store with its own connections, and verbs with
// their own queue of clicks and their own caches. The second one's clock can lag behind.
type processes struct {
	*world
	both [2]*app.App
	time *movingClock
}

// movingClock is read by many goroutines while others move it.
type movingClock struct {
	ms  atomic.Int64
	lag atomic.Int64 // milliseconds by which the second process is late
}

func (c *movingClock) now() time.Time        { return time.UnixMilli(c.ms.Load()) }
func (c *movingClock) late() time.Time       { return time.UnixMilli(c.ms.Load() - c.lag.Load()) }
func (c *movingClock) set(t time.Time)       { c.ms.Store(t.UnixMilli()) }
func (c *movingClock) move(by time.Duration) { c.ms.Add(by.Milliseconds()) }

// twice runs a test on two processes with an empty database of each engine, at noon of 2026-10-15.
func twice(t *testing.T, test func(t *testing.T, p *processes)) {
	for engine, address := range map[string]func(testing.TB) string{"sqlite": storetest.Ready, "postgres": testpg.URL} {
		t.Run(engine, func(t *testing.T) {
			test(t, processesAt(t, address(t)))
		})
	}
}

// processesAt returns two of them on an empty database, at noon of 2026-10-15.
func processesAt(t *testing.T, address string) *processes {
	t.Helper()
	c := &movingClock{}
	c.set(at("2026-10-15T12:00:00Z"))
	stores := [2]*store.DB{openFast(t, address), openFast(t, address)}
	p := &processes{both: [2]*app.App{app.New(stores[0], c.now), app.New(stores[1], c.late)}, time: c}
	p.world = &world{App: p.both[0], t: t, db: stores[0]}
	p.set("fee_deposit", "0")
	return p
}

// openFast opens a database whose commits do not wait for the disk: races are not about power cuts.
func openFast(t *testing.T, address string) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), address, store.Options{Volatile: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		err := db.Close()
		if err != nil {
			t.Error(err)
		}
	})
	return db
}

// race runs f n times at once, in turns on either process, and returns when all have ended.
func (p *processes) race(n int, f func(i int, a *app.App)) {
	start := make(chan struct{})
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			<-start
			f(i, p.both[i%len(p.both)])
		})
	}
	close(start)
	all.Wait()
}

// counted returns for how many clicks each supporter was settled in a closed month.
func (p *processes) counted(m obolus.Month) map[obolus.PersonID]int64 {
	p.t.Helper()
	d, err := p.Division(p.t.Context(), m)
	p.must(err)
	counted := map[obolus.PersonID]int64{}
	for _, s := range d.Supporters {
		counted[s.Person.ID] = s.Settlement.Clicks
	}
	return counted
}
