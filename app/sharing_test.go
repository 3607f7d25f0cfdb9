package app

import (
	"context"
	"runtime"
	"testing"
	"time"
)

// Protects the commits' size, and everybody who waits for one: few clicks wait while a commit is under
// way, many get one of their own beside it, and all are told.
func TestSharing_OpensAnotherLaneForMany(t *testing.T) {
	sizes, proceed := make(chan int, 3), make(chan struct{})
	q := &sharing[int]{lanes: 2, worth: laneWorth, atMost: time.Minute, serve: func(_ context.Context, batch []int) {
		sizes <- len(batch)
		<-proceed
	}}
	told := make(chan error)
	add := func(n int) {
		for range n {
			go func() { told <- q.add(t.Context(), 0) }()
		}
	}
	waiting := func(n int) {
		for there := -1; there != n; runtime.Gosched() {
			if len(sizes) > 0 {
				t.Fatalf("a commit of %d clicks did not wait", <-sizes)
			}
			q.mutex.Lock()
			there = len(q.waiting)
			q.mutex.Unlock()
		}
	}
	add(1)
	if n := <-sizes; n != 1 {
		t.Fatalf("the first commit is of %d clicks", n)
	}
	add(laneWorth - 1)
	waiting(laneWorth - 1) // a lane is free, and none of them takes it
	add(1)
	if n := <-sizes; n != laneWorth {
		t.Errorf("the second commit is of %d clicks", n)
	}
	add(2)
	waiting(2)
	proceed <- struct{}{} // whichever ends first leaves the two to the other
	for q.leading() == 2 && len(sizes) == 0 {
		runtime.Gosched()
	}
	if n := q.leading(); n != 1 {
		t.Errorf("%d lead on", n)
	}
	close(proceed)
	for range laneWorth + 3 {
		if err := <-told; err != nil {
			t.Error(err)
		}
	}
	if n := <-sizes; n != 2 || q.leading() != 0 {
		t.Errorf("the last commit is of %d clicks, and %d still lead", n, q.leading())
	}
}

func (s *sharing[R]) leading() int {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.leaders
}
