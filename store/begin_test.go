package store_test

import (
	"sync"
	"testing"

	"obolus"
	"obolus/app"
	"obolus/store/storetest"
	"obolus/testpg"
)

// Protects people from a PostgreSQL that has just been restarted: connections that broke meanwhile,
// however many, are not their problem. What is asked after it is back succeeds at the first try.
func TestWrite_AfterPostgreSQLWasAway(t *testing.T) {
	proxy := testpg.NewProxy(t, testpg.URL(t))
	db := storetest.Open(t, proxy.URL())
	const connections = 12
	reading := func(f func() error) error { return db.Snapshot(t.Context(), func(app.Reader) error { return f() }) }
	writing := func(f func() error) error { return db.Write(t.Context(), func(app.Tx) error { return f() }) }
	ways := []func(func() error) error{reading, writing}
	for range 3 {
		for _, way := range ways {
			together(t, connections, way)
		}
		proxy.Cut()
		proxy.Restore()
		for _, way := range ways {
			err := way(func() error { return nil })
			if err != nil {
				t.Errorf("with PostgreSQL again: %v", err)
			}
		}
		_, err := db.Settings(t.Context())
		if err != nil {
			t.Errorf("reading with PostgreSQL again: %v", err)
		}
	}
	proxy.Cut()
	err := writing(func() error { return nil })
	if obolus.KindOf(err) != obolus.Unavailable {
		t.Errorf("without PostgreSQL: %v", err)
	}
}

// together holds n transactions open at once, so that there are n connections afterwards.
func together(t *testing.T, n int, way func(func() error) error) {
	t.Helper()
	var begun, ended sync.WaitGroup
	begun.Add(n)
	for range n {
		ended.Go(func() {
			var once sync.Once
			err := way(func() error {
				once.Do(begun.Done)
				begun.Wait()
				return nil
			})
			once.Do(begun.Done) // it never began: the others need not wait for it
			if err != nil {
				t.Error(err)
			}
		})
	}
	ended.Wait()
}
