package obolus

import (
	"net/url"
	"slices"
	"strings"

	"obolus/identity"
)

// Source is where a description was read.
type Source struct {
	Asked string // the thing's URL
	Found string // where redirects led from there
}

// Clean keeps of a description what can be stored, shown and believed.
//
// What decides about money, Payees and Canonical, is believed only of a page on
// the host that was asked: somebody's redirect to any address must not let a
// stranger speak for her. It has to come by https too, for on the way of http
// anybody can write it. "www." makes no difference, since both have one owner.
// A canonical URL that would be somebody else's thing is not believed either.
func (s Source) Clean(d Description) Description {
	d.Title = CleanTitle(withoutOverrides(d.Title))
	d.Text = CleanText(d.Text)
	d.Picture = publicURL(d.Picture)
	d.Language = cleanLanguage(d.Language)
	d.Category = ParseCategory(string(d.Category))
	d.Feed = publicURL(d.Feed)
	d.Tags = cleanTags(d.Tags)
	d.Canonical = s.canonical(d.Canonical)
	d.Payees = s.payees(d.Payees)
	return d
}

func (s Source) payees(named []Payee) []Payee {
	if !s.speaksForItself() {
		return nil
	}
	var kept []Payee
	for _, p := range named {
		p.Name = strings.TrimSpace(p.Name)
		if p.Markup == MarkupLink {
			p.Name = publicURL(p.Name)
		} else if p.Name != CleanTitle(withoutOverrides(p.Name)) {
			continue // what had to be cut would name nobody, or somebody else
		}
		if p.Name != "" && len(kept) < MaxPayees && !slices.Contains(kept, p) {
			kept = append(kept, p)
		}
	}
	return kept
}

func (s Source) canonical(said string) string {
	said = publicURL(said)
	if said == "" || !s.speaksForItself() || forPhones(bareHost(said)) != forPhones(bareHost(s.Found)) {
		return ""
	}
	here, err := identity.Parse(s.Found)
	if err != nil {
		return ""
	}
	there, err := identity.Parse(said)
	if err != nil || there.Identity != here.Identity {
		return ""
	}
	return string(there.URL)
}

func (s Source) speaksForItself() bool {
	host := bareHost(s.Found)
	return strings.HasPrefix(s.Found, "https://") && host != "" && host == bareHost(s.Asked)
}

// bareHost is a URL's host and port without "www.", "" where it has none.
func bareHost(address string) string {
	u, err := url.Parse(publicURL(address))
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Host, "www.")
}

// forPhones is a host without the "m." of a site's pages for phones. Whose it is decides the identity.
func forPhones(host string) string { return strings.TrimPrefix(host, "m.") }

// publicURL gives the http or https URL of a host that everybody can reach, with
// that host as package identity writes it, and "" for anything else. Unlike a
// canonical URL it keeps what only a server understands.
func publicURL(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.User != nil {
		return ""
	}
	if _, err := identity.Parse(u.String()); err != nil {
		return ""
	}
	name := u.Hostname()
	if strings.HasPrefix(u.Host, "[") {
		name = "[" + name + "]"
	}
	host, err := identity.PublicHost(name)
	if err != nil {
		return ""
	}
	if port := u.Port(); port != "" && (u.Scheme != "http" || port != "80") && (u.Scheme != "https" || port != "443") {
		host += ":" + port
	}
	u.Host, u.Fragment, u.RawFragment = host, "", ""
	return u.String()
}
