package app

import (
	"context"
	"fmt"
	"time"
)

type purgeWriter interface {
	// DeleteAnswers forgets the answers that were stored before a moment and returns how many.
	DeleteAnswers(ctx context.Context, before time.Time) (int64, error)
	// DeleteCredentials forgets the sessions and links that had ended before a moment, and returns how many.
	DeleteCredentials(ctx context.Context, before time.Time) (int64, error)
	// DeletePending, DeleteAttempts and DeleteLetters forget what ended, was tried or was sent before a moment.
	DeletePending(ctx context.Context, before time.Time) (int64, error)
	DeleteAttempts(ctx context.Context, before time.Time) (int64, error)
	DeleteLetters(ctx context.Context, before time.Time) (int64, error)
}

// keptFor is how long what has served its purpose is kept: no client repeats a request after a month.
const keptFor = 30 * 24 * time.Hour

// Purge forgets what nobody needs any more: answers under idempotency keys, sessions and links that
// ended more than 30 days ago. The books are never touched. It returns how many rows went.
func (a *App) Purge(ctx context.Context) (int64, error) {
	var gone int64
	err := a.write(ctx, func(tx Tx) error {
		before := a.now().Add(-keptFor)
		answers, err := tx.DeleteAnswers(ctx, before)
		if err != nil {
			return err
		}
		credentials, err := tx.DeleteCredentials(ctx, before)
		if err != nil {
			return err
		}
		passing, err := a.purgePassing(ctx, tx)
		gone = answers + credentials + passing
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("forgetting what has ended: %w", err)
	}
	return gone, nil
}

// purgePassing forgets what is of no use after hours: what nobody confirmed, who tried what, letters sent.
func (a *App) purgePassing(ctx context.Context, tx Tx) (int64, error) {
	var gone int64
	for _, part := range []struct {
		forget func(context.Context, time.Time) (int64, error)
		kept   time.Duration
	}{{tx.DeletePending, 0}, {tx.DeleteAttempts, 24 * time.Hour}, {tx.DeleteLetters, keptFor}} {
		n, err := part.forget(ctx, a.now().Add(-part.kept))
		if err != nil {
			return gone, err
		}
		gone += n
	}
	return gone, nil
}

// PurgePassing forgets what is of no use after hours, and returns how many rows went.
func (a *App) PurgePassing(ctx context.Context) (int64, error) {
	var gone int64
	err := a.write(ctx, func(tx Tx) (err error) {
		gone, err = a.purgePassing(ctx, tx)
		return err
	})
	return gone, err
}
