package app

import (
	"context"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"obolus"
	"obolus/identity"
)

// At tells the verbs at which address people reach the instance, without a slash at its end. Then a
// person's page here can be supported, and a thing's page here stands for the thing. It must be called
// before anything is served, and the address should stay: a person's thing has it in its URL.
func (a *App) At(baseURL string) { a.home = baseURL }

// ownPath returns the path of an address on this very instance, whatever the scheme and however its
// host is written. What known.parse remembers was not such a one when it was asked.
func (a *App) ownPath(address string) (string, bool) {
	if a.home == "" || a.known.parsed.Contains(address) {
		return "", false
	}
	address = strings.TrimSpace(address)
	if !strings.Contains(address, "://") {
		address = "https://" + address
	}
	u, err := url.Parse(address)
	if err != nil {
		return "", false
	}
	home, err := url.Parse(a.home)
	if err != nil || siteOf(u) != siteOf(home) || u.User != nil {
		return "", false
	}
	return strings.TrimSuffix(u.Path, "/"), true
}

// siteOf is a URL's host and port in the form in which two are compared.
func siteOf(u *url.URL) string {
	host := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	if public, err := identity.PublicHost(host); err == nil { // what is not public can still be our own
		host = public
	}
	if port := u.Port(); port != "" && port != "80" && port != "443" {
		host += ":" + port
	}
	return host
}

// own is what a path on this instance stands for: a person's page for what is given to her, a thing's
// page for the thing. It fails with kind Invalid (own_page) for all others. ID is 0 where nobody has
// supported a person yet.
func (a *App) own(ctx context.Context, path string) (FoundThing, error) {
	if number, ok := numbered(path, "/things/"); ok {
		found, err := a.Thing(ctx, obolus.ThingID(number))
		return found, err
	}
	number, ok := numbered(path, "/people/")
	if !ok {
		return FoundThing{}, &obolus.Error{Kind: obolus.Invalid, Code: "own_page", Field: "url",
			Message: "this is a page of this instance itself: people and things here can be supported, other pages cannot"}
	}
	profile, err := a.Profile(ctx, 0, obolus.PersonID(number))
	if err != nil {
		return FoundThing{}, err
	}
	address := a.home + "/people/" + strconv.FormatInt(number, 10)
	found, there, err := a.thingAt(ctx, address)
	if err == nil && !there {
		found.Thing = obolus.Thing{URL: address, Title: profile.Person.Name, Recipient: profile.Recipient.ID}
	}
	found.Recipient = profile.Recipient
	return found, err
}

// submitOwn is Submit for a path on this instance. No page is read for a person's thing: she says
// herself what there is to say.
func (a *App) submitOwn(ctx context.Context, path string) (obolus.Thing, error) {
	found, err := a.own(ctx, path)
	if err != nil || found.Thing.ID != 0 {
		return found.Thing, err
	}
	id, err := a.store.NewIDs(ctx, 1)
	if err != nil {
		return obolus.Thing{}, err
	}
	t := found.Thing
	err = a.write(ctx, func(tx Tx) error {
		wanted := t
		wanted.ID, wanted.CreatedAt = obolus.ThingID(id), a.now()
		var err error
		t, err = tx.InsertThing(ctx, wanted)
		if err != nil || t.ID != wanted.ID {
			return err
		}
		return tx.SetAbout(ctx, About{Thing: t.ID, Category: obolus.People, Edited: true, DescribedAt: wanted.CreatedAt})
	})
	if err != nil {
		return obolus.Thing{}, fmt.Errorf("submitting %s: %w", found.Thing.URL, err)
	}
	a.known.renamed(t)
	return t, nil
}

// numbered reads the number behind a prefix; words may follow it after a dash, as in /people/7-alice.
func numbered(path, prefix string) (int64, bool) {
	rest, ok := strings.CutPrefix(path, prefix)
	digits, _, _ := strings.Cut(rest, "-")
	number, err := strconv.ParseInt(digits, 10, 64)
	return number, ok && err == nil && number > 0
}
