package app

import (
	"context"
	"time"
)

const (
	refreshGather = 100 * time.Millisecond // how long a reading waits for others to join
	refreshMost   = 1000                   // keys in one reading
	refreshTime   = 5 * time.Second
)

// refresh sees to it that a key is read again soon.
func (m *memory[K, V]) refresh(key K) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if len(m.due) < refreshMost {
		m.due[key] = true
	}
	if !m.reading {
		m.reading = true
		go m.readDue()
	}
}

// readDue reads again what is due until nothing is. Where the database does not answer, what is remembered
// ends by itself, and who comes then is told.
func (m *memory[K, V]) readDue() {
	for {
		time.Sleep(refreshGather)
		keys := m.takeDue()
		if len(keys) == 0 {
			return
		}
		ctx, cancel := context.WithTimeout(context.Background(), refreshTime)
		_, _ = m.answer(ctx, keys)
		cancel()
	}
}

// takeDue leaves out what has just been read, while somebody found it due.
func (m *memory[K, V]) takeDue() []K {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	now, keys := m.now(), make([]K, 0, len(m.due))
	for key := range m.due {
		r, known := m.known.Peek(key)
		if !known || !now.Before(r.stale) {
			keys = append(keys, key)
		}
	}
	clear(m.due)
	m.reading = len(keys) > 0
	return keys
}
