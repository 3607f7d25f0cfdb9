package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
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
)

// pendingClick is one request in the queue; result and err are set when done is closed.
type pendingClick struct {
	key    ClickKey
	id     obolus.ClickID
	thing  obolus.Thing
	once   Once
	at     time.Time // when a past click was made; zero: when the batch is accepted
	result Clicked
	err    error
	done   chan struct{}
	lead   chan struct{} // closed when this request shall commit for all that wait
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
	leads := q.leaders < q.lanes
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
	if len(q.waiting) == 0 {
		q.leaders--
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

// commitClicks decides a batch in one transaction and sets each request's result or error.
func (a *App) commitClicks(ctx context.Context, batch []*pendingClick) {
	err := a.write(ctx, func(tx Tx) error { return a.clickAll(ctx, tx, batch) })
	if err == nil {
		return
	}
	for _, p := range batch {
		p.result, p.err = Clicked{}, err
	}
}

// clickAll applies the rules to each click and inserts those that may be. An error is the whole
// batch's; a refusal is one click's.
func (a *App) clickAll(ctx context.Context, tx Tx, batch []*pendingClick) error {
	rules, err := a.readRules(ctx, tx, batch)
	if err != nil {
		return err
	}
	var accepted []obolus.Click
	var inserting []*pendingClick
	repeated := repeats(batch)
	for _, p := range batch {
		p.result, p.err = Clicked{}, nil // the batch may run more than once
		if repeated[p] != nil {
			continue
		}
		answered, err := stored(ctx, tx, p.key.Supporter, p.once, &p.result)
		if obolus.KindOf(err) == obolus.Mismatch {
			p.err = err
			continue
		}
		if err != nil {
			return err
		}
		if answered {
			continue
		}
		if _, clicked := rules.clicked[p.key]; !clicked {
			p.err = rules.may(p)
			if p.err != nil {
				continue
			}
			accepted = append(accepted, obolus.Click{ID: p.id, Supporter: p.key.Supporter, Month: rules.month, Thing: p.key.Thing,
				Recipient: rules.targets[p.key.Thing].Recipient, Weight: 1, At: rules.accepted(p)})
		}
		inserting = append(inserting, p)
	}
	err = finish(ctx, tx, rules, accepted, inserting)
	for p, first := range repeated {
		p.result, p.err = first.result, first.err
		if p.once.Fingerprint != first.once.Fingerprint {
			p.result, p.err = Clicked{}, errKeyReused
		}
	}
	return err
}

// repeats finds the requests of a batch that are under the same key as an earlier one of it, and that
// one: what it will be told is not stored yet, and can be stored once only.
func repeats(batch []*pendingClick) map[*pendingClick]*pendingClick {
	type key struct {
		person obolus.PersonID
		once   string
	}
	first, repeats := map[key]*pendingClick{}, map[*pendingClick]*pendingClick{}
	for _, p := range batch {
		if p.once.Key == "" {
			continue
		}
		k := key{p.key.Supporter, p.once.Key}
		if first[k] == nil {
			first[k] = p
		} else {
			repeats[p] = first[k]
		}
	}
	return repeats
}

// clickRules is what the rules of a batch's clicks depend on, read after the month's lock was taken.
type clickRules struct {
	month   obolus.Month
	at      time.Time // when the batch is accepted
	givers  map[obolus.PersonID]Giver
	targets map[obolus.ThingID]Target
	clicked map[ClickKey]obolus.Click
}

func (a *App) readRules(ctx context.Context, tx Tx, batch []*pendingClick) (clickRules, error) {
	var rules clickRules
	var err error
	rules.month, rules.at, err = openMonth(ctx, tx, a.now())
	if err != nil {
		return rules, err
	}
	var people []obolus.PersonID
	var things []obolus.ThingID
	for _, p := range batch {
		people = append(people, p.key.Supporter)
		things = append(things, p.key.Thing)
	}
	slices.Sort(people)
	slices.Sort(things)
	rules.givers, err = tx.Givers(ctx, slices.Compact(people))
	if err != nil {
		return rules, err
	}
	rules.targets, err = tx.Targets(ctx, slices.Compact(things))
	if err != nil {
		return rules, err
	}
	var refused []*pendingClick
	for _, p := range batch {
		if rules.may(p) != nil {
			refused = append(refused, p)
		}
	}
	// Whoever may not click now may have clicked before. Those who may are not looked up: the database
	// tells which of their clicks are new when they are inserted.
	return rules, rules.find(ctx, tx, refused)
}

// find reads which of the requests' clicks are there.
func (r *clickRules) find(ctx context.Context, tx Tx, requests []*pendingClick) error {
	keys := make([]ClickKey, 0, len(requests))
	for _, p := range requests {
		keys = append(keys, p.key)
	}
	var err error
	r.clicked, err = tx.FindClicks(ctx, r.month, keys)
	return err
}

func (r *clickRules) may(p *pendingClick) error {
	if m := obolus.MonthOf(r.accepted(p)); m != r.month {
		return obolus.Errorf(obolus.Conflict, "month_closed", "%s is closed: no click can enter it any more", m)
	}
	return r.givers[p.key.Supporter].may(p.key.Supporter, r.targets[p.key.Thing])
}

// accepted is the time of a request's click.
func (r *clickRules) accepted(p *pendingClick) time.Time {
	if p.at.IsZero() {
		return r.at
	}
	return p.at
}

// finish inserts the accepted clicks and tells every request how its click now stands.
func finish(ctx context.Context, tx Tx, rules clickRules, accepted []obolus.Click, requests []*pendingClick) error {
	slices.SortFunc(accepted, func(x, y obolus.Click) int { // one order for all, against deadlocks
		return cmp.Or(cmp.Compare(x.Supporter, y.Supporter), cmp.Compare(x.Thing, y.Thing))
	})
	inserted, err := tx.InsertClicks(ctx, accepted)
	if err != nil {
		return err
	}
	if inserted < len(accepted) { // twice in this batch, or another process was faster
		err = rules.find(ctx, tx, requests)
		if err != nil {
			return err
		}
	} else {
		for _, click := range accepted {
			rules.clicked[ClickKey{click.Supporter, click.Thing}] = click
		}
	}
	for _, p := range requests {
		click, there := rules.clicked[p.key]
		if !there { // undone after it kept ours out and before we looked: nothing may be told of it
			return fmt.Errorf("the click of person %d on thing %d is gone again: %w", p.key.Supporter, p.key.Thing, ErrExists)
		}
		p.result = Clicked{Click: click, Thing: p.thing, New: click.ID == p.id}
		err = remember(ctx, tx, p.key.Supporter, p.once, p.result, rules.at)
		if err != nil {
			return err
		}
	}
	return nil
}
