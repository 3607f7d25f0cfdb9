package app

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"sync"
	"time"
)

// batchMost bounds how many requests are served at once: of clicks a transaction, and with it how long a
// close can be kept waiting.
const batchMost = 256

// sharing serves many requests at once what takes the database as long for one as for many. Those that come
// while others are being served wait and share the next turn: whoever comes first leads and serves all that
// wait, the others follow.
type sharing[R any] struct {
	serve func(context.Context, []R) // tells each request its result
	// atMost ends a batch whose database has gone away. It does not depend on any one request's context, since
	// the others' are in it too.
	atMost time.Duration
	lanes  int // how many may lead at once
	worth  int // how many requests are worth another lane beside one that is under way; fewer wait for it

	mutex   sync.Mutex
	waiting []*turn[R] // without those who lead or are being served
	leaders int
}

// turn is a request's place.
type turn[R any] struct {
	request R
	called  chan struct{} // closed when it has been served, or is to lead
	leads   bool          // it shall serve all that wait; set before it is called
	err     error         // set before it is called otherwise
}

// add waits until the request has been served. It returns early, with the context's error, only while the
// request is not yet in anybody's batch.
func (s *sharing[R]) add(ctx context.Context, request R) error {
	t := &turn[R]{request: request, called: make(chan struct{})}
	if !s.enter(t) {
		select {
		case <-t.called:
		case <-ctx.Done():
			if s.withdraw(t) {
				return ctx.Err()
			}
			<-t.called // too late to withdraw: it is being served, or must lead
		}
	}
	if t.leads {
		s.run(ctx, t)
	}
	return t.err
}

// enter lets a request lead if it may, and else lets it wait.
func (s *sharing[R]) enter(t *turn[R]) bool {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	t.leads = s.leaders == 0 || s.leaders < s.lanes && len(s.waiting)+1 >= s.worth
	if t.leads {
		s.leaders++
	} else {
		s.waiting = append(s.waiting, t)
	}
	return t.leads
}

var errBatch = errors.New("what was to be done together could not be")

// run serves the leader with those that wait, then passes the lead on to the first that has come meanwhile.
func (s *sharing[R]) run(ctx context.Context, leader *turn[R]) {
	runtime.Gosched() // those who are about to ask come along, instead of waiting for the next turn
	s.mutex.Lock()
	n := min(len(s.waiting), batchMost-1)
	batch := append([]*turn[R]{leader}, s.waiting[:n]...)
	s.waiting = slices.Delete(s.waiting, 0, n)
	s.mutex.Unlock()

	requests := make([]R, len(batch))
	for i, t := range batch {
		requests[i], t.err = t.request, errBatch
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.atMost)
	defer cancel()
	defer s.pass(batch) // after a panic too, on its way to the log: nobody is told yes, and the next ones do not wait for ever
	s.serve(ctx, requests)
	for _, t := range batch {
		t.err = nil
	}
}

// pass tells those who followed, and gives the lead to the first that waits.
func (s *sharing[R]) pass(batch []*turn[R]) {
	for _, t := range batch[1:] {
		close(t.called)
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if len(s.waiting) == 0 || s.leaders > 1 && len(s.waiting) < s.worth {
		s.leaders-- // where others wait, one who still leads takes them along
		return
	}
	next := s.waiting[0]
	s.waiting = slices.Delete(s.waiting, 0, 1)
	next.leads = true
	close(next.called)
}

// withdraw takes a request out of the queue unless it is in a batch or leads.
func (s *sharing[R]) withdraw(t *turn[R]) bool {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	i := slices.Index(s.waiting, t)
	if i < 0 {
		return false
	}
	s.waiting = slices.Delete(s.waiting, i, i+1)
	return true
}
