package identity_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"obolus/identity"
)

// spelling draws one of the many ways to write https://host/path?query.
func spelling(t *rapid.T, host, path, query string) string {
	scheme := rapid.SampledFrom([]string{"http", "https", "HTTP", "Https"}).Draw(t, "scheme")
	port := rapid.SampledFrom([]string{"", ":", ":80", ":443", ":0443"}).Draw(t, "port")
	dot := rapid.SampledFrom([]string{"", "."}).Draw(t, "dot")
	slash := rapid.SampledFrom([]string{"", "/", "//"}).Draw(t, "slash")
	fragment := rapid.SampledFrom([]string{"", "#", "#top", "#:~:text=a"}).Draw(t, "fragment")
	if rapid.Bool().Draw(t, "upper") {
		host = strings.ToUpper(host)
	}
	tracking := rapid.SliceOfN(rapid.SampledFrom([]string{"utm_source=x", "fbclid=1", "GCLID=2", "", "mc_cid"}), 0, 3).Draw(t, "tracking")
	params := append(tracking, query)
	if rapid.Bool().Draw(t, "tracking last") {
		params = append([]string{query}, tracking...)
	}
	return fmt.Sprintf("%s://%s%s%s/%s%s?%s%s", scheme, host, dot, port, encode(t, path), slash, strings.Join(params, "&"), fragment)
}

// encode percent-encodes some of the unreserved characters, in either case.
func encode(t *rapid.T, path string) string {
	var b strings.Builder
	for i := range len(path) {
		format := rapid.SampledFrom([]string{"%c", "%%%02x", "%%%02X"}).Draw(t, "encoding")
		if path[i] == '/' {
			format = "%c"
		}
		fmt.Fprintf(&b, format, path[i])
	}
	return b.String()
}

// However one address is spelled, it is one thing: a supporter who clicks it
// twice pays once.
func TestParse_AllSpellingsAreOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		host := rapid.StringMatching(`[a-z][a-z0-9]{0,8}\.(org|de|co\.uk|github\.io)`).Draw(t, "host")
		path := rapid.StringMatching(`[a-zA-Z0-9_~]{1,6}(/[a-z0-9-]{1,4}){0,3}`).Draw(t, "path")
		query := rapid.StringMatching(`([a-c]=[a-zA-Z0-9.]{0,3})?`).Draw(t, "query")
		want := "https://" + host + "/" + path
		if query != "" {
			want += "?" + query
		}
		s := spelling(t, host, path, query)
		got, err := identity.Parse(s)
		if err != nil || string(got.URL) != want {
			t.Fatalf("Parse(%q) = %v, %v; want %s", s, got, err, want)
		}
		assertCanonical(t, got)
	})
}

// Whatever host an account is reached by and however its name is written, its
// work is credited to one identity.
func TestParse_AllHostsOfAPlatformAreOne(t *testing.T) {
	pages := map[string][]string{
		"twitter":    {"twitter.com/%s", "x.com/%s/status/1", "mobile.twitter.com/%s/likes", "twitter.com/@%s", "twitter.com/#!/%s"},
		"github":     {"github.com/%s", "www.github.com/%s/repo", "gist.github.com/%s/0123456789abcdef0123"},
		"youtube":    {"youtube.com/@%s", "m.youtube.com/@%s/videos", "music.youtube.com/@%s"},
		"instagram":  {"instagram.com/%s", "www.instagram.com/%s/p/CabcDEF", "instagr.am/%s"},
		"soundcloud": {"soundcloud.com/%s", "m.soundcloud.com/%s/track"},
		"flickr":     {"flickr.com/photos/%s/1", "www.flickr.com/people/%s"},
		"twitch":     {"twitch.tv/%s", "m.twitch.tv/%s/clip/X"},
		"medium":     {"medium.com/@%s/post", "%s.medium.com/post"},
		"bandcamp":   {"%s.bandcamp.com", "www.%s.bandcamp.com/album/x"},
		"wordpress":  {"%s.wordpress.com", "%s.wordpress.com/2010/01/x/"},
		"blogger":    {"%s.blogspot.com", "%s.blogspot.de/2010/", "%s.blogspot.com.br"},
		"threads":    {"threads.net/@%s", "www.threads.com/@%s/post/CabcDEF", "threads.com/@%s", "other.social/@%s@threads.net"},
		"tiktok":     {"tiktok.com/@%s", "www.tiktok.com/@%s/video/1"},
		"hive":       {"hive.blog/@%s/post", "peakd.com/category/@%s/post"},
		"substack":   {"%s.substack.com/p/x", "open.substack.com/pub/%s/p/x"},
	}
	platforms := slices.Sorted(maps.Keys(pages))
	rapid.Check(t, func(t *rapid.T) {
		platform := rapid.SampledFrom(platforms).Draw(t, "platform")
		page := rapid.SampledFrom(pages[platform]).Draw(t, "page")
		name := rapid.StringMatching(`[a-zA-Z][a-zA-Z0-9]{1,10}[0-9]`).Draw(t, "name")
		got, err := identity.Parse("https://" + fmt.Sprintf(page, name))
		if err != nil || got.Identity != (identity.Identity{Platform: platform, Name: strings.ToLower(name)}) {
			t.Fatalf("%s of %s became %v, %v", page, name, got, err)
		}
		assertCanonical(t, got)
	})
}

// Hosts and accounts in any script come out as ASCII that stays as it is.
func TestParse_AnyScript(t *testing.T) {
	label := rapid.StringOfN(rapid.Rune(), 1, 8, 40)
	rapid.Check(t, func(t *rapid.T) {
		form := rapid.SampledFrom([]string{
			"https://%s.org/", "https://a.%s/", "https://youtube.com/@%s", "https://youtube.com/%s", "https://example.org/%s",
			"https://example.org/?%s", "https://example.org/#!%s", "https://a.social/@b@%s.org", "domain:%s.org", "youtube:%s", "%s",
		}).Draw(t, "form")
		got, err := identity.Parse(fmt.Sprintf(form, label.Draw(t, "label")))
		if err == nil {
			assertCanonical(t, got)
		}
	})
}
