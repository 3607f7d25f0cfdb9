// Package app is the verbs: what people and operators do with obolus. A verb checks permission, opens
// the transaction, applies the rules and says in obolus.Error what went wrong. It knows no SQL, no
// HTTP and no provider; what it needs of a store stands as a small interface at the head of each file,
// and store.go adds these up.
package app

import (
	"context"
	"errors"
	"time"

	"obolus"
)

// App is the verbs on one database. It is safe for concurrent use.
type App struct {
	store     Store
	now       func() time.Time
	clicks    sharing[*pendingClick]
	totals    monthTotals
	known     *known
	forecasts *forecasts
	attempts  attemptKey
	posted    chan struct{} // see Posted
	home      string        // see At
	spoken    spokenLanguages
}

// New returns the verbs on a store. The clock must give the real time when people are served; only
// demonstrations and tests move it.
func New(store Store, now func() time.Time) *App {
	a := &App{store: store, now: func() time.Time { return now().UTC().Truncate(time.Millisecond) }}
	a.clicks = sharing[*pendingClick]{serve: a.commitClicks, lanes: store.Writers(), worth: laneWorth, atMost: commitTime}
	a.known = newKnown(store, a.now)
	a.forecasts = newForecasts()
	a.posted = make(chan struct{}, 1)
	return a
}

// Now returns the time by the app's clock, UTC in whole milliseconds.
func (a *App) Now() time.Time { return a.now() }

// Ready tells whether the database answers; the error is of kind Unavailable.
func (a *App) Ready(ctx context.Context) error { return a.store.Ping(ctx) }

// Settings returns the instance's rules.
func (a *App) Settings(ctx context.Context) (obolus.Settings, error) { return a.store.Settings(ctx) }

// ErrExists is what a store returns (wrapped) where a unique key is taken: the caller lost a race
// and reads the winner's result (R7).
var ErrExists = errors.New("there is already a row under this key")

// errUnchanged ends a transaction that has nothing to write, so that no deed is recorded with it either.
var errUnchanged = errors.New("it is so already")

// raceRetries bounds how often a verb that lost a race is run again; the second time it finds the
// winner's row.
const raceRetries = 3

// write runs f in one transaction, again if another process took a key that f was about to use. What an
// operator is doing is recorded with it (Doing).
func (a *App) write(ctx context.Context, f func(Tx) error) error {
	f, done, err := a.audited(ctx, f)
	if err != nil {
		return err
	}
	for range raceRetries {
		err = a.store.Write(ctx, f)
		if !errors.Is(err, ErrExists) {
			break
		}
	}
	if err == nil {
		done()
	}
	return err
}
