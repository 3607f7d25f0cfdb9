package jobs

import (
	"context"
	"time"
)

// Store remembers leases and what is done. Every change is atomic, for any
// number of processes; jobstest.RunStore holds the promises. Times
// are kept to the millisecond and returned in UTC, an absent one as time.Time{}.
type Store interface {
	// LastDone returns the job's greatest key, in byte order, that is done, or
	// "" if none is.
	LastDone(ctx context.Context, name string) (key string, err error)

	// Take asks for the lease on one key. Of any number of callers at most one
	// wins, and nobody while another's lease runs, before the next attempt is
	// due, or once the key is done.
	Take(ctx context.Context, c Claim) (Answer, error)

	// Extend prolongs a lease. It reports false, and changes nothing, if the
	// lease has gone to somebody else or the key is done.
	Extend(ctx context.Context, l Lease, until time.Time) (bool, error)

	// Finish marks the key as done; false as in Extend.
	Finish(ctx context.Context, l Lease, now time.Time) (bool, error)

	// Return gives the lease back with the reason, not to be tried again
	// before again; false as in Extend. An empty problem means that nothing
	// failed, the process only had to stop.
	Return(ctx context.Context, l Lease, again time.Time, problem string) (bool, error)

	// List returns the keys that were ever taken, those due last first, at
	// most limit of them. It leaves Entry.State empty.
	List(ctx context.Context, limit int) ([]Entry, error)
}

// A Claim is the wish to work on one key.
type Claim struct {
	Name, Key string
	Holder    string // who asks
	Due       time.Time
	Now       time.Time
	Until     time.Time // when the lease ends unless it is extended
}

// An Answer to a Claim.
type Answer struct {
	Won     bool
	Done    bool      // lost because the key is done
	Attempt int64     // if won: the number of this attempt, from 1
	Again   time.Time // if lost and not done: when it is worth asking again
}

// A Lease is a claim that was won. Every attempt has another number, so an old
// holder who wakes up late cannot speak for the new one, even under one name.
type Lease struct {
	Name, Key string
	Holder    string
	Attempt   int64
}
