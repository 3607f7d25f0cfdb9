package app

import (
	"context"

	"obolus/money"
)

type booksReader interface {
	// Books adds up what ever came in and went out.
	Books(ctx context.Context) (Books, error)
}

// Books are the instance's sums since its beginning, for whoever watches it.
type Books struct {
	Deposited   money.Amount // cleared deposits, gross
	Fees        money.Amount // the instance's own
	PayoutAsked money.Amount // all that was ever asked for
	PayoutPaid  money.Amount // of it, what has left
	Closed      int64        // months that were divided
}

// Books returns the instance's sums, whichever process moved the money.
func (a *App) Books(ctx context.Context) (Books, error) { return a.store.Books(ctx) }
