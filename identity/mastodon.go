package identity

import (
	"regexp"
	"strings"
)

// mastodon names the accounts of the whole fediverse: on a host that no other
// rule knows, /@alice is an account whatever software runs there.
const mastodon = "mastodon"

// fediName is an account's name in lower case; Mastodon ignores the case.
var fediName = regexp.MustCompile(`^[a-z0-9_]([a-z0-9_.-]{0,62}[a-z0-9_])?$`)

// recogniseOther reads a URL on a host that is no known platform's.
func recogniseOther(p parts) (parts, Identity) {
	domain := Identity{Domain, owner(p.host)}
	segments := p.segments()
	if len(segments) == 0 || !strings.HasPrefix(segments[0], "@") || atDomains[domain.Name] {
		return p, domain
	}
	account := lower(segments[0][1:])
	if user, home, ok := strings.Cut(account, "@"); ok {
		return recogniseRemote(p, user, home, domain)
	}
	if !fediName.MatchString(account) {
		return p, domain
	}
	segments[0] = "@" + account
	p.path = "/" + strings.Join(segments, "/")
	return p, Identity{mastodon, account + "@" + p.host}
}

// recogniseRemote reads https://host/@alice@home: host shows an account that
// lives at home. Her profile there is her page; her posts have another number
// on each host, so their URLs stay as they are.
func recogniseRemote(p parts, user, home string, otherwise Identity) (parts, Identity) {
	at, err := parseMastodon(user + "@" + home)
	if err != nil {
		return p, otherwise
	}
	segments := p.segments()
	if len(segments) == 1 {
		at, err := split(strings.TrimPrefix(string(at.URL), "https://"))
		if err == nil {
			p = at
		}
	} else {
		host, _ := parseHost(home) // which parseMastodon took
		segments[0] = "@" + user + "@" + host
		p.path = "/" + strings.Join(segments, "/")
	}
	return p, at.Identity
}

// parseMastodon understands "alice@example.social". It is refused where
// example.social/@alice would be somebody else's page, as on YouTube; where it
// is the account of a platform that others reach by the fediverse, it is that.
func parseMastodon(name string) (Address, error) {
	user, home, ok := strings.Cut(name, "@")
	if !ok {
		return Address{}, refuse(CodeHandle, "Write the server as well, as in @alice@example.social.")
	}
	user = lower(user)
	if !fediName.MatchString(user) {
		return Address{}, refuse(CodeName, "An account on Mastodon is written @user@server; correct the part before the second @.")
	}
	host, err := parseHost(home)
	if err != nil {
		return Address{}, err
	}
	who := Identity{mastodon, user + "@" + host}
	page := parts{host: host, path: "/@" + user}
	p, other := recognise(page)
	if pl := known.byName[other.Platform]; pl != nil && pl.fediverse {
		return other.address()
	}
	if other != who || p.url() != page.url() {
		return Address{}, refuse(CodeName, "%s is not a Mastodon server; give the address of the page instead.", host)
	}
	return Address{URL: page.url(), Identity: who}, nil
}
