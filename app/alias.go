package app

import (
	"context"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"obolus"
	"obolus/identity"
)

type aliasWriter interface {
	// SetAlias has an address lead to a thing from now on, whatever it led to before.
	SetAlias(ctx context.Context, url string, thing obolus.ThingID, at time.Time) error
	// MoveAliases has all other addresses of a thing lead to another.
	MoveAliases(ctx context.Context, from, to obolus.ThingID) error
}

// alias makes one thing for future clicks of a thing and of what its page says is its address: the
// canonical address leads to the thing, or the thing's to what is known at the canonical one. Clicks that
// are there stay where they are. Nobody else gets paid by it: both must be the same identity's, and a thing
// with other recipients, as its creator has chosen them, stays for itself. It tells whether
// addresses lead elsewhere now that led somewhere before.
func (a *App) alias(ctx context.Context, tx Tx, t obolus.Thing, canonical string) (moved bool, err error) {
	if canonical == "" || canonical == t.URL || isHomeOf(canonical, t.URL) {
		return false, nil
	}
	parsed, err := identity.Parse(canonical)
	if err != nil {
		return false, nil // what cannot be supported is nobody's thing
	}
	r, err := tx.Recipient(ctx, t.Recipient)
	if err != nil || r.Kind != obolus.IdentityRecipient || r.Name != parsed.Identity.String() {
		return false, err
	}
	other, err := tx.ThingAt(ctx, canonical)
	if obolus.KindOf(err) == obolus.NotFound {
		return false, tx.SetAlias(ctx, canonical, t.ID, a.now()) // it led nowhere, which nobody remembers
	}
	if err != nil || other.ID == t.ID || other.Recipient != t.Recipient {
		return false, err
	}
	err = tx.SetAlias(ctx, t.URL, other.ID, a.now())
	if err == nil {
		err = tx.MoveAliases(ctx, t.ID, other.ID)
	}
	return true, err
}

// isHomeOf tells whether an address is the site's front page though the thing's is not. Careless sites
// say that of all their pages, which would make one thing of all that they have.
func isHomeOf(canonical, thing string) bool {
	home, err := url.Parse(canonical)
	if err != nil || strings.Trim(home.Path, "/") != "" || home.RawQuery != "" {
		return false
	}
	u, err := url.Parse(thing)
	return err != nil || strings.Trim(u.Path, "/") != "" && !slices.Contains(homeNames, strings.ToLower(path.Base(u.Path)))
}

// homeNames are what servers call front pages.
var homeNames = []string{"index.html", "index.htm", "index.php", "home", "home.html", "default.aspx"}
