package app

import (
	"context"
	"fmt"

	"obolus"
)

type indexReader interface {
	// Unindexed returns up to limit things that the search does not know as they are.
	Unindexed(ctx context.Context, limit int) ([]obolus.ThingID, error)
}

type indexWriter interface {
	// TakeIndexed marks a thing as known to the search and keeps others from changing it until the
	// transaction ends.
	TakeIndexed(ctx context.Context, id obolus.ThingID) error
	// Index stores a thing's words (obolus.Words): those of its title, and all others.
	Index(ctx context.Context, id obolus.ThingID, title, rest []string) error
}

// indexedAtOnce bounds how long the database is kept from other writers.
const indexedAtOnce = 100

// IndexNext makes the search know some things that are new or have changed, and tells whether there may
// be more. It is not done when a thing comes, since a click should not wait for it.
func (a *App) IndexNext(ctx context.Context) (bool, error) {
	things, err := a.store.Unindexed(ctx, indexedAtOnce)
	if err != nil || len(things) == 0 {
		return false, err
	}
	err = a.write(ctx, func(tx Tx) error {
		for _, id := range things {
			err := index(ctx, tx, id)
			if err != nil {
				return fmt.Errorf("indexing thing %d: %w", id, err)
			}
		}
		return nil
	})
	return len(things) == indexedAtOnce, err
}

func index(ctx context.Context, tx Tx, id obolus.ThingID) error {
	err := tx.TakeIndexed(ctx, id)
	if err != nil {
		return err
	}
	t, err := tx.Thing(ctx, id)
	if err != nil {
		return err
	}
	r, err := tx.Recipient(ctx, t.Recipient)
	if err != nil {
		return err
	}
	about, err := tx.About(ctx, id)
	if err != nil {
		return err
	}
	rest := about.Text + " " + t.URL
	for _, tag := range about.Tags {
		rest += " " + tag
	}
	if r.Kind != obolus.TeamRecipient {
		rest += " " + r.Name
	}
	return tx.Index(ctx, id, obolus.Words(t.Title), obolus.Words(rest))
}
