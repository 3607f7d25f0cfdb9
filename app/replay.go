package app

import (
	"context"
	"fmt"
	"slices"
	"time"

	"obolus"
	"obolus/identity"
)

// PastClick is a click with the time at which it was made.
type PastClick struct {
	Person  obolus.PersonID
	Address string
	Title   string // for a thing that is not known yet
	At      time.Time
}

// Replay accepts clicks of the running month that were made up to now, by the rules of Click and in
// far fewer transactions. Only a run whose clock follows the clicks may call it, a simulation or a
// demonstration: for people the time of a click is when the server accepted it (R8). An error is that
// of the first click that was refused; some before and after it may have been accepted.
func (a *App) Replay(ctx context.Context, clicks []PastClick) ([]Clicked, error) {
	done := make([]Clicked, 0, len(clicks))
	for some := range slices.Chunk(clicks, batchMost) {
		batch, err := a.pastBatch(ctx, some)
		if err != nil {
			return done, err
		}
		a.commitClicks(ctx, batch)
		for _, p := range batch {
			if p.err != nil {
				return done, p.err
			}
			a.known.counts.forget(p.thing.ID)
			done = append(done, p.result)
		}
	}
	return done, nil
}

// pastBatch finds or creates the things of some clicks and makes requests of them.
func (a *App) pastBatch(ctx context.Context, clicks []PastClick) ([]*pendingClick, error) {
	now := a.now()
	addresses := make([]identity.Address, 0, len(clicks))
	for _, click := range clicks {
		if click.At.After(now) || obolus.MonthOf(click.At) != obolus.MonthOf(now) {
			return nil, obolus.Invalidf("at", "a past click was made in the running month and before now, not at %s", click.At)
		}
		address, err := parseAddress(click.Address)
		if err != nil {
			return nil, err
		}
		addresses = append(addresses, address)
	}
	ids, err := a.store.NewIDs(ctx, 3*len(clicks))
	if err != nil {
		return nil, err
	}
	things, err := a.pastThings(ctx, clicks, addresses, ids)
	if err != nil {
		return nil, fmt.Errorf("submitting the things of past clicks: %w", err)
	}
	batch := make([]*pendingClick, 0, len(clicks))
	for i, click := range clicks {
		thing := things[addresses[i].URL]
		batch = append(batch, &pendingClick{key: ClickKey{Supporter: click.Person, Thing: thing.ID}, thing: thing,
			id: obolus.ClickID(ids + int64(3*i+2)), at: click.At.UTC().Truncate(time.Millisecond)})
	}
	return batch, nil
}

// pastThings finds or creates the things at some addresses in one transaction.
func (a *App) pastThings(ctx context.Context, clicks []PastClick, addresses []identity.Address, ids int64) (map[identity.URL]obolus.Thing, error) {
	var things map[identity.URL]obolus.Thing
	err := a.write(ctx, func(tx Tx) error {
		things = make(map[identity.URL]obolus.Thing, len(addresses))
		for i, address := range addresses {
			_, known := things[address.URL]
			if known {
				continue
			}
			thing, err := tx.ThingAt(ctx, string(address.URL))
			if obolus.KindOf(err) == obolus.NotFound {
				thing, err = a.submit(ctx, tx, address, obolus.CleanTitle(clicks[i].Title), ids+int64(3*i))
			}
			if err != nil {
				return err
			}
			things[address.URL] = thing
		}
		return nil
	})
	return things, err
}
