package app

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"time"

	"obolus"
	"obolus/identity"
)

type trustReader interface {
	TrustedSite(ctx context.Context, person obolus.PersonID, site string) (bool, error)
	// TrustedSites returns them by name.
	TrustedSites(ctx context.Context, person obolus.PersonID) ([]string, error)
}

type trustWriter interface {
	TrustSite(ctx context.Context, person obolus.PersonID, site string, at time.Time) error
	DistrustSite(ctx context.Context, person obolus.PersonID, site string) error
}

// SiteClicksMost is how many clicks one person makes on one site in an hour. People do not come near it;
// a page that makes clicks for them would.
const SiteClicksMost = 30

// SiteOf names the site of an address, as people know it and as trust is given: its host, without a
// port. It is "" for what is no address.
func SiteOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Hostname())
}

// OfOneHand tells whether the site of an address may be trusted as a whole. Hosts on which many people have
// pages may not: a link in one's page there would support him by what was said of another.
func OfOneHand(address string) bool {
	parsed, err := identity.Parse(address)
	return err == nil && parsed.Identity.Platform == identity.Domain
}

// TrustSite remembers that a person wants not to be asked before clicks on a site.
func (a *App) TrustSite(ctx context.Context, person obolus.PersonID, site string) error {
	if site == "" || len(site) > 255 {
		return obolus.Invalidf("site", "a site is written like example.org")
	}
	err := a.write(ctx, func(tx Tx) error { return tx.TrustSite(ctx, person, site, a.now()) })
	if err != nil {
		return fmt.Errorf("trusting %s: %w", site, err)
	}
	return nil
}

// DistrustSite has her asked again. A site that was not trusted stays so.
func (a *App) DistrustSite(ctx context.Context, person obolus.PersonID, site string) error {
	if !storable(site) {
		return nil
	}
	return a.write(ctx, func(tx Tx) error { return tx.DistrustSite(ctx, person, site) })
}

// TrustsSite tells whether a person wants not to be asked before clicks on a site.
func (a *App) TrustsSite(ctx context.Context, person obolus.PersonID, site string) (bool, error) {
	return a.store.TrustedSite(ctx, person, site)
}

// TrustedSites returns all these sites of a person's.
func (a *App) TrustedSites(ctx context.Context, person obolus.PersonID) ([]string, error) {
	return a.store.TrustedSites(ctx, person)
}

// siteLookBack bounds how many clicks are looked at to count those on a site.
const siteLookBack = 500

// SiteClicks counts a person's clicks of the last hour on a site. Those of the month before do not count
// in the first hour of a month, which a limit need not mind.
func (a *App) SiteClicks(ctx context.Context, person obolus.PersonID, site string) (int, error) {
	now := a.now()
	recent, err := a.store.ClicksAfter(ctx, person, obolus.MonthOf(now), ClickPlace{}, siteLookBack)
	if err != nil {
		return 0, fmt.Errorf("counting the clicks on %s: %w", site, err)
	}
	n := 0
	for _, c := range recent {
		if now.Sub(c.Click.At) < time.Hour && SiteOf(c.Thing.URL) == site {
			n++
		}
	}
	return n, nil
}
