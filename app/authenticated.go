package app

import (
	"context"
	"sync"
	"time"

	"github.com/hashicorp/golang-lru/v2/expirable"
)

// What is remembered of credentials, so that a client that clicks a thousand times is not looked up a thousand
// times. A credential that another process has revoked works authenticatedFor at most. Those in use are read
// again before that, many at once: one by one, every tenth click on a busy instance asked for its token.
const (
	authenticatedFor  = 2 * time.Second
	refreshAfter      = time.Second
	refreshGather     = 100 * time.Millisecond // how long a reading waits for others to join
	refreshMost       = 1000                   // in one reading
	authenticatedMost = 10_000
	refreshTime       = 5 * time.Second
)

// authenticated is safe for concurrent use.
type authenticated struct {
	known *expirable.LRU[string, Credential]
	fresh *expirable.LRU[string, struct{}] // of these, what need not be read again yet
	read  func(ctx context.Context, hashes []string) ([]Credential, error)

	mutex   sync.Mutex
	due     map[string]bool // to be read again
	reading bool
	changes int // counts what has been forgotten: a reading that began before must not bring it back
}

func newAuthenticated(read func(context.Context, []string) ([]Credential, error)) *authenticated {
	return &authenticated{known: expirable.NewLRU[string, Credential](authenticatedMost, nil, authenticatedFor),
		fresh: expirable.NewLRU[string, struct{}](authenticatedMost, nil, refreshAfter), read: read, due: map[string]bool{}}
}

// Get returns what is remembered of a credential, and sees to it that it is read again in time.
func (a *authenticated) Get(hash string) (Credential, bool) {
	c, known := a.known.Get(hash)
	if known && !a.fresh.Contains(hash) {
		a.refresh(hash)
	}
	return c, known
}

// Add remembers a credential as it has just been read.
func (a *authenticated) Add(c Credential) {
	a.known.Add(c.Hash, c)
	a.fresh.Add(c.Hash, struct{}{})
}

// Remove forgets one, Purge all.
func (a *authenticated) Remove(hash string) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	a.changes++
	a.known.Remove(hash)
}

// Purge forgets all.
func (a *authenticated) Purge() {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	a.changes++
	a.known.Purge()
}

func (a *authenticated) refresh(hash string) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	if len(a.due) < refreshMost {
		a.due[hash] = true
	}
	if !a.reading {
		a.reading = true
		go a.readDue()
	}
}

// readDue reads again what is due until nothing is. Where the database does not answer, what is remembered
// ends by itself, and who comes then is told.
func (a *authenticated) readDue() {
	for {
		time.Sleep(refreshGather)
		hashes, changes := a.takeDue()
		if len(hashes) == 0 {
			return
		}
		ctx, cancel := context.WithTimeout(context.Background(), refreshTime)
		found, err := a.read(ctx, hashes)
		cancel()
		if err == nil {
			a.replace(hashes, found, changes)
		}
	}
}

func (a *authenticated) takeDue() (hashes []string, changes int) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	for hash := range a.due {
		hashes = append(hashes, hash)
	}
	clear(a.due)
	a.reading = len(hashes) > 0
	return hashes, a.changes
}

// replace remembers what was found and forgets what was not, unless anything has been forgotten since the
// reading began: it may be that.
func (a *authenticated) replace(asked []string, found []Credential, changes int) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	if a.changes != changes {
		return
	}
	there := map[string]bool{}
	for _, c := range found {
		there[c.Hash] = true
		a.Add(c)
	}
	for _, hash := range asked {
		if !there[hash] {
			a.known.Remove(hash)
		}
	}
}
