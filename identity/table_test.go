package identity

import (
	"strings"
	"testing"
)

// The table is compared with words folded to lower case, so a capital in it
// would never match and money would go to a reserved word.
func TestPlatforms_TableIsConsistent(t *testing.T) {
	hosts := words{}
	for _, pl := range platforms {
		for _, list := range []words{pl.reserved, pl.drop, pl.lead, reservedEverywhere} {
			for word := range list {
				if word != lower(word) {
					t.Errorf("%s: %q is not in lower case", pl.name, word)
				}
			}
		}
		for _, host := range append(strings.Fields(pl.also), pl.host) {
			if hosts[host] || sharedDomains[host] {
				t.Errorf("%s is listed twice", host)
			}
			hosts[host] = true
		}
		for kind := range pl.kinds {
			if kindNames[pl.name+":"+kind] == nil && pl.kinds[kind].exact {
				t.Errorf("%s:%s has no grammar", pl.name, kind)
			}
		}
		if id := (Identity{Domain, pl.host}); string(id.Page()) != "https://"+pl.host+"/" {
			t.Errorf("%s has the page %q", id, id.Page())
		}
	}
}
