package identity_test

import (
	"errors"
	"strings"
	"testing"

	"obolus/identity"
)

// canonical protects that one thing has one URL, and that its maker is named.
var canonical = []struct{ in, url, who string }{
	// Flattr's old addresses.
	{"http://www.konscience.de/podcast/", "https://www.konscience.de/podcast", "domain:konscience.de"},
	{"http://www.konscience.de/", "https://www.konscience.de/", "domain:konscience.de"},
	{"https://alpha.app.net/konscience/post/5493015", "https://alpha.app.net/konscience/post/5493015", "domain:app.net"},
	// Scheme, host and port.
	{"HTTP://EXAMPLE.org", "https://example.org/", "domain:example.org"},
	{"example.org/x", "https://example.org/x", "domain:example.org"},
	{"//example.org/x", "https://example.org/x", "domain:example.org"},
	{"example.org:8080/x", "https://example.org:8080/x", "domain:example.org"},
	{" https://example.org/\n", "https://example.org/", "domain:example.org"},
	{"http://example.org:80/", "https://example.org/", "domain:example.org"},
	{"https://example.org:443/", "https://example.org/", "domain:example.org"},
	{"https://example.org:0443/", "https://example.org/", "domain:example.org"},
	{"https://example.org:/", "https://example.org/", "domain:example.org"},
	{"https://example.org./a", "https://example.org/a", "domain:example.org"},
	{"https://www.example.org/", "https://www.example.org/", "domain:example.org"},
	{"https://müller.de/", "https://xn--mller-kva.de/", "domain:xn--mller-kva.de"},
	{"https://M%C3%9CLLER.de", "https://xn--mller-kva.de/", "domain:xn--mller-kva.de"},
	{"https://faß.de", "https://xn--fa-hia.de/", "domain:xn--fa-hia.de"},
	{"https://fass.de", "https://fass.de/", "domain:fass.de"},
	{"https://例え。テスト", "https://xn--r8jz45g.xn--zckzah/", "domain:xn--r8jz45g.xn--zckzah"},
	{"https://example。org。/", "https://example.org/", "domain:example.org"},
	{"https://a--b._c.example.org", "https://a--b._c.example.org/", "domain:example.org"},
	{"93.184.216.34/x", "https://93.184.216.34/x", "domain:93.184.216.34"},
	{"https://0x5db8d822/", "https://93.184.216.34/", "domain:93.184.216.34"},
	{"https://[2606:4700:0::1111]:8443/", "https://[2606:4700::1111]:8443/", "domain:[2606:4700::1111]"},
	{"https://[::ffff:93.184.216.34]/", "https://93.184.216.34/", "domain:93.184.216.34"},
	// Path.
	{"https://example.org/a/", "https://example.org/a", "domain:example.org"},
	{"https://example.org/a//", "https://example.org/a", "domain:example.org"},
	{"https://example.org/A/b", "https://example.org/A/b", "domain:example.org"},
	{"https://example.org/a/../b/./c", "https://example.org/b/c", "domain:example.org"},
	{"https://example.org/%2e%2E/a", "https://example.org/a", "domain:example.org"},
	{"https://example.org/a//b", "https://example.org/a//b", "domain:example.org"},
	{"https://example.org/%7ealice/%c3%bc", "https://example.org/~alice/%C3%BC", "domain:example.org"},
	{"https://example.org/ü x|y", "https://example.org/%C3%BC%20x%7Cy", "domain:example.org"},
	{"https://example.org/caf%E9", "https://example.org/caf%E9", "domain:example.org"},
	{"https://example.org/a%2Fb", "https://example.org/a%2Fb", "domain:example.org"},
	{"https://web.archive.org/web/2010/http://x.org/", "https://web.archive.org/web/2010/http://x.org", "domain:archive.org"},
	// Query.
	{"https://example.org/?", "https://example.org/", "domain:example.org"},
	{"https://example.org?b=2&a=1", "https://example.org/?b=2&a=1", "domain:example.org"},
	{"https://example.org/a?b=c&UTM_Source=x&fbclid=1&gclid=2&d", "https://example.org/a?b=c&d", "domain:example.org"},
	{"https://example.org/a?utm%5Fsource=x&&utm=1", "https://example.org/a?utm=1", "domain:example.org"},
	{"https://example.org/a?q=a+b&r=a%20b&s=%2b", "https://example.org/a?q=a+b&r=a%20b&s=%2B", "domain:example.org"},
	{"https://example.org/a/?b/", "https://example.org/a?b/", "domain:example.org"},
	// Fragment.
	{"https://example.org/a#top", "https://example.org/a", "domain:example.org"},
	{"https://example.org/a#:~:text=x", "https://example.org/a", "domain:example.org"},
	{"https://example.org/#!/Page ü", "https://example.org/#!/Page%20%C3%BC", "domain:example.org"},
	{"https://example.org/#/about", "https://example.org/#/about", "domain:example.org"},
	{"https://example.org/#!", "https://example.org/", "domain:example.org"},
	// Whose site.
	{"https://blog.example.co.uk/", "https://blog.example.co.uk/", "domain:example.co.uk"},
	{"https://alice.github.io/", "https://alice.github.io/", "domain:alice.github.io"},
	{"https://a.alice.github.io/", "https://a.alice.github.io/", "domain:alice.github.io"},
	{"https://github.io/", "https://github.io/", "domain:github.io"},
	{"https://alice.tumblr.com/post/1", "https://alice.tumblr.com/post/1", "domain:alice.tumblr.com"},
	{"https://www.tumblr.com/alice/1", "https://www.tumblr.com/alice/1", "domain:tumblr.com"},
	{"https://a.example.zzz/", "https://a.example.zzz/", "domain:example.zzz"},
}

func TestParse_GivesOneURLForOneThing(t *testing.T) {
	for _, c := range canonical {
		check(t, c.in, c.url, c.who)
	}
}

// check parses, compares, and parses the result again.
func check(t *testing.T, in, url, who string) {
	t.Helper()
	got, err := identity.Parse(in)
	if err != nil {
		t.Errorf("Parse(%q): %v", in, err)
		return
	}
	if string(got.URL) != url || got.Identity.String() != who {
		t.Errorf("Parse(%q) = %s of %s, want %s of %s", in, got.URL, got.Identity, url, who)
	}
	if again, err := identity.Parse(string(got.URL)); err != nil || again != got {
		t.Errorf("Parse(%q) = %v, %v; it is canonical and should not change", got.URL, again, err)
	}
}

// Things that look alike but may be two must not share a URL.
func TestParse_KeepsDifferentThingsApart(t *testing.T) {
	for _, pair := range [][2]string{
		{"https://example.org/A", "https://example.org/a"},
		{"https://example.org/?a&b", "https://example.org/?b&a"},
		{"https://example.org/?a", "https://example.org/?a="},
		{"https://example.org/a+b", "https://example.org/a%20b"},
		{"https://example.org/a%2Fb", "https://example.org/a/b"},
		{"https://example.org/", "https://www.example.org/"},
		{"https://example.org/", "https://example.org:8443/"},
		{"https://faß.de/", "https://fass.de/"},
		{"https://example.org/#!/a", "https://example.org/#!/b"},
		{"https://youtube.com/@alice", "https://youtube.com/user/alice"},
		{"https://youtu.be/AAAAAAAAAAA", "https://youtu.be/aaaaaaaaaaa"},
		{"https://alice.substack.com/", "https://substack.com/@alice"},
		{"https://example.org/caf%E9", "https://example.org/café"},
	} {
		a, errA := identity.Parse(pair[0])
		b, errB := identity.Parse(pair[1])
		if errA != nil || errB != nil || a.URL == b.URL {
			t.Errorf("%s and %s both became %s (%v, %v)", pair[0], pair[1], a.URL, errA, errB)
		}
	}
}

// A refusal has a code that programs know, and a sentence that says what to do.
func TestParse_Refuses(t *testing.T) {
	long := strings.Repeat("a", identity.MaxBytes)
	for _, c := range []struct{ in, code string }{
		{"", identity.CodeEmpty},
		{" \n", identity.CodeEmpty},
		{"https://", identity.CodeNoHost},
		{"https:///path", identity.CodeNoHost},
		{"https://:80/", identity.CodeNoHost},
		{"https:example.org", identity.CodeNoHost},
		{"notes.txt", identity.CodeNoHost},
		{"ftp://example.org/", identity.CodeScheme},
		{"javascript:alert(1)", identity.CodeScheme},
		{"javascript://example.org/%0aalert(1)", identity.CodeScheme},
		{"mailto:alice@example.org", identity.CodeScheme},
		{"data:text/html,x", identity.CodeScheme},
		{"file:///etc/passwd", identity.CodeScheme},
		{"https://alice:secret@example.org/", identity.CodeLogin},
		{"https://example.org@evil.org/", identity.CodeLogin},
		{"https://@example.org/", identity.CodeLogin},
		{"https://example.org/" + long, identity.CodeTooLong},
		{"https://example.org/" + strings.Repeat("ü", 900), identity.CodeTooLong},
		{"https://example.org/a\nb", identity.CodeControl},
		{"https://exam\tple.org/", identity.CodeControl},
		{"https://example.org/a\x00", identity.CodeControl},
		{"https://example.org/a%00", identity.CodeControl},
		{"https://example.org/?a=%0d%0aSet-Cookie", identity.CodeControl},
		{"https://example.org/%", identity.CodePercent},
		{"https://example.org/%zz", identity.CodePercent},
		{"https://example.org/?100%", identity.CodePercent},
		{"https://example.org/\xff", identity.CodeUTF8},
		{"https://example.org:0/", identity.CodePort},
		{"https://example.org:65536/", identity.CodePort},
		{"https://example.org:-1/", identity.CodePort},
		{"https://example.org:80:80/", identity.CodeBadHost},
		{`https://example.org\@evil.org/`, identity.CodeBackslash},
		{`https://example.org\evil`, identity.CodeBackslash},
		{`https://example.org/a\b`, identity.CodeBackslash},
		{"@alice", identity.CodeHandle},
		{"alice@example.org", identity.CodeHandle},
		{"twitter:no such", identity.CodeName},
		{"twitter:home", identity.CodeName},
	} {
		wantCode(t, c.in, c.code)
	}
}

func wantCode(t *testing.T, in, code string) {
	t.Helper()
	got, err := identity.Parse(in)
	var refusal *identity.Error
	if !errors.As(err, &refusal) || refusal.Code != code || got != (identity.Address{}) {
		t.Errorf("Parse(%.60q) = %v, %v; want the code %s", in, got, err, code)
		return
	}
	if refusal.Sentence == "" || strings.Contains(refusal.Sentence, "secret") {
		t.Errorf("Parse(%.60q): the sentence is %q", in, refusal.Sentence)
	}
}
