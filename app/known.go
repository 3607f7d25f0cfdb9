package app

import (
	"context"
	"strings"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/hashicorp/golang-lru/v2/expirable"

	"obolus"
	"obolus/identity"
)

// known remembers things for a while, since the same few are clicked and looked at all the time.
// A thing's number, address and recipient never change. Its title, whether its recipient has been claimed
// and what other addresses lead to it can: this process forgets then, others show it when their memory has
// run out.
type known struct {
	byID  *expirable.LRU[obolus.ThingID, FoundThing]
	byURL *expirable.LRU[string, obolus.Thing]
	// barred is whether a thing is out of sight, for those who look; who clicks is always asked anew.
	barred *expirable.LRU[obolus.ThingID, bool]
	// parsed is what addresses mean, as they were typed; that never changes.
	parsed *lru.Cache[string, identity.Address]
}

const (
	knownMost  = 50_000 // at most some 50 MB
	foundFor   = 30 * time.Second
	barredFor  = foundFor
	addressFor = time.Minute
	parsedMost = 20_000 // of parsedLongest bytes: at most some 20 MB
	// parsedLongest is how long an address may be, in bytes, that is worth remembering.
	parsedLongest = 300
)

func newKnown() *known {
	parsed, _ := lru.New[string, identity.Address](parsedMost) // fails only for a size below one
	return &known{
		parsed: parsed,
		barred: expirable.NewLRU[obolus.ThingID, bool](knownMost, nil, barredFor),
		byID:   expirable.NewLRU[obolus.ThingID, FoundThing](knownMost, nil, foundFor),
		byURL:  expirable.NewLRU[string, obolus.Thing](knownMost, nil, addressFor),
	}
}

// parse is parseAddress, out of memory where it can be.
func (k *known) parse(address string) (identity.Address, error) {
	parsed, ok := k.parsed.Get(address)
	if ok {
		return parsed, nil
	}
	parsed, err := parseAddress(address)
	if err == nil && len(address) <= parsedLongest {
		k.parsed.Add(strings.Clone(address), parsed) // which may be a piece of a whole form
	}
	return parsed, err
}

// thingAt is the store's, out of memory where it can be.
func (a *App) thingAt(ctx context.Context, url string) (obolus.Thing, error) {
	t, ok := a.known.byURL.Get(url)
	if ok {
		return t, nil
	}
	t, err := a.store.ThingAt(ctx, url)
	if err == nil {
		a.known.byURL.Add(url, t)
	}
	return t, err
}

// renamed takes note of a thing that is new or has a new title.
func (k *known) renamed(t obolus.Thing) {
	k.byURL.Add(t.URL, t)
	k.byID.Remove(t.ID)
}

// moved forgets what some addresses led to.
func (k *known) moved(addresses []string) {
	for _, address := range addresses {
		k.byURL.Remove(address)
	}
}

// claimed forgets who was claimed.
func (k *known) claimed() { k.byID.Purge() }
