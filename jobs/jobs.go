// Package jobs runs what has to happen by itself, such as the close on the
// first of the month: once, whatever the number of processes, and retried until
// it succeeds.
//
// The database decides who works. A process takes a lease on one key of one job
// ("close", "2026-10"), renews it while it works, and marks the key as done. A
// process that dies stops renewing, and another takes over when the lease has
// run out. A key that is done is never run again. Nothing is written while
// nothing is due.
//
// The lease keeps processes from doing the same work at the same time; it
// cannot stop a machine that was frozen in the middle of it. What must not
// happen twice is therefore forbidden by the work itself, in the database (R7).
//
// Times are compared by each process's own clock. Clocks that differ by less
// than a sixth of the lease do no harm.
package jobs

import (
	"context"
	"time"
)

// A Job is one kind of work and the keys for which it has to be done.
type Job struct {
	// Name is the job's name in the database, so it must never change.
	Name string

	// Next returns the first key after the key after, and from when on it is
	// to be done. An empty after asks for the very first key. Keys grow in
	// byte order, and one is done before the next is begun, so whatever was
	// missed while no process ran is caught up in order. Next is asked again
	// and again and must always give the same answer.
	Next func(after string) (key string, due time.Time, err error)

	// Run does the work for one key. It returns nil only if the work is done.
	// When ctx ends it must stop: either the process is stopping, or the lease
	// is lost and another process may be at the same work already.
	Run func(ctx context.Context, key string) error
}

// A Clock tells the time. Only differences of its readings and the due times of
// jobs matter, so a test may set it as it likes.
type Clock interface {
	Now() time.Time
}

// State is where the work for one key stands.
type State string

const (
	Waiting State = "waiting" // not due yet, or nobody has taken it yet
	Running State = "running" // somebody holds the lease
	Failing State = "failing" // the last attempt failed, the next one is set
	Done    State = "done"    // and never to be run again
)

// An Entry is the work for one key as an operator sees it.
type Entry struct {
	Name, Key string
	State     State
	Due       time.Time // from when on it is to be done
	Holder    string    // the process that has it, or had it last
	Until     time.Time // when the lease ends; zero if nobody has it
	Attempts  int64
	LastError string    // of the last attempt that failed, fit to be shown
	Again     time.Time // not tried before this time
	DoneAt    time.Time // zero until it is done
}

// stateAt derives the state from the times: a lease that has run out is nobody's.
func (e Entry) stateAt(now time.Time) State {
	switch {
	case !e.DoneAt.IsZero():
		return Done
	case now.Before(e.Until):
		return Running
	case e.LastError != "":
		return Failing
	default:
		return Waiting
	}
}
