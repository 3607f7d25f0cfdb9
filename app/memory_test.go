package app

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
	"time"
)

// recalled is a memory of the squares of even numbers whose questions a test answers one by one.
type recalled struct {
	*memory[int, int]
	time   atomic.Int64 // seconds
	asked  chan []int
	answer chan error
}

func recall() *recalled {
	r := &recalled{asked: make(chan []int), answer: make(chan error)}
	rests := func(time.Duration) time.Duration { return 30 * time.Second }
	now := func() time.Time { return time.Unix(r.time.Load(), 0) }
	r.memory = newMemory(10, rests, time.Minute, now, func(_ context.Context, keys []int) (map[int]int, error) {
		r.asked <- slices.Clone(keys)
		found := map[int]int{}
		for _, key := range keys {
			if key%2 == 0 {
				found[key] = key * key
			}
		}
		return found, <-r.answer
	})
	return r
}

type recollection struct {
	value int
	there bool
	err   error
}

// begin asks for a key, and tells what came of it some time.
func (r *recalled) begin(t *testing.T, key int) chan recollection {
	told := make(chan recollection, 1)
	go func() {
		value, there, err := r.get(t.Context(), key)
		told <- recollection{value, there, err}
	}()
	return told
}

// asks takes a question for these keys and answers it; told waits for it.
func (r *recalled) asks(t *testing.T, told chan recollection, err error, keys ...int) {
	t.Helper()
	select {
	case got := <-r.asked:
		slices.Sort(got)
		if !slices.Equal(got, keys) {
			t.Errorf("asked for %v, want %v", got, keys)
		}
		r.answer <- err
	case got := <-told:
		t.Fatalf("told %+v without asking", got)
	}
}

// settle waits until nothing is read again any more.
func (r *recalled) settle() {
	for reading := true; reading; runtime.Gosched() {
		r.mutex.Lock()
		reading = r.reading
		r.mutex.Unlock()
	}
}

func tells(t *testing.T, told chan recollection, want recollection) {
	t.Helper()
	got := <-told
	if got.value != want.value || got.there != want.there || !errors.Is(got.err, want.err) {
		t.Errorf("told %+v, want %+v", got, want)
	}
}

// Protects the database from a page that everybody opens at once: whoever comes while a question is under way
// shares the next one, in which each key stands once, and then it is remembered for its time.
func TestMemory_SharesQuestions(t *testing.T) {
	r := recall()
	first := r.begin(t, 2)
	keys := <-r.asked
	told := map[int]chan recollection{}
	for i, key := range []int{2, 4, 4, 5, 6} {
		told[i] = r.begin(t, key)
	}
	for waiting := 0; waiting < len(told); runtime.Gosched() {
		r.lookUps.mutex.Lock()
		waiting = len(r.lookUps.waiting)
		r.lookUps.mutex.Unlock()
	}
	if !slices.Equal(keys, []int{2}) {
		t.Errorf("asked for %v first", keys)
	}
	r.answer <- nil
	tells(t, first, recollection{4, true, nil})
	r.asks(t, told[0], nil, 2, 4, 5, 6)
	for i, want := range []recollection{{4, true, nil}, {16, true, nil}, {16, true, nil}, {0, false, nil}, {36, true, nil}} {
		tells(t, told[i], want)
	}
	tells(t, r.begin(t, 6), recollection{36, true, nil}) // nobody is asked
	again := r.begin(t, 5)                               // what was not there may be now
	r.asks(t, again, nil, 5)
	tells(t, again, recollection{})
	r.time.Add(60)
	again = r.begin(t, 6)
	r.asks(t, again, nil, 6)
	tells(t, again, recollection{36, true, nil})
}

// Stops what was taken out of sight from being shown on, where somebody looked at it in the same instant: an
// answer that may be older than the change is not remembered.
func TestMemory_ForgottenWhileItIsAskedFor(t *testing.T) {
	for name, forget := range map[string]func(*recalled){
		"one": func(r *recalled) { r.forget(2) },
		"all": func(r *recalled) { r.forgetAll() },
	} {
		t.Run(name, func(t *testing.T) {
			r := recall()
			told := r.begin(t, 2)
			<-r.asked
			forget(r)
			r.answer <- nil
			tells(t, told, recollection{4, true, nil})
			told = r.begin(t, 2)
			r.asks(t, told, nil, 2)
			tells(t, told, recollection{4, true, nil})
			tells(t, r.begin(t, 2), recollection{4, true, nil})
			forget(r)
			told = r.begin(t, 2)
			r.asks(t, told, nil, 2)
			tells(t, told, recollection{4, true, nil})
		})
	}
}

// Protects people from one bad moment of the database: everybody who shared the question is told, and the
// next one asks again. Nor does whoever loses patience take the others' answer away.
func TestMemory_ForgetsErrorsAndTheImpatient(t *testing.T) {
	r := recall()
	bad := errors.New("the database is away")
	told := r.begin(t, 2)
	r.asks(t, told, bad, 2)
	tells(t, told, recollection{err: bad})

	ctx, cancel := context.WithCancel(t.Context())
	gone := make(chan error)
	go func() {
		_, _, err := r.get(ctx, 2)
		gone <- err
	}()
	<-r.asked
	cancel() // it leads, and asks on
	waiting := r.begin(t, 4)
	r.answer <- nil
	if err := <-gone; err != nil {
		t.Errorf("who leads is told %v", err)
	}
	r.asks(t, waiting, nil, 4)
	tells(t, waiting, recollection{16, true, nil})
	if n := len(r.questions); n > 0 {
		t.Errorf("%d questions are under way for ever", n)
	}
}

// Stops what another process has ended from living longer here than it may: an answer is as old as its question,
// however long that took; an older answer does not take the place of a younger one; and a clock that is set back
// makes nothing younger.
func TestMemory_IsAsOldAsItsQuestions(t *testing.T) {
	t.Run("slow", func(t *testing.T) {
		r := recall()
		told := r.begin(t, 2)
		<-r.asked
		r.time.Add(60)
		r.answer <- nil
		tells(t, told, recollection{4, true, nil})
		told = r.begin(t, 2)
		r.asks(t, told, nil, 2)
	})
	t.Run("overtaken", func(t *testing.T) {
		m := recall().memory
		younger, older := &question[int]{map[int]bool{2: true}}, &question[int]{map[int]bool{2: true, 4: true}}
		m.remember(younger, map[int]int{2: 22}, m.now())
		m.remember(older, map[int]int{2: 21, 4: 41}, m.now().Add(-time.Second))
		for key, want := range map[int]int{2: 22, 4: 41} {
			if value, _, err := m.get(t.Context(), key); value != want || err != nil {
				t.Errorf("told %d, want %d, %v", value, want, err)
			}
		}
		m.remember(older, nil, m.now().Add(-time.Second)) // it was not there yet
		if value, there, _ := m.get(t.Context(), 2); value != 22 || !there {
			t.Errorf("told %d, %v", value, there)
		}
	})
	t.Run("clock set back", func(t *testing.T) {
		r := recall()
		r.time.Store(100_000)
		told := r.begin(t, 2)
		r.asks(t, told, nil, 2)
		tells(t, told, recollection{4, true, nil})
		r.time.Store(90_000)
		for range 2 { // and from then on by the new time
			told = r.begin(t, 2)
			r.asks(t, told, nil, 2)
			tells(t, told, recollection{4, true, nil})
			tells(t, r.begin(t, 2), recollection{4, true, nil})
			r.time.Add(60)
		}
	})
}
