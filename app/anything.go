package app

import (
	"context"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"obolus"
	"obolus/identity"
)

// LookUpHandle shows what a name on a platform leads to: "@alice" on github is her page there. It fails
// with kind Invalid (field handle).
func (a *App) LookUpHandle(ctx context.Context, platform, handle string) (FoundThing, error) {
	address, err := identity.ParseHandle(platform, handle)
	if err != nil {
		return FoundThing{}, &obolus.Error{Kind: obolus.Invalid, Code: "invalid_handle", Field: "handle", Message: err.Error()}
	}
	return a.LookUp(ctx, string(address.URL))
}

// LookUpFeed shows what a feed leads to: the site that it describes, if the feed can be read and names
// one that it may speak for, else the site on which it lies. pages may be nil: then nothing is read.
func (a *App) LookUpFeed(ctx context.Context, pages PageReader, address string) (FoundThing, error) {
	parsed, err := parseAddress(address)
	if err != nil {
		return FoundThing{}, err
	}
	if pages != nil {
		said, err := pages.Describe(ctx, string(parsed.URL))
		if err == nil && said.Canonical != "" && said.Canonical != string(parsed.URL) {
			found, err := a.LookUp(ctx, said.Canonical)
			if err == nil && found.Thing.ID == 0 && said.Title != "" {
				found.Thing.Title = said.Title
			}
			return found, err
		}
	}
	site, err := url.Parse(string(parsed.URL))
	if err != nil {
		return FoundThing{}, obolus.Invalidf("url", "this is not the address of a feed")
	}
	return a.LookUp(ctx, "https://"+site.Host+"/")
}

// MayReadFeed tells whether a person may have one more feed read: each is a request to somebody else's server.
func (a *App) MayReadFeed(ctx context.Context, person obolus.PersonID) (bool, error) {
	return a.within(ctx, feedsFor, strconv.FormatInt(int64(person), 10))
}

// feedNames are how feeds are called on most sites.
var feedNames = []string{"feed", "rss", "atom", "feed.xml", "rss.xml", "atom.xml", "index.xml", "feed.rss", "index.rss", "feed.atom", "feeds.xml"}

// LooksLikeFeed tells by its address whether something is a feed. It does not look there.
func LooksLikeFeed(address string) bool {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Path == "" {
		return false
	}
	name := strings.ToLower(path.Base(u.Path))
	return slices.Contains(feedNames, name) || path.Ext(name) == ".rss" || path.Ext(name) == ".atom"
}
