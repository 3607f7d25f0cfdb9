package identity

import (
	"strings"
)

// Domain is the platform of identities that are sites: domain:example.org.
const Domain = "domain"

// Identity is somebody on the web, who may not have an account here. Two
// identities are the same if and only if they are equal; the zero value is
// nobody. Only this package makes them, in their canonical form.
type Identity struct {
	Platform string // "twitter", "mastodon", "domain" …
	Name     string // "alice", "alice@example.social", "example.org" …
}

// String gives the text that people see and that is stored: "twitter:alice".
func (i Identity) String() string { return i.Platform + ":" + i.Name }

// Work reports whether the identity is "whoever made this work", such as
// youtube:video/dQw4w9WgXcQ, because the work's URL does not name its maker. A
// caller who can ask the platform should replace it with the account.
func (i Identity) Work() bool {
	kind, _, ok := strings.Cut(i.Name, "/")
	pl := known.byName[i.Platform]
	return ok && pl != nil && pl.kinds[kind].work
}

// Page is the identity's public page, or "" for an identity that this package
// did not make. Parse gives the identity back from it.
func (i Identity) Page() URL {
	address, err := i.address()
	if err != nil || address.Identity != i {
		return ""
	}
	return address.URL
}

// ParseIdentity understands an identity's text, "platform:name", and gives its
// canonical form: "GitHub:Alice" is github:alice, and domain:www.example.org is
// domain:example.org. It takes no "@" before a name, no spaces and no URL.
//
// It fails with an *Error, of CodePlatform, CodeName or a host's code.
func ParseIdentity(s string) (Identity, error) {
	platform, name, ok := strings.Cut(s, ":")
	if !ok {
		return Identity{}, refuse(CodePlatform, "Write an identity as platform:name, for example domain:example.org or twitter:alice.")
	}
	address, err := Identity{lower(platform), name}.address()
	return address.Identity, err
}

// ParseHandle understands what somebody typed into the field of a platform:
// "@alice", "alice", or the address of a page of hers there. The URL is her
// page. It fails with an *Error of any code.
func ParseHandle(platform, handle string) (Address, error) {
	handle, err := text(handle)
	if err != nil {
		return Address{}, err
	}
	platform = lower(strings.TrimSpace(platform))
	address, err := Identity{platform, strings.TrimPrefix(handle, "@")}.address()
	if err == nil || !isPlatform(platform) || !strings.ContainsAny(handle, "./") {
		return address, err
	}
	page, pageErr := parsePage(handle)
	if pageErr != nil || page.Identity.Platform != platform || page.Identity.Work() {
		return Address{}, err
	}
	return page.Identity.address()
}

// parsePage understands a URL in the field of a handle.
func parsePage(s string) (Address, error) {
	scheme, rest, ok := cutScheme(s)
	if !ok {
		return parseBare(s)
	}
	if scheme != "http" && scheme != "https" || !strings.HasPrefix(rest, "//") {
		return Address{}, refuse(CodeScheme, "Give the https:// address of the page.")
	}
	return parseURL(rest[2:])
}

// address canonicalises an identity and finds its page. Whatever the table
// says, an identity exists only if its page is read back as the same identity;
// so reserved words, and names that a URL cannot carry, are refused here.
func (i Identity) address() (Address, error) {
	switch i.Platform {
	case Domain:
		return parseDomain(i.Name)
	case mastodon:
		return parseMastodon(i.Name)
	}
	pl := known.byName[i.Platform]
	if pl == nil {
		return Address{}, refuse(CodePlatform, "%q is not a platform that obolus knows; give the address of the page instead.", i.Platform)
	}
	who := Identity{pl.name, pl.canonical(i.Name)}
	if kind, id, ok := strings.Cut(i.Name, "/"); ok {
		who.Name = pl.kindName(kind, id)
	}
	address, err := parseURL(pl.page(who.Name))
	if err != nil || address.Identity != who {
		return Address{}, refuse(CodeName, "%q cannot be an account on %s; check the spelling.", i.Name, pl.name)
	}
	return address, nil
}

// page is what follows "https://" in the URL of a name's page.
func (pl *platform) page(name string) string {
	if kind, id, ok := strings.Cut(name, "/"); ok {
		return pl.host + pl.kinds[kind].page + id
	}
	if pl.site && pl.at == "" {
		return name + "." + pl.host + "/"
	}
	return pl.host + pl.at + name
}

// parseDomain understands the name of a site, and says whose it is. It may turn
// out to be an account: domain:alice.wordpress.com is wordpress:alice.
func parseDomain(name string) (Address, error) {
	host, err := parseHost(name)
	if err != nil {
		return Address{}, err
	}
	_, who := recognise(parts{host: host, path: "/"})
	if who.Platform != Domain {
		return who.address()
	}
	return parseURL(who.Name + "/")
}

func isPlatform(name string) bool {
	return name == Domain || name == mastodon || known.byName[name] != nil
}
