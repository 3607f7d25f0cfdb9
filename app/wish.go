package app

import (
	"context"
	"fmt"
	"time"

	"obolus"
)

type wishReader interface {
	// Wish fails with kind NotFound where no click of a person's is waiting.
	Wish(ctx context.Context, person obolus.PersonID) (Wish, error)
}

type wishWriter interface {
	// SetWish takes the place of an earlier one.
	SetWish(ctx context.Context, person obolus.PersonID, w Wish) error
	DeleteWish(ctx context.Context, person obolus.PersonID) error
}

// Wish is a click that its supporter has confirmed and that could not be counted yet, for want of a
// budget or of funds (R13).
type Wish struct {
	URL       string
	Title     string
	Anonymous *bool // as she chose with the click; nil is what she has chosen for all
	Said      Said  // by the page that linked it
	At        time.Time
}

// wishLife is how long a wish is kept: after that, completing it would surprise her.
const wishLife = 7 * 24 * time.Hour

// KeepWish remembers the click that a person wants now, in place of an earlier wish. It fails with kind
// Invalid for an address that cannot be supported.
func (a *App) KeepWish(ctx context.Context, person obolus.PersonID, w Wish) error {
	_, err := parseAddress(w.URL)
	if err != nil {
		return err
	}
	w.Title, w.Said, w.At = obolus.CleanTitle(w.Title), w.Said.Clean(), a.now()
	err = a.write(ctx, func(tx Tx) error { return tx.SetWish(ctx, person, w) })
	if err != nil {
		return fmt.Errorf("keeping the wish of person %d: %w", person, err)
	}
	return nil
}

// Fulfil makes the click that a person has been waiting for and forgets the wish; it tells whether there
// was one. Where she still has no budget or funds the wish stays, and the error is of kind Unpaid; any
// other refusal ends the wish, since asking again would give the same.
func (a *App) Fulfil(ctx context.Context, person obolus.PersonID) (Clicked, bool, error) {
	w, err := a.store.Wish(ctx, person)
	if obolus.KindOf(err) == obolus.NotFound {
		return Clicked{}, false, nil
	}
	if err != nil {
		return Clicked{}, false, err
	}
	var clicked Clicked
	old := a.now().Sub(w.At) > wishLife
	if !old {
		clicked, err = a.Click(ctx, NewClick{Person: person, Address: w.URL, Title: w.Title, Said: w.Said, Anonymous: w.Anonymous})
	}
	if kind := obolus.KindOf(err); kind == obolus.Unpaid || kind == obolus.Unavailable || kind == obolus.Internal {
		return Clicked{}, true, err
	}
	forgotten := a.write(ctx, func(tx Tx) error { return tx.DeleteWish(ctx, person) })
	if err == nil && forgotten != nil {
		err = fmt.Errorf("forgetting the wish of person %d: %w", person, forgotten)
	}
	return clicked, !old, err
}
