package app

import (
	"context"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
	"time"
)

// Protects the server from a mistake that shows in the background: it is met again by who asks next, within her
// own request, and what is read later is read. A reading takes no more keys than it is told.
func TestMemory_SurvivesAMistakeInTheBackground(t *testing.T) {
	var now atomic.Int64
	broken := make(chan bool, 1)
	m := newMemory(10, func(time.Duration) time.Duration { return time.Second }, time.Minute, func() time.Time { return time.Unix(now.Load(), 0) },
		func(_ context.Context, keys []int) (map[int]int, error) {
			if len(broken) > 0 {
				<-broken
				panic("a mistake")
			}
			return map[int]int{2: int(now.Load())}, nil
		})
	ask := func() int {
		value, _, err := m.get(t.Context(), 2)
		if err != nil {
			t.Error(err)
		}
		return value
	}
	ask()
	now.Store(1)
	broken <- true
	for len(broken) > 0 {
		ask() // from memory, and has it read again
		runtime.Gosched()
	}
	now.Store(100) // past the end
	if got := ask(); got != 100 {
		t.Errorf("told what was read at %d", got)
	}
	m.due = map[int]bool{5: true, 6: true, 7: true}
	if keys := m.takeDue(2); len(keys) != 2 || len(m.due) != 1 {
		t.Errorf("took %v, left %v", keys, m.due)
	}
}

// Protects readers of what is asked for all the time: half-way through its time it is read again, with
// others, and nobody waits for that. What is gone by then is not told any more.
func TestMemory_ReadsAgainWhileItTells(t *testing.T) {
	r := recall()
	for _, key := range []int{2, 4} {
		told := r.begin(t, key)
		r.asks(t, told, nil, key)
		tells(t, told, recollection{key * key, true, nil})
	}
	r.time.Add(30)
	for _, key := range []int{2, 4} {
		tells(t, r.begin(t, key), recollection{key * key, true, nil})
	}
	r.asks(t, nil, nil, 2, 4)
	r.settle()
	r.time.Add(30) // past the end of what was known first
	tells(t, r.begin(t, 2), recollection{4, true, nil})
	if got := <-r.asked; !slices.Equal(got, []int{2}) {
		t.Errorf("asked for %v", got)
	}
	r.forget(2)
	r.answer <- nil
	r.settle()
	told := r.begin(t, 2)
	r.asks(t, told, nil, 2)
	tells(t, told, recollection{4, true, nil})
}
