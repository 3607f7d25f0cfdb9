package web_test

import (
	"net/url"
	"strings"
	"testing"

	"obolus"
)

// Protects things from what strangers write into links: the words of a link describe a new thing where
// the browser says that the link stands on the thing's own site, and nowhere else; a form cannot carry
// them, nor the page of one on a site of many hands.
func TestGive_BelievesWordsOfItsOwnSite(t *testing.T) {
	const words = "&description=%3Cp%3EHello%00%3Cbr%3Ethere+%26+a+%3C+b&language=de_DE&tags=Sea,folk&category=Audio&hidden=1"
	for name, k := range map[string]struct {
		referer, thing, of string
		believed           bool
	}{
		"its own page":            {"https://new.example/list", wantedURL, wantedURL, true},
		"with www.":               {"https://www.new.example/", wantedURL, wantedURL, true},
		"a foreign page":          {"https://evil.example/", wantedURL, wantedURL, false},
		"a name that looks alike": {"https://new.example.evil.example/", wantedURL, wantedURL, false},
		"no referrer":             {"", wantedURL, wantedURL, false},
		"ourselves":               {"http://example.com/", wantedURL, wantedURL, false},
		"a site of many hands":    {"https://github.com/mallory", "https://github.com/alice/code", "https://github.com/alice/code", false},
		"another thing":           {"https://new.example/", wantedURL, wantedURL + "/other", false},
	} {
		t.Run(name, func(t *testing.T) {
			c := newTown(t, "http://localhost:8080")
			b := c.as(c.ada)
			if k.referer != "" {
				b.header.Set("Referer", k.referer)
			}
			b.page("/give?url=" + url.QueryEscape(k.thing) + words)
			b.header.Del("Referer")
			b.leads(b.post("/give", "url", k.of, "description", "Hello there", "category", "audio", "hidden", "1"), "/give?")
			found, err := c.LookUp(t.Context(), k.of)
			must(t, err)
			a, err := c.About(t.Context(), found.Thing.ID)
			must(t, err)
			all := a.Text == "Hello there & a < b" && a.Language == "de" && a.Category == obolus.Audio && strings.Join(a.Tags, " ") == "folk sea" && a.Hidden
			if k.believed && !all || !k.believed && (a.Text != "" || a.Hidden || len(a.Tags) > 0 || a.Category != obolus.Rest) {
				t.Errorf("it is %+v", a)
			}
		})
	}
}

// Protects the words on their way: they are there after signing in and topping up, though they were long.
func TestGive_WordsSurviveSignInAndTopUp(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	b := c.browser()
	b.header.Set("Referer", "https://new.example/")
	b.page("/give?url=" + wantedURL + "&tags=sea&description=" + url.QueryEscape(strings.Repeat("море ", 300)))
	b.header.Del("Referer")
	b.leads(b.post("/give", "url", wantedURL), "/sign-in?next=")
	link, err := c.NewCredential(t.Context(), c.cem.ID, "link", "")
	must(t, err)
	b.leads(b.post("/sign-in", "link", link), "/top-up?")
	b.leads(b.post("/top-up", "once", "ABCDEF", "budget", "5", "amount", "10"), "/things/")
	mine, err := c.Clicks(t.Context(), c.cem.ID, 202610)
	if err != nil || len(mine) != 1 {
		t.Fatalf("her clicks are %+v, %v", mine, err)
	}
	a, err := c.About(t.Context(), mine[0].Thing.ID)
	if err != nil || !strings.HasPrefix(a.Text, "море море") || len(a.Tags) != 1 {
		t.Errorf("it is %+v, %v", a, err)
	}
}

// Protects the words of a button in place, which only the thing's own site can show.
func TestGiveFrame_KeepsTheWords(t *testing.T) {
	c := newTown(t, "https://obolus.example")
	b := c.trusting(c.ada)
	said(t, b.post("/give/frame", "url", wantedURL+"/2", "description", "Hello", "tags", "sea", "category", "audio"), 200)
	found, err := c.LookUp(t.Context(), wantedURL+"/2")
	must(t, err)
	a, err := c.About(t.Context(), found.Thing.ID)
	if err != nil || a.Text != "Hello" || a.Category != obolus.Audio || len(a.Tags) != 1 || a.Hidden {
		t.Errorf("it is %+v, %v", a, err)
	}
}

// Stops somebody with a program of her own, who can write any Referer, from taking other people's new things out
// of sight for good, and pages on another port or by plain http, which may be somebody else's, at all.
func TestGive_OthersCannotHideThings(t *testing.T) {
	for _, referer := range []string{"https://new.example/", "http://new.example/", "https://new.example:8443/"} {
		c := newTown(t, "https://obolus.example")
		b := c.as(c.ada)
		b.header.Set("Referer", referer)
		b.page("/give?url=" + wantedURL + "&hidden=1&tags=nsfw")
		b.header.Del("Referer")
		b.leads(b.post("/give", "url", wantedURL), "/give?")
		found, err := c.LookUp(t.Context(), wantedURL)
		must(t, err)
		a, err := c.About(t.Context(), found.Thing.ID)
		must(t, err)
		if believed := referer == "https://new.example/"; a.Hidden != believed {
			t.Errorf("from %s it is %+v", referer, a)
		}
		c.discovered(gallery{obolus.Description{Title: "An honest page", Tags: []string{"honest"}}})
		a, err = c.About(t.Context(), found.Thing.ID)
		must(t, err)
		if a.Hidden || strings.Join(a.Tags, " ") != "honest" {
			t.Errorf("the page has been read, and after %s it is still %+v", referer, a)
		}
	}
}
