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
		gone = answers + credentials
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("forgetting what has ended: %w", err)
	}
	return gone, nil
}
