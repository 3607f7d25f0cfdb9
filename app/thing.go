package app

import (
	"context"
	"fmt"

	"obolus"
	"obolus/identity"
)

type thingReader interface {
	// Thing and ThingAt fail with kind NotFound, code "thing_unknown".
	Thing(ctx context.Context, id obolus.ThingID) (obolus.Thing, error)
	ThingAt(ctx context.Context, url string) (obolus.Thing, error)
	// ThingsAt returns the things at addresses, their own or others that lead to them; unknown ones are left out.
	ThingsAt(ctx context.Context, urls []string) (map[string]obolus.ThingID, error)
	// Sights returns what there is to see of things; unknown ones are left out.
	Sights(ctx context.Context, things []obolus.ThingID) (map[obolus.ThingID]Sight, error)
}

type thingWriter interface {
	// InsertThing returns the thing at that URL, which may have been there before.
	InsertThing(ctx context.Context, t obolus.Thing) (obolus.Thing, error)
	SetTitle(ctx context.Context, id obolus.ThingID, title string) error
}

// FoundThing is what an address leads to. ID is 0 where nobody has supported it yet: a thing comes
// into being with its first click or submission, never by being looked at.
type FoundThing struct {
	Thing     obolus.Thing
	Recipient obolus.Recipient // Name is known even where ID is 0
}

// Sight is what those who look at a thing are shown, remembered for sightFor. Who clicks is always asked anew.
type Sight struct {
	FoundThing
	Barred bool // the operator has taken it out of sight
}

// Thing returns a thing by number; kind NotFound where there is none.
func (a *App) Thing(ctx context.Context, id obolus.ThingID) (FoundThing, error) {
	sight, there, err := a.known.sights.get(ctx, id)
	if err == nil && !there {
		err = obolus.Errorf(obolus.NotFound, "thing_unknown", "there is no such thing")
	}
	return sight.FoundThing, err
}

// thingAt returns the thing that a canonical address leads to.
func (a *App) thingAt(ctx context.Context, url string) (found FoundThing, there bool, err error) {
	id, there, err := a.known.things.get(ctx, url)
	if err == nil && there {
		found, err = a.Thing(ctx, id)
	}
	return found, there, err
}

// LookUp tells what an address leads to without creating anything. It fails with kind Invalid (field
// url) for an address that cannot be supported.
func (a *App) LookUp(ctx context.Context, address string) (FoundThing, error) {
	if path, ours := a.ownPath(address); ours {
		return a.own(ctx, path)
	}
	parsed, err := a.known.parse(address)
	if err != nil {
		return FoundThing{}, err
	}
	found, there, err := a.thingAt(ctx, string(parsed.URL))
	if err != nil || there {
		return found, err
	}
	found = FoundThing{
		Thing:     obolus.Thing{URL: string(parsed.URL), Title: string(parsed.URL)},
		Recipient: obolus.Recipient{Kind: obolus.IdentityRecipient, Name: parsed.Identity.String()},
	}
	r, err := a.store.RecipientNamed(ctx, found.Recipient.Name)
	if err == nil {
		found.Recipient = r
	} else if obolus.KindOf(err) != obolus.NotFound {
		return FoundThing{}, err
	}
	return found, nil
}

// Gone tells whether a thing cannot be supported any more because who would get a share of it has left.
func (a *App) Gone(ctx context.Context, found FoundThing) (bool, error) {
	if found.Thing.ID != 0 {
		targets, err := a.store.Targets(ctx, []obolus.ThingID{found.Thing.ID})
		return targets[found.Thing.ID].Gone, err
	}
	if found.Recipient.Person == 0 {
		return false, nil
	}
	p, err := a.Person(ctx, found.Recipient.Person)
	return p.Deleted(), err
}

// Submit finds the thing at an address or creates it, with the identity behind the address as its
// recipient. A title is only taken where the thing has none of its own yet.
func (a *App) Submit(ctx context.Context, address, title string) (obolus.Thing, error) {
	return a.submitSaid(ctx, address, title, Said{})
}

// submitSaid describes a thing that it creates.
func (a *App) submitSaid(ctx context.Context, address, title string, said Said) (obolus.Thing, error) {
	if path, ours := a.ownPath(address); ours {
		return a.submitOwn(ctx, path)
	}
	parsed, err := a.known.parse(address)
	if err != nil {
		return obolus.Thing{}, err
	}
	title = obolus.CleanTitle(title)
	found, there, err := a.thingAt(ctx, string(parsed.URL))
	t := found.Thing
	if err != nil || there && (title == "" || t.Title != t.URL) {
		return t, err
	}
	ids, err := a.store.NewIDs(ctx, 2)
	if err != nil {
		return obolus.Thing{}, err
	}
	err = a.write(ctx, func(tx Tx) error {
		t, err = a.submit(ctx, tx, parsed, title, ids)
		if err == nil && t.ID == obolus.ThingID(ids+1) {
			err = introduce(ctx, tx, t.ID, said)
		}
		return err
	})
	if err != nil {
		return obolus.Thing{}, fmt.Errorf("submitting %s: %w", parsed.URL, err)
	}
	a.known.renamed(t)
	return t, nil
}

func (a *App) submit(ctx context.Context, tx Tx, address identity.Address, title string, ids int64) (obolus.Thing, error) {
	now := a.now()
	r, err := tx.InsertRecipient(ctx, obolus.Recipient{
		ID: obolus.RecipientID(ids), Kind: obolus.IdentityRecipient, Name: address.Identity.String(),
	}, now)
	if err != nil {
		return obolus.Thing{}, err
	}
	wanted := obolus.Thing{ID: obolus.ThingID(ids + 1), URL: string(address.URL), Title: title, Recipient: r.ID, CreatedAt: now}
	if wanted.Title == "" {
		wanted.Title = obolus.CleanTitle(wanted.URL)
	}
	t, err := tx.InsertThing(ctx, wanted)
	if err != nil {
		return obolus.Thing{}, err
	}
	if title != "" && t.Title != title && t.Title == obolus.CleanTitle(t.URL) {
		t.Title = title
		return t, tx.SetTitle(ctx, t.ID, title)
	}
	return t, nil
}

// parseAddress turns identity's refusals into ones about the field url.
func parseAddress(address string) (identity.Address, error) {
	parsed, err := identity.Parse(address)
	if err != nil {
		return identity.Address{}, &obolus.Error{Kind: obolus.Invalid, Code: "invalid_url", Field: "url", Message: err.Error()}
	}
	return parsed, nil
}
