package app

import (
	"context"
	"errors"
	"time"
)

const (
	refreshGather = 100 * time.Millisecond // how long a reading waits for others to join
	refreshMost   = 1000                   // keys in one reading
	refreshTime   = 5 * time.Second        // for one reading, and then as a pause where that was not enough
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

// readDue reads again what is due until nothing is. Where the database does not answer it tries fewer keys,
// after a pause; what is remembered ends by itself meanwhile, and who comes then is told.
func (m *memory[K, V]) readDue() {
	most, pause := refreshMost, refreshGather
	for {
		time.Sleep(pause)
		keys := m.takeDue(most)
		if len(keys) == 0 {
			return
		}
		if m.readAgain(keys) == nil {
			most, pause = min(2*most, refreshMost), refreshGather
		} else {
			most, pause = max(most/2, 1), refreshTime
		}
	}
}

var errMistake = errors.New("a mistake of ours")

// readAgain survives a mistake of ours, which whoever asks for the key next meets within her own request: there
// it is logged, and ends no more than that.
func (m *memory[K, V]) readAgain(keys []K) (err error) {
	defer func() {
		if recover() != nil {
			err = errMistake
		}
	}()
	ctx, cancel := context.WithTimeout(context.Background(), refreshTime)
	defer cancel()
	_, err = m.answer(ctx, keys)
	return err
}

// takeDue leaves out what has just been read, while somebody found it due.
func (m *memory[K, V]) takeDue(most int) []K {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	now, keys := m.now(), make([]K, 0, min(len(m.due), most))
	for key := range m.due {
		if len(keys) == most {
			break
		}
		delete(m.due, key)
		r, known := m.known.Peek(key)
		if !known || !r.holds(now) || !now.Before(r.stale) {
			keys = append(keys, key)
		}
	}
	m.reading = len(keys) > 0
	return keys
}
