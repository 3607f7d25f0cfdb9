package app

import (
	"context"
	"strings"

	"obolus"
	"obolus/identity"
)

type payeeReader interface {
	// Payees returns whom a thing's page names as who gets paid, in its order.
	Payees(ctx context.Context, thing obolus.ThingID) ([]obolus.Payee, error)
	// NamedFor returns up to limit payees whom pages of a recipient's things name, the most named first.
	NamedFor(ctx context.Context, r obolus.RecipientID, limit int) ([]NamedPayee, error)
}

type payeeWriter interface {
	// SetPayees takes the place of those that were there.
	SetPayees(ctx context.Context, thing obolus.ThingID, payees []obolus.Payee) error
}

// NamedPayee is whom some pages name.
type NamedPayee struct {
	obolus.Payee
	Pages int64 // how many of them
}

// namedMost is how many are worth an operator's reading.
const namedMost = 20

// Payees returns whom a thing's page names as who gets paid, but for the very identity that gets it. It
// is a hint to people, and evidence for who decides about a claim: no money moves by it, since whoever
// gets into a page for an hour must not have what is given for a year.
func (a *App) Payees(ctx context.Context, thing FoundThing) ([]obolus.Payee, error) {
	named, err := a.store.Payees(ctx, thing.Thing.ID)
	if err != nil {
		return nil, err
	}
	var others []obolus.Payee
	for _, p := range named {
		if parsed, err := identity.Parse(p.Name); p.Markup != obolus.MarkupObolus || err != nil || parsed.Identity.String() != thing.Recipient.Name {
			others = append(others, p)
		}
	}
	return others, nil
}

// Evidence is what is known of an identity before somebody claims it.
type Evidence struct {
	Recipient obolus.Recipient // ID is 0 where nobody has clicked on anything of it yet
	Named     []NamedPayee     // by its pages
}

// Evidence gathers for an operator what speaks for or against a claim. It fails with kind Invalid (field
// identity).
func (a *App) Evidence(ctx context.Context, name string) (Evidence, error) {
	name, err := a.identityName(ctx, name)
	if err != nil {
		return Evidence{}, err
	}
	e := Evidence{Recipient: obolus.Recipient{Kind: obolus.IdentityRecipient, Name: name}}
	r, err := a.store.RecipientNamed(ctx, e.Recipient.Name)
	if obolus.KindOf(err) == obolus.NotFound {
		return e, nil
	}
	if err != nil {
		return e, err
	}
	e.Recipient = r
	e.Named, err = a.store.NamedFor(ctx, r.ID, namedMost)
	return e, err
}

// identityName is the name of the identity that somebody means. One that is stored is taken as it is: what is
// known about platforms grows, and what waits under a name of before would be out of reach.
func (a *App) identityName(ctx context.Context, name string) (string, error) {
	if storable(name) {
		stored, err := a.store.RecipientNamed(ctx, name)
		if err == nil && stored.Kind == obolus.IdentityRecipient {
			return stored.Name, nil
		}
		if err != nil && obolus.KindOf(err) != obolus.NotFound {
			return "", err
		}
	}
	parsed, err := identity.Parse(name)
	if err != nil && !strings.ContainsAny(name, "./@") { // no address, so a name is what was meant
		parsed.Identity, err = identity.ParseIdentity(name)
	}
	if err != nil {
		return "", &obolus.Error{Kind: obolus.Invalid, Code: "invalid_identity", Field: "identity", Message: err.Error()}
	}
	return parsed.Identity.String(), nil
}
