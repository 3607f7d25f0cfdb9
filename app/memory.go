package app

import (
	"context"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
)

// memory remembers for a while what the database said about some keys. What it does not know it asks, many
// at once: whoever comes while a question is under way shares the next one. What is used all the time is read
// again before its time is over, in questions for hundreds of keys, and nobody waits for it. It is safe for
// concurrent use.
type memory[K comparable, V any] struct {
	now   func() time.Time
	ask   func(context.Context, []K) (map[K]V, error) // leaves out what is not there, which is not remembered either
	rests func(took time.Duration) time.Duration      // when it may be read again, by how long the question took
	lasts time.Duration                               // how long it is told at most

	known     *lru.Cache[K, remembered[V]]
	lookUps   sharing[*lookUp[K, V]]
	mutex     sync.Mutex
	questions map[*question[K]]bool // those that are under way
	due       map[K]bool            // to be read again
	reading   bool                  // again
}

// question is what the database is being asked for, without what was forgotten since.
type question[K comparable] struct{ worth map[K]bool }

// remembered is an answer. It is as old as its question, however long that took.
type remembered[V any] struct {
	value              V
	asked, stale, ends time.Time
}

// holds tells whether it may still be told. What was asked in the future was asked before somebody set the
// clock back: nobody knows how old it is.
func (r remembered[V]) holds(now time.Time) bool { return now.Before(r.ends) && !now.Before(r.asked) }

// lookUp is one request for what is not known.
type lookUp[K comparable, V any] struct {
	key   K
	value V
	there bool
	err   error
}

const (
	// askers is how many questions may be under way at once, so that one that takes long does not keep all
	// others waiting; askWorth how many keys are worth another one.
	askers   = 4
	askWorth = 16
	// lookUpTime ends a question, so that whoever had to wait for one before hears of it while there is time to say so.
	lookUpTime = 10 * time.Second
)

func newMemory[K comparable, V any](most int, rests func(time.Duration) time.Duration, lasts time.Duration, now func() time.Time, ask func(context.Context, []K) (map[K]V, error)) *memory[K, V] {
	m := &memory[K, V]{now: now, ask: ask, rests: rests, lasts: lasts, questions: map[*question[K]]bool{}, due: map[K]bool{}}
	m.known, _ = lru.New[K, remembered[V]](most) // fails only for a size below one
	m.lookUps = sharing[*lookUp[K, V]]{serve: m.lookUpAll, lanes: askers, worth: askWorth, atMost: lookUpTime}
	return m
}

// get returns what is known about a key, and whether it is there. One reader's impatience does not fail the
// others who wait for the same answer.
func (m *memory[K, V]) get(ctx context.Context, key K) (value V, there bool, err error) {
	r, known := m.known.Get(key)
	now := m.now()
	if known && r.holds(now) {
		if !now.Before(r.stale) {
			m.refresh(key)
		}
		return r.value, true, nil
	}
	err = ctx.Err()
	if err != nil {
		return value, false, err
	}
	l := &lookUp[K, V]{key: key}
	err = m.lookUps.add(ctx, l)
	if err != nil {
		return value, false, err
	}
	return l.value, l.there, l.err
}

func (m *memory[K, V]) lookUpAll(ctx context.Context, requests []*lookUp[K, V]) {
	asked, keys := make(map[K]bool, len(requests)), make([]K, 0, len(requests))
	for _, l := range requests {
		if !asked[l.key] {
			asked[l.key], keys = true, append(keys, l.key)
		}
	}
	found, err := m.answer(ctx, keys)
	for _, l := range requests {
		l.value, l.there = found[l.key]
		l.err = err
	}
}

// answer asks, and remembers what was found without what was forgotten meanwhile, since it may be older.
func (m *memory[K, V]) answer(ctx context.Context, keys []K) (found map[K]V, err error) {
	q, answered := &question[K]{worth: make(map[K]bool, len(keys))}, false
	for _, key := range keys {
		q.worth[key] = true
	}
	m.mutex.Lock()
	m.questions[q] = true
	m.mutex.Unlock()
	start := m.now()
	defer func() { // after a panic too
		m.mutex.Lock()
		defer m.mutex.Unlock()
		delete(m.questions, q)
		if answered {
			m.remember(q, found, start)
		}
	}()
	found, err = m.ask(ctx, keys)
	if err != nil {
		return nil, err
	}
	answered = true
	return found, nil
}

// remember keeps answers unless there are younger ones. It holds the mutex.
func (m *memory[K, V]) remember(q *question[K], found map[K]V, asked time.Time) {
	now := m.now()
	r := remembered[V]{asked: asked, stale: asked.Add(m.rests(now.Sub(asked))), ends: asked.Add(m.lasts)}
	for key := range q.worth {
		other, known := m.known.Peek(key)
		if known && other.holds(now) && other.asked.After(asked) {
			continue
		}
		var there bool
		r.value, there = found[key]
		if there {
			m.known.Add(key, r)
		} else {
			m.known.Remove(key)
		}
	}
}

// forget makes the next one ask again, whatever the answer to a question that is under way.
func (m *memory[K, V]) forget(key K) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.known.Remove(key)
	for q := range m.questions {
		delete(q.worth, key)
	}
}

func (m *memory[K, V]) forgetAll() {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.known.Purge()
	for q := range m.questions {
		clear(q.worth)
	}
}
