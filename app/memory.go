package app

import (
	"context"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
)

// memory remembers for a while what the database said about some keys. What it does not know it asks, many
// at once: whoever comes while a question is under way shares the next one. It is safe for concurrent use.
type memory[K comparable, V any] struct {
	now  func() time.Time
	ask  func(context.Context, []K) (map[K]V, error) // leaves out what is not there, which is not remembered either
	keep func(took time.Duration) time.Duration      // for how long, by how long the question took

	known     *lru.Cache[K, remembered[V]]
	lookUps   sharing[*lookUp[K, V]]
	mutex     sync.Mutex
	questions map[*question[K]]bool // those that are under way
}

// question is some keys that the database is being asked for, without those that were forgotten since.
type question[K comparable] struct{ worth map[K]bool }

type remembered[V any] struct {
	value V
	until time.Time
}

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
)

func newMemory[K comparable, V any](most int, now func() time.Time, keep func(time.Duration) time.Duration, ask func(context.Context, []K) (map[K]V, error)) *memory[K, V] {
	m := &memory[K, V]{now: now, ask: ask, keep: keep, questions: map[*question[K]]bool{}}
	m.known, _ = lru.New[K, remembered[V]](most) // fails only for a size below one
	m.lookUps.serve, m.lookUps.lanes, m.lookUps.worth = m.lookUpAll, askers, askWorth
	return m
}

// get returns what is known about a key, and whether it is there. One reader's impatience does not fail the
// others who wait for the same answer.
func (m *memory[K, V]) get(ctx context.Context, key K) (value V, there bool, err error) {
	r, known := m.known.Get(key)
	if known && m.now().Before(r.until) {
		return r.value, true, nil
	}
	l := &lookUp[K, V]{key: key}
	err = m.lookUps.add(ctx, l)
	if err != nil {
		return value, false, err
	}
	return l.value, l.there, l.err
}

func (m *memory[K, V]) lookUpAll(ctx context.Context, requests []*lookUp[K, V]) {
	q, keys := &question[K]{worth: map[K]bool{}}, make([]K, 0, len(requests))
	for _, l := range requests {
		if !q.worth[l.key] {
			q.worth[l.key], keys = true, append(keys, l.key)
		}
	}
	found, err := m.answer(ctx, q, keys)
	for _, l := range requests {
		l.value, l.there = found[l.key]
		l.err = err
	}
}

// answer asks, and remembers what was found without what was forgotten meanwhile, since it may be older.
func (m *memory[K, V]) answer(ctx context.Context, q *question[K], keys []K) (found map[K]V, err error) {
	m.mutex.Lock()
	m.questions[q] = true
	m.mutex.Unlock()
	start := m.now()
	defer func() { // after a panic too
		end := m.now()
		until := end.Add(m.keep(end.Sub(start)))
		m.mutex.Lock()
		defer m.mutex.Unlock()
		delete(m.questions, q)
		for key, value := range found {
			if q.worth[key] {
				m.known.Add(key, remembered[V]{value, until})
			}
		}
	}()
	found, err = m.ask(ctx, keys)
	if err != nil {
		return nil, err
	}
	return found, nil
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
