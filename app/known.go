package app

import (
	"strings"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"

	"obolus"
	"obolus/identity"
)

// known remembers things for a while, since the same few are clicked and looked at all the time.
// A thing's number, address and recipient never change. Its title, its clicks, whether its recipient has been
// claimed, whether it is in sight and what other addresses lead to it can: this process forgets then, others
// show it when their memory has run out.
type known struct {
	things *memory[string, obolus.ThingID] // by address, other addresses of theirs too
	sights *memory[obolus.ThingID, Sight]
	counts *memory[obolus.ThingID, []MonthClicks]
	// credentials are by their hash. One that another process has ended works credentialFor at most.
	credentials *memory[string, Credential]
	// parsed is what addresses mean, as they were typed; that never changes.
	parsed *lru.Cache[string, identity.Address]
}

const (
	knownMost       = 50_000 // at most some 50 MB
	addressFor      = time.Minute
	sightFor        = 30 * time.Second
	credentialsMost = 10_000
	credentialFor   = 2 * time.Second
	parsedMost      = 20_000 // of parsedLongest bytes: at most some 20 MB
	// parsedLongest is how long an address may be, in bytes, that is worth remembering.
	parsedLongest = 300
)

func newKnown(store Store, now func() time.Time) *known {
	parsed, _ := lru.New[string, identity.Address](parsedMost) // fails only for a size below one
	half := func(d time.Duration) func(time.Duration) time.Duration {
		return func(time.Duration) time.Duration { return d / 2 }
	}
	return &known{
		things:      newMemory(knownMost, half(addressFor), addressFor, now, store.ThingsAt),
		sights:      newMemory(knownMost, half(sightFor), sightFor, now, store.Sights),
		counts:      newMemory(countsMost, countRests, countFor, now, store.ThingClicks),
		credentials: newMemory(credentialsMost, half(credentialFor), credentialFor, now, store.CredentialsAmong),
		parsed:      parsed,
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

// renamed forgets a thing's title.
func (k *known) renamed(t obolus.Thing) { k.sights.forget(t.ID) }

// moved forgets what addresses lead to, since others may have followed the one that leads elsewhere now.
func (k *known) moved() { k.things.forgetAll() }

// claimed forgets who was claimed.
func (k *known) claimed() { k.sights.forgetAll() }
