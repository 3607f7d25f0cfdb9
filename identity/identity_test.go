package identity_test

import (
	"errors"
	"testing"

	"obolus/identity"
)

// An identity has one text, however it was written.
func TestParseIdentity(t *testing.T) {
	for _, c := range []struct{ in, who, page string }{
		{"twitter:alice", "twitter:alice", "https://twitter.com/alice"},
		{"GitHub:Alice", "github:alice", "https://github.com/alice"},
		{"domain:WWW.Example.org", "domain:example.org", "https://example.org/"},
		{"domain:müller.de", "domain:xn--mller-kva.de", "https://xn--mller-kva.de/"},
		{"domain:x.com", "domain:twitter.com", "https://twitter.com/"},
		{"domain:alice.wordpress.com", "wordpress:alice", "https://alice.wordpress.com/"},
		{"domain:[2606:4700::1111]", "domain:[2606:4700::1111]", "https://[2606:4700::1111]/"},
		{"mastodon:Alice@Example.Social", "mastodon:alice@example.social", "https://example.social/@alice"},
		{"youtube:alice", "youtube:alice", "https://youtube.com/@alice"},
		{"youtube:video/dQw4w9WgXcQ", "youtube:video/dQw4w9WgXcQ", "https://youtube.com/watch?v=dQw4w9WgXcQ"},
		{"youtube:playlist/PLxy", "youtube:playlist/PLxy", "https://youtube.com/playlist?list=PLxy"},
		{"youtube:c/Alice", "youtube:c/alice", "https://youtube.com/c/alice"},
		{"vimeo:video/1", "vimeo:video/1", "https://vimeo.com/1"},
		{"instagram:post/CabcDEF", "instagram:post/CabcDEF", "https://instagram.com/p/CabcDEF"},
		{"twitch:video/1", "twitch:video/1", "https://twitch.tv/videos/1"},
		{"flickr:1@n01", "flickr:1@N01", "https://flickr.com/photos/1@N01"},
		{"medium:alice", "medium:alice", "https://medium.com/@alice"},
		{"substack:user/alice", "substack:user/alice", "https://substack.com/@alice"},
		{"blogger:alice", "blogger:alice", "https://alice.blogspot.com/"},
		{"threads:Alice", "threads:alice", "https://threads.com/@alice"},
		{"threads:post/CabcDEF", "threads:post/CabcDEF", "https://threads.com/t/CabcDEF"},
		{"mastodon:alice@threads.net", "threads:alice", "https://threads.com/@alice"},
		{"domain:threads.net", "domain:threads.com", "https://threads.com/"},
		{"domain:www.peakd.com", "domain:peakd.com", "https://peakd.com/"},
		{"odysee:Alice:1", "odysee:alice:1", "https://odysee.com/@alice:1"},
	} {
		got, err := identity.ParseIdentity(c.in)
		if err != nil || got.String() != c.who || string(got.Page()) != c.page {
			t.Errorf("ParseIdentity(%q) = %s (%s), %v; want %s (%s)", c.in, got, got.Page(), err, c.who, c.page)
		}
	}
}

func TestParseIdentity_Refuses(t *testing.T) {
	for _, c := range []struct{ in, code string }{
		{"", identity.CodePlatform},
		{"alice", identity.CodePlatform},
		{"nowhere:alice", identity.CodePlatform},
		{"github:", identity.CodeName},
		{"github:@alice", identity.CodeName},
		{"github: alice", identity.CodeName},
		{"github:features", identity.CodeName},
		{"github:alice/repo", identity.CodeName},
		{"github:..", identity.CodeName},
		{"github:alice?x", identity.CodeName},
		{"github:a%6Cice", identity.CodeName},
		{"wordpress:evil.org#", identity.CodeName},
		{"wordpress:a.b", identity.CodeName},
		{"youtube:video/short", identity.CodeName},
		{"youtube:nokind/x", identity.CodeName},
		{"mastodon:alice", identity.CodeHandle},
		{"mastodon:alice@localhost", identity.CodePrivate},
		{"mastodon:alice@youtube.com", identity.CodeName},
		{"mastodon:alice@tiktok.com", identity.CodeName},
		{"mastodon:a b@example.social", identity.CodeName},
		{"domain:", identity.CodeBadHost},
		{"domain:127.0.0.1", identity.CodePrivate},
		{"domain:example.org/x", identity.CodeBadHost},
		{"domain:example.org:80", identity.CodeBadHost},
	} {
		got, err := identity.ParseIdentity(c.in)
		var refusal *identity.Error
		if !errors.As(err, &refusal) || refusal.Code != c.code || got != (identity.Identity{}) {
			t.Errorf("ParseIdentity(%q) = %v, %v; want the code %s", c.in, got, err, c.code)
		}
	}
}

func TestParseHandle(t *testing.T) {
	for _, c := range []struct{ platform, handle, who string }{
		{"twitter", "@alice", "twitter:alice"},
		{"Twitter", " Alice ", "twitter:alice"},
		{"twitter", "https://x.com/Alice/status/1", "twitter:alice"},
		{"twitter", "twitter.com/alice", "twitter:alice"},
		{"mastodon", "@alice@example.social", "mastodon:alice@example.social"},
		{"mastodon", "alice@example.social", "mastodon:alice@example.social"},
		{"mastodon", "https://example.social/@alice", "mastodon:alice@example.social"},
		{"wordpress", "alice.wordpress.com", "wordpress:alice"},
		{"youtube", "@Alice", "youtube:alice"},
		{"youtube", "https://www.youtube.com/user/alice", "youtube:user/alice"},
		{"domain", "http://www.example.org/a", "domain:example.org"},
		{"domain", "example.org", "domain:example.org"},
		{"threads", "@alice", "threads:alice"},
		{"mastodon", "@alice@threads.net", "threads:alice"},
	} {
		got, err := identity.ParseHandle(c.platform, c.handle)
		if err != nil || got.Identity.String() != c.who || got.URL != got.Identity.Page() {
			t.Errorf("ParseHandle(%q, %q) = %v, %v; want %s and its page", c.platform, c.handle, got, err, c.who)
		}
	}
}

// A page of somebody else, or nobody's, is not taken for a handle.
func TestParseHandle_Refuses(t *testing.T) {
	for _, c := range []struct{ platform, handle, code string }{
		{"twitter", "", identity.CodeEmpty},
		{"twitter", "@", identity.CodeName},
		{"twitter", "@@alice", identity.CodeName},
		{"twitter", "https://github.com/alice", identity.CodeName},
		{"twitter", "https://twitter.com/home", identity.CodeName},
		{"twitter", "ftp://twitter.com/alice", identity.CodeName},
		{"youtube", "https://youtu.be/dQw4w9WgXcQ", identity.CodeName},
		{"mastodon", "@alice", identity.CodeHandle},
		{"nowhere", "alice", identity.CodePlatform},
		{"nowhere", "https://twitter.com/alice", identity.CodePlatform},
		{"twitter", "al\x00ice", identity.CodeControl},
	} {
		_, err := identity.ParseHandle(c.platform, c.handle)
		var refusal *identity.Error
		if !errors.As(err, &refusal) || refusal.Code != c.code {
			t.Errorf("ParseHandle(%q, %q): %v; want the code %s", c.platform, c.handle, err, c.code)
		}
	}
}

func TestIdentity_Work(t *testing.T) {
	for who, want := range map[string]bool{
		"youtube:video/dQw4w9WgXcQ": true, "instagram:post/CabcDEF": true,
		"youtube:alice": false, "youtube:user/alice": false, "domain:example.org": false,
	} {
		id, err := identity.ParseIdentity(who)
		if err != nil || id.Work() != want {
			t.Errorf("%s: Work is %v, %v; want %v", who, id.Work(), err, want)
		}
	}
}

// What this package did not make has no page that money could be sent to.
func TestIdentity_PageOfNobody(t *testing.T) {
	for _, id := range []identity.Identity{{}, {Platform: "github"}, {Platform: "github", Name: "Alice"}, {Platform: "x", Name: "y"}} {
		if page := id.Page(); page != "" {
			t.Errorf("the page of %s is %s", id, page)
		}
	}
}
