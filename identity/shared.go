package identity

import (
	"strings"

	"golang.org/x/net/publicsuffix"
)

// sharedDomains are those below which strangers have their sites, and which the
// public suffix list does not know. Without them, what is clicked for one
// person would wait for the company that hosts her.
var sharedDomains = set(`
	tumblr.com livejournal.com dreamwidth.org deviantart.com typepad.com neocities.org
	itch.io ghost.io write.as micro.blog mataroa.blog
	over-blog.com canalblog.com twoday.net jimdo.com jimdofree.com
	podbean.com libsyn.com podigee.io podcaster.de soup.io sourceforge.net
	sourceforge.io gumroad.com home.blog fandom.com newgrounds.com`)

// atDomains have pages at /@name that are no account's: scopes of packages, which
// many people share, and sites that pay their authors themselves or whose works
// do not stand below the account. Accounts of other platforms: profiles.go.
var atDomains = set(`
	rumble.com hackernoon.com vocal.media
	unpkg.com esm.sh jsr.io jsdelivr.net skypack.dev npmjs.com`)

// owner gives the domain that a canonical host belongs to: the registrable
// domain, the host below a shared domain, or the host itself where it has none
// (an IP address, or a public suffix).
func owner(host string) string {
	if isIP(host) {
		return host
	}
	for rest := host; ; {
		label, parent, ok := strings.Cut(rest, ".")
		switch {
		case !ok:
			return registrable(host)
		case sharedDomains[rest], sharedDomains[parent] && label == "www":
			return strings.TrimPrefix(rest, "www.")
		case sharedDomains[parent]:
			return rest
		}
		rest = parent
	}
}

func registrable(host string) string {
	domain, err := publicsuffix.EffectiveTLDPlusOne(host)
	if err != nil {
		return host // a public suffix: whoever answers there speaks for it alone
	}
	return domain
}
