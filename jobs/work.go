package jobs

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime/debug"
	"time"
)

// errLost is the cause with which the work's context ends when its lease does.
var errLost = errors.New("the lease is lost")

// work runs the job under the lease, renewing it, and writes down how it ended.
func (r *Runner) work(ctx context.Context, j Job, l Lease, until time.Time) error {
	r.log.Info("job begins", "job", l.Name, "key", l.Key, "attempt", l.Attempt)
	began := r.clock.Now()
	workCtx, stop := context.WithCancelCause(ctx)
	kept := make(chan struct{})
	go func() {
		defer close(kept)
		r.keep(workCtx, stop, l, until)
	}()
	failure := r.run(workCtx, j, l.Key)
	lost := context.Cause(workCtx) == errLost
	stop(nil)
	<-kept // so that no renewal comes after the end is written

	if lost {
		r.log.Warn("job lost its lease", "job", l.Name, "key", l.Key, "attempt", l.Attempt, "error", failure)
		return nil
	}
	return r.end(ctx, l, failure, r.clock.Now().Sub(began))
}

// run turns a panic into an error: a broken job must not take the server down,
// and is retried like any other failure.
func (r *Runner) run(ctx context.Context, j Job, key string) (err error) {
	defer func() {
		if p := recover(); p != nil {
			r.log.Error("job panicked", "job", j.Name, "key", key, "panic", p, "stack", string(debug.Stack()))
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	return j.Run(ctx, key)
}

// end writes down how the work ended. It does so even when the process is
// stopping, but then only for as long as a shutdown can wait.
func (r *Runner) end(ctx context.Context, l Lease, failure error, took time.Duration) error {
	stopping := ctx.Err() != nil
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), min(5*time.Second, r.ttl/3))
	defer cancel()
	now := r.clock.Now()
	var mine bool
	var err error
	switch {
	case failure == nil:
		r.log.Info("job done", "job", l.Name, "key", l.Key, "attempt", l.Attempt, "took", took)
		mine, err = r.store.Finish(ctx, l, now)
	case stopping:
		r.log.Info("job interrupted", "job", l.Name, "key", l.Key, "attempt", l.Attempt, "error", failure)
		mine, err = r.store.Return(ctx, l, now, "")
	default:
		pause := backoff(l.Attempt, rand.Float64())
		r.log.Error("job failed", "job", l.Name, "key", l.Key, "attempt", l.Attempt, "error", failure, "pause", pause)
		mine, err = r.store.Return(ctx, l, now.Add(pause), problem(failure))
	}
	if err != nil {
		return fmt.Errorf("writing how %s %s ended: %w", l.Name, l.Key, err)
	}
	if !mine {
		r.log.Warn("job ended without its lease", "job", l.Name, "key", l.Key, "attempt", l.Attempt)
	}
	return nil
}

// keep renews the lease three times in its length until ctx ends. It stops the
// work as soon as the lease has gone to somebody else, or, if the database does
// not answer, a sixth of its length before somebody else could take it.
func (r *Runner) keep(ctx context.Context, stop context.CancelCauseFunc, l Lease, until time.Time) {
	pause := r.ttl / 3
	for {
		left := until.Add(-r.ttl / 6).Sub(r.clock.Now())
		if left <= 0 {
			stop(errLost)
			return
		}
		wait(ctx, min(pause, left))
		if ctx.Err() != nil {
			return
		}
		now := r.clock.Now()
		ask, cancel := context.WithTimeout(ctx, until.Add(-r.ttl/6).Sub(now))
		mine, err := r.store.Extend(ask, l, now.Add(r.ttl))
		cancel()
		switch {
		case ctx.Err() != nil:
			return
		case err != nil:
			r.log.Warn("job cannot renew its lease", "job", l.Name, "key", l.Key, "error", err)
			pause = r.ttl / 12
		case !mine:
			stop(errLost)
			return
		default:
			until, pause = now.Add(r.ttl), r.ttl/3
		}
	}
}
