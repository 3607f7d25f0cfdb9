package app

import (
	"context"
	"fmt"
	"time"

	"obolus"
	"obolus/money"
)

type clickReader interface {
	// MonthClosed tells whether a month has been divided.
	MonthClosed(ctx context.Context, m obolus.Month) (bool, error)
	// LastClosedMonth returns the latest month that has been divided, 0 where there is none.
	LastClosedMonth(ctx context.Context) (obolus.Month, error)
	// ClicksOf returns a supporter's clicks of a month, newest first, with their things.
	ClicksOf(ctx context.Context, supporter obolus.PersonID, m obolus.Month) ([]ClickedThing, error)
	// ClicksAfter returns up to limit of them that come after a place in that order.
	ClicksAfter(ctx context.Context, supporter obolus.PersonID, m obolus.Month, after ClickPlace, limit int) ([]ClickedThing, error)
	// FindClicks returns those clicks of a month that are there, and perhaps others.
	FindClicks(ctx context.Context, m obolus.Month, keys []ClickKey) (map[ClickKey]obolus.Click, error)
	// ThingClicks counts all clicks that things ever had, each by month, oldest first; none is left out.
	ThingClicks(ctx context.Context, things []obolus.ThingID) (map[obolus.ThingID][]MonthClicks, error)
	// Targets returns where clicks on things go and whose the things are; unknown ones are left out.
	Targets(ctx context.Context, things []obolus.ThingID) (map[obolus.ThingID]Target, error)
}

type clickWriter interface {
	// ShareMonth lets clicks enter a month until the transaction ends; LockMonth keeps them out (R8).
	ShareMonth(ctx context.Context, m obolus.Month) error
	LockMonth(ctx context.Context, m obolus.Month) error
	// ClickBasis takes a share of a month, as ShareMonth does, and then reads what decides whether these
	// people may click on these things; unknown ones are left out.
	ClickBasis(ctx context.Context, m obolus.Month, people []obolus.PersonID, things []obolus.ThingID) (ClickBasis, error)
	// InsertClicks adds the clicks that are not there yet and returns how many these were.
	InsertClicks(ctx context.Context, clicks []obolus.Click) (int, error)
	// DeleteClick removes one of a supporter's clicks and returns its thing; 0 where it is not there.
	DeleteClick(ctx context.Context, supporter obolus.PersonID, m obolus.Month, id obolus.ClickID) (obolus.ThingID, error)
}

// ClickKey names a click within a month.
type ClickKey struct {
	Supporter obolus.PersonID
	Thing     obolus.ThingID
}

// ClickedThing is a click with what it was for.
type ClickedThing struct {
	Click     obolus.Click
	Thing     obolus.Thing
	Recipient obolus.Recipient
}

// ClickBasis is what the rules of some clicks depend on.
type ClickBasis struct {
	LastClosed obolus.Month // 0 where no month has been divided
	Givers     map[obolus.PersonID]Giver
	Targets    map[obolus.ThingID]Target
}

// Giver is what decides whether a person may click (R13).
type Giver struct {
	Budget    money.Amount
	Funds     money.Amount
	Suspended bool
	Deleted   bool // she has left
	Anonymous bool // what she chose for clicks that do not say
}

// Target is where a click on a thing goes. Owners are the people who would receive it.
type Target struct {
	Recipient obolus.RecipientID
	Owners    []obolus.PersonID
	Gone      bool // one of them has left, and takes no money any more
	Barred    bool // the operator has taken the thing out of sight
}

// NewClick asks for a click on the thing at an address.
type NewClick struct {
	Person  obolus.PersonID
	Address string
	Title   string // for a thing that is not known yet
	Said    Said   // for such a one too
	// Anonymous keeps her name from whoever receives it; nil is what she has chosen for all her clicks.
	Anonymous *bool
	Once      Once
}

// Clicked is what became of it.
type Clicked struct {
	Click obolus.Click `json:"click"`
	Thing obolus.Thing `json:"thing"`
	New   bool         `json:"new"` // false: the thing had her click in this month already
}

// Click supports the thing at an address, once per month (R13). When it returns without an error the
// click is on the disk and its month's close will count it (R8). It fails with kind Invalid (field
// url), Forbidden (suspended, own_thing, recipient_gone), Unpaid (no_budget, no_funds) or Mismatch.
func (a *App) Click(ctx context.Context, request NewClick) (Clicked, error) {
	thing, err := a.submitSaid(ctx, request.Address, request.Title, request.Said)
	if err != nil {
		return Clicked{}, err
	}
	id, err := a.store.NewIDs(ctx, 1)
	if err != nil {
		return Clicked{}, err
	}
	pending := &pendingClick{
		key: ClickKey{Supporter: request.Person, Thing: thing.ID}, id: obolus.ClickID(id), thing: thing, once: request.Once, anonymous: request.Anonymous,
	}
	err = a.clicks.add(ctx, pending)
	if err == nil {
		err = pending.err
	}
	if err != nil {
		return Clicked{}, err
	}
	a.known.counts.forget(thing.ID)
	return pending.result, nil
}

// Undo takes back a click of the running month (R13). It fails with kind NotFound for a click that is
// not this person's, is gone, or belongs to an earlier month.
func (a *App) Undo(ctx context.Context, person obolus.PersonID, id obolus.ClickID) error {
	var thing obolus.ThingID
	err := a.write(ctx, func(tx Tx) error {
		m := obolus.MonthOf(a.now())
		err := tx.ShareMonth(ctx, m)
		if err != nil {
			return err
		}
		closed, err := tx.MonthClosed(ctx, m)
		if err != nil {
			return err
		}
		if !closed {
			thing, err = tx.DeleteClick(ctx, person, m, id)
		}
		if err == nil && thing == 0 {
			err = obolus.Errorf(obolus.NotFound, "click_unknown", "there is no such click of yours in the running month: clicks of earlier months stay")
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("undoing click %d: %w", id, err)
	}
	a.known.counts.forget(thing)
	return nil
}

// Clicks returns a supporter's clicks of a month, newest first.
func (a *App) Clicks(ctx context.Context, person obolus.PersonID, m obolus.Month) ([]ClickedThing, error) {
	return a.store.ClicksOf(ctx, person, m)
}

// ClickOn returns a supporter's click of a month on a thing; false where there is none.
func (a *App) ClickOn(ctx context.Context, key ClickKey, m obolus.Month) (obolus.Click, bool, error) {
	found, err := a.store.FindClicks(ctx, m, []ClickKey{key})
	c, there := found[key]
	return c, there, err
}

// ClickPlace is a place in a list of clicks, newest first: behind the click of that time and number.
// The zero place is the beginning.
type ClickPlace struct {
	At time.Time
	ID obolus.ClickID
}

// ClicksAfter returns up to limit of a supporter's clicks of a month behind a place (keyset pagination).
func (a *App) ClicksAfter(ctx context.Context, person obolus.PersonID, m obolus.Month, after ClickPlace, limit int) ([]ClickedThing, error) {
	return a.store.ClicksAfter(ctx, person, m, after, limit)
}

// may applies the rules of a click (R13).
func (g Giver) may(person obolus.PersonID, t Target) error {
	for _, owner := range t.Owners {
		if owner == person {
			return obolus.Errorf(obolus.Forbidden, "own_thing", "this is your own: clicks on one's own things do not count")
		}
	}
	switch {
	case g.Deleted:
		return obolus.Errorf(obolus.Forbidden, "account_deleted", "this account has been deleted")
	case t.Barred:
		return obolus.Errorf(obolus.Forbidden, "thing_barred", "the operator has taken this out of sight: it cannot be supported")
	case t.Gone:
		return obolus.Errorf(obolus.Forbidden, "recipient_gone", "whoever made this has left and takes no money any more")
	case g.Suspended:
		return obolus.Errorf(obolus.Forbidden, "suspended", "this account is suspended: its clicks wait until the operator has decided")
	case g.Budget <= 0:
		return obolus.Errorf(obolus.Unpaid, "no_budget", "choose a monthly budget first; then the click can be counted")
	case g.Funds <= 0:
		return obolus.Errorf(obolus.Unpaid, "no_funds", "put some money into your funds first; then the click can be counted")
	}
	return nil
}
