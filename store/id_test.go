package store_test

import (
	"slices"
	"sync"
	"testing"

	"obolus/store"
	"obolus/store/storetest"
	"obolus/testpg"
)

// addresses runs a test on the address of a new database of each engine, for those who open it
// themselves.
func addresses(t *testing.T, test func(t *testing.T, address string)) {
	t.Run("sqlite", func(t *testing.T) { test(t, storetest.File(t)) })
	t.Run("postgres", func(t *testing.T) { test(t, testpg.URL(t)) })
}

// Protects every number in the database: two processes and many requests at once never get one twice,
// nor one that JavaScript cannot hold, nor a block that is not in one piece.
func TestNewIDs_Unique(t *testing.T) {
	addresses(t, func(t *testing.T, address string) {
		handles := []*store.DB{storetest.Open(t, address), storetest.Open(t, address)}
		const goroutines, calls = 32, 40
		taken := make([][]int64, goroutines)
		var all sync.WaitGroup
		for g := range goroutines {
			all.Go(func() {
				for i := range calls {
					n := 1 + (g*i)%97 // so that blocks end in the middle of a request
					first, err := handles[g%2].NewIDs(t.Context(), n)
					if err != nil {
						t.Error(err)
						return
					}
					for k := range n {
						taken[g] = append(taken[g], first+int64(k))
					}
				}
			})
		}
		all.Wait()
		ids := slices.Concat(taken...)
		slices.Sort(ids)
		if n := len(ids); n < goroutines*calls || len(slices.Compact(slices.Clone(ids))) != n || ids[0] < 1 || ids[n-1] >= 1<<53 {
			t.Errorf("%d numbers from %d to %d, %d of them different", n, ids[0], ids[n-1], len(slices.Compact(ids)))
		}
	})
}

// Protects a request for more numbers than a block has.
func TestNewIDs_Many(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		var next int64
		for _, n := range []int{1, 100_000, 999, 1000, 1001} {
			first, err := db.NewIDs(t.Context(), n)
			if err != nil || first < next {
				t.Fatalf("%d numbers from %d on, %v; %d are taken", n, first, err, next)
			}
			next = first + int64(n)
		}
	})
}
