package identity_test

import (
	"errors"
	"net/netip"
	"net/url"
	"strings"
	"testing"

	"obolus/identity"
)

// FuzzParse looks for an address that breaks one of these:
//
//  1. Parse does not panic, and fails only with an *Error that has a code.
//  2. The canonical URL parses to itself, with the same identity.
//  3. It is at most MaxBytes of printable ASCII, an https URL without a login to
//     net/url too, and its host is not private by net/netip's own notion.
//  4. The identity's text and its page lead back to it.
func FuzzParse(f *testing.F) {
	for _, c := range canonical {
		f.Add(c.in)
	}
	for _, c := range onPlatforms {
		f.Add(c.in)
	}
	for _, s := range []string{
		"http://2130706433/", "http://0x7f.1", "http://[::ffff:7f00:1]/", "twitter:@alice", "domain:www.x.com",
		"https://a.alice.blogspot.de:81/#!/x", "https://xn--a.org", "https://youtube.com//watch?v=dQw4w9WgXcQ", "https://youtube.com/videoseries",
		"https://twitter.com/#!//alice/../bob", "https://twitter.com/alice/status//1", "https://threads.com/@alice/post//1", "https://a.b/@x@y.z", "https://gist.github.com/0123456789ABCDEF0123", "https://gist.github.com/Starred", "https://medium.com/@a/..//%2e", "a.co:1/?#/%",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, err := identity.Parse(s)
		var refusal *identity.Error
		if err != nil {
			if !errors.As(err, &refusal) || refusal.Code == "" || refusal.Sentence == "" || a != (identity.Address{}) {
				t.Fatalf("Parse(%q) = %v and a bare error: %v", s, a, err)
			}
			return
		}
		assertCanonical(t, a)
	})
}

// FuzzParseIdentity: what is taken for an identity is one, and stays the same.
func FuzzParseIdentity(f *testing.F) {
	f.Add("flickr", "1@n01")
	f.Add("youtube", "channel/UCaaaaaaaaaaaaaaaaaaaaAA")
	f.Add("mastodon", "alice@example.social")
	f.Add("domain", "a.B.tumblr.com.")
	f.Fuzz(func(t *testing.T, platform, name string) {
		id, err := identity.ParseIdentity(platform + ":" + name)
		if err != nil {
			return
		}
		a, err := identity.Parse(string(id.Page()))
		if err != nil || a.Identity != id {
			t.Fatalf("%s: its page %q is that of %v, %v", id, id.Page(), a.Identity, err)
		}
		assertCanonical(t, a)
	})
}

// assertCanonical asserts 2 to 4 of FuzzParse.
func assertCanonical(t interface {
	Helper()
	Fatalf(string, ...any)
}, a identity.Address) {
	t.Helper()
	if again, err := identity.Parse(string(a.URL)); err != nil || again != a {
		t.Fatalf("%v parses to %v, %v", a, again, err)
	}
	if len(a.URL) > identity.MaxBytes || strings.ContainsFunc(string(a.URL), func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
		t.Fatalf("%q is too long or not ASCII", a.URL)
	}
	u, err := url.Parse(string(a.URL))
	if err != nil || u.Scheme != "https" || u.User != nil || !strings.HasPrefix(u.EscapedPath(), "/") {
		t.Fatalf("net/url reads %q as %v, %v", a.URL, u, err)
	}
	addr, err := netip.ParseAddr(u.Hostname())
	if err == nil && (addr.IsPrivate() || addr.IsLoopback() || !addr.IsGlobalUnicast() || addr.Is4In6()) {
		t.Fatalf("%q is a private address", a.URL)
	}
	if err != nil && (!strings.Contains(u.Hostname(), ".") || strings.HasSuffix(u.Hostname(), ".localhost")) {
		t.Fatalf("%q is a private name", a.URL)
	}
	if id, err := identity.ParseIdentity(a.Identity.String()); err != nil || id != a.Identity {
		t.Fatalf("the text of %v is read as %v, %v", a, id, err)
	}
	if page, err := identity.Parse(string(a.Identity.Page())); err != nil || page.Identity != a.Identity {
		t.Fatalf("the page of %v is %v, %v", a, page, err)
	}
}
