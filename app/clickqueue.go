package app

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"sync"
	"time"

	"obolus"
)

// A click is acknowledged when it is on the disk, and the disk takes as long for one row as for two
// hundred. So clicks that arrive while a commit is under way wait and share the next one: whoever
// comes first leads and commits for all that wait, the others follow.

const (
	// batchMost bounds a transaction, and with it how long a close can be kept waiting.
	batchMost = 256
	// batchTime ends a commit whose database has gone away. It does not depend on any one request's
	// context, since the others' clicks are in it too.
	batchTime = 20 * time.Second
	// laneWorth is how many clicks are worth another commit beside one that is under way; fewer wait for it.
	// Without it many commits were of few clicks, and each cost a tenth more of the processor.
	laneWorth = 24
)

// pendingClick is one request in the queue; result and err are set when done is closed.
type pendingClick struct {
	key       ClickKey
	id        obolus.ClickID
	thing     obolus.Thing
	once      Once
	anonymous *bool     // nil: what the supporter has chosen
	at        time.Time // when a past click was made; zero: when the batch is accepted
	result    Clicked
	err       error
	done      chan struct{}
	lead      chan struct{} // closed when this request shall commit for all that wait
}

// clickQueue gathers clicks for as many commits at a time as the store takes.
type clickQueue struct {
	mutex   sync.Mutex
	waiting []*pendingClick // without those who lead or are being committed
	leaders int
	lanes   int // how many may lead at once
	commit  func(context.Context, []*pendingClick)
}

// add waits until the click has been committed or refused. It returns early, with the context's
// error, only while the click is not yet in anybody's batch.
func (q *clickQueue) add(ctx context.Context, p *pendingClick) error {
	p.done, p.lead = make(chan struct{}), make(chan struct{})
	q.mutex.Lock()
	leads := q.leaders == 0 || q.leaders < q.lanes && len(q.waiting)+1 >= laneWorth
	if leads {
		q.leaders++
	} else {
		q.waiting = append(q.waiting, p)
	}
	q.mutex.Unlock()
	if leads {
		q.run(ctx, p)
		return p.err
	}
	select {
	case <-p.lead:
		q.run(ctx, p)
	case <-p.done:
	case <-ctx.Done():
		if q.withdraw(p) {
			return ctx.Err()
		}
		select { // too late to withdraw: it is being committed, or must lead
		case <-p.lead:
			q.run(ctx, p)
		case <-p.done:
		}
	}
	return p.err
}

// run commits the leader's click with those that wait, then passes the lead on to the first that has
// come meanwhile.
func (q *clickQueue) run(ctx context.Context, leader *pendingClick) {
	runtime.Gosched() // those who are about to ask come along, instead of waiting for the next commit
	q.mutex.Lock()
	n := min(len(q.waiting), batchMost-1)
	batch := append([]*pendingClick{leader}, q.waiting[:n]...)
	q.waiting = slices.Delete(q.waiting, 0, n)
	q.mutex.Unlock()

	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), batchTime)
	defer cancel()
	committed := false
	defer func() {
		if !committed { // a panic, on its way to the log: nobody is told yes, and the next ones do not wait for ever
			for _, p := range batch {
				p.result, p.err = Clicked{}, errBatch
			}
		}
		q.pass(batch)
	}()
	q.commit(ctx, batch)
	committed = true
}

var errBatch = errors.New("the clicks that were committed together could not be decided")

// pass tells those who followed, and gives the lead to the first that waits.
func (q *clickQueue) pass(batch []*pendingClick) {
	for _, p := range batch[1:] {
		close(p.done)
	}
	q.mutex.Lock()
	defer q.mutex.Unlock()
	if len(q.waiting) == 0 || q.leaders > 1 && len(q.waiting) < laneWorth {
		q.leaders-- // where others wait, one who still leads takes them along
		return
	}
	next := q.waiting[0]
	q.waiting = slices.Delete(q.waiting, 0, 1)
	close(next.lead)
}

// withdraw takes a request out of the queue unless it is in a batch or leads.
func (q *clickQueue) withdraw(p *pendingClick) bool {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	i := slices.Index(q.waiting, p)
	if i < 0 {
		return false
	}
	q.waiting = slices.Delete(q.waiting, i, i+1)
	return true
}
