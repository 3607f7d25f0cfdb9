package identity

import (
	"slices"
	"strings"
)

// index finds platforms by name and by host. It is built from the table once,
// and never changes.
type index struct {
	byName, byHost map[string]*platform
}

var known = newIndex()

func newIndex() index {
	x := index{map[string]*platform{}, map[string]*platform{}}
	for _, pl := range platforms {
		x.byName[pl.name] = pl
		for _, host := range strings.Fields(pl.host + " " + pl.also + " " + pl.fronts) {
			x.byHost[host] = pl
		}
	}
	return x
}

// visit is a URL on a platform.
type visit struct {
	parts
	site string // the platform's host in the URL: "x.com"
	sub  string // what stands before it: "alice" in alice.wordpress.com
	home string // whose a page without an account is: the platform's host, or the site where it is somebody else's
}

// recognise applies what is known about a URL's platform to it, and tells
// whose page it is.
func recognise(p parts) (parts, Identity) {
	pl, v := visited(p)
	switch {
	case pl == nil && (p.port != "" || isIP(p.host)):
		return p, Identity{Domain, owner(p.host)}
	case pl == nil:
		return recogniseOther(p)
	case p.port != "":
		return p, Identity{Domain, v.home} // not where the platform answers
	}
	read := pl.read
	if read == nil {
		read = readPlain
	}
	p, name := read(pl, v)
	if name == "" {
		return p, Identity{Domain, v.home}
	}
	if p.host == v.home { // one page, whichever site shows it
		p.host = pl.host
	}
	return p, Identity{pl.name, name}
}

// visited finds the platform of a host, all its subdomains included, so that
// no page of a platform falls to its domain under a second name.
func visited(p parts) (*platform, visit) {
	sub, site := "", p.host
	for known.byHost[site] == nil {
		label, parent, ok := strings.Cut(site, ".")
		if !ok {
			return nil, visit{}
		}
		sub, site = strings.TrimPrefix(sub+"."+label, "."), parent
	}
	pl := known.byHost[site]
	v := visit{parts: p, site: site, sub: sub, home: pl.host}
	if slices.Contains(strings.Fields(pl.fronts), site) {
		v.home = site
	}
	for _, mirror := range []string{"www", "m", "mobile"} {
		if rest, ok := strings.CutPrefix(v.sub+".", mirror+"."); ok {
			v.sub = strings.TrimSuffix(rest, ".")
			break
		}
	}
	if v.sub == "" {
		v.host = v.home
	}
	v.params = slices.DeleteFunc(slices.Clone(p.params), func(param string) bool {
		name, _, _ := strings.Cut(lower(param), "=")
		return pl.drop[name]
	})
	return pl, v
}

// readPlain finds the account where the table says that it stands.
func readPlain(pl *platform, v visit) (parts, string) {
	if pl.site {
		return readSite(pl, v)
	}
	if v.sub != "" {
		return v.parts, ""
	}
	return readPath(pl, v.parts)
}

// readSite reads alice.platform.com. Deeper hosts (a.alice.platform.com) belong
// to the account right below the platform, and are left as they are.
func readSite(pl *platform, v visit) (parts, string) {
	name := v.sub[strings.LastIndexByte(v.sub, '.')+1:]
	if !pl.names(name) || pl.reserves(name) {
		return v.parts, ""
	}
	if name == v.sub {
		v.host = name + "." + pl.host
	}
	return v.parts, name
}

// readPath reads platform.com/alice/…, and writes the account as it is named.
func readPath(pl *platform, p parts) (parts, string) {
	segments := p.segments()
	i, before := 0, strings.TrimPrefix(pl.at, "/")
	if len(segments) > 1 && pl.lead[segments[0]] {
		i, before = 1, ""
	} else if strings.HasSuffix(before, "/") {
		return p, "" // an account must follow one of the leading segments
	}
	if i >= len(segments) {
		return p, ""
	}
	rest, ok := strings.CutPrefix(segments[i], before)
	decoded, valid := unpercent(rest)
	name := pl.canonical(decoded)
	if !ok || !valid || !pl.names(name) || before == "" && pl.reserves(name) {
		return p, ""
	}
	segments[i] = before + pathName(name)
	for j := i + 1; j < min(i+pl.fold, len(segments)); j++ {
		segments[j] = foldCase(segments[j])
	}
	p.path = "/" + strings.Join(segments, "/")
	return p, name
}

// foldCase folds letters but not the hex digits of percent-encoding.
func foldCase(segment string) string {
	if strings.Contains(segment, "%") {
		return segment
	}
	return lower(segment)
}
