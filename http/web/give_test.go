package web_test

import (
	"net/url"
	"strings"
	"testing"

	"obolus/money"
	"obolus/store/storetest"
	"obolus/testpg"
)

const wantedURL = "https://new.example/post"

// Protects the plain link: it asks once, says what the click is worth, and what was pressed counts.
func TestGive_AsksThenCounts(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	b := c.as(c.ada, "Accept-Language", "en")
	doc := b.page("/give?url=" + url.QueryEscape(wantedURL) + "&title=A+post")
	if text := doc.Find("main").Text(); !strings.Contains(text, "Support new.example?") || !strings.Contains(text, "€3.33") || !strings.Contains(text, "A post") {
		t.Errorf("the page asks %q", text)
	}
	if c.clicks(c.ada) != 2 {
		t.Fatal("looking at the page has made a click")
	}
	to := b.leads(b.post("/give", "url", wantedURL, "title", "A post"), "/give?")
	if c.clicks(c.ada) != 3 {
		t.Fatal("the click does not count")
	}
	b.header.Set("Referer", "http://example.com/give") // httptest's own host: our own page
	done := b.page(to)
	if done.Find("h1").Text() != "Thank you. Your click counts." || done.Find("#giving[data-just]").Length() != 1 {
		t.Errorf("after the click the page says %q", done.Find("h1").Text())
	}
	action, _ := done.Find("form[action^='/clicks/']").Attr("action")
	next, _ := done.Find("input[name=next]").Attr("value")
	month, _ := done.Find("input[name=month]").Attr("value")
	b.leads(b.post(action, "month", month, "next", next), "/give?")
	if c.clicks(c.ada) != 2 {
		t.Error("the undo in the window does not count")
	}
}

// Protects the whole path: whoever has pressed once is not asked again after signing in and topping up,
// and the window still knows whom to answer.
func TestGive_CompletesAfterSignInAndTopUp(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	b := c.browser()
	b.leads(b.post("/give", "url", wantedURL, "title", "A post", "window", "1", "origin", "https://new.example"), "/sign-in?next=")
	link, err := c.NewCredential(t.Context(), c.cem.ID, "link", "")
	must(t, err)
	b.leads(b.post("/sign-in", "link", link), "/top-up?")
	if c.clicks(c.cem) != 0 {
		t.Fatal("a click without money")
	}
	to := b.leads(b.post("/top-up", "once", "ABCDEF", "budget", "5", "amount", "10"), "/give?")
	if c.clicks(c.cem) != 1 || !strings.Contains(to, "window=1") || !strings.Contains(to, url.QueryEscape("https://new.example")) {
		t.Errorf("after the deposit %d clicks, and the page is %s", c.clicks(c.cem), to)
	}
	if _, was, err := c.Fulfil(t.Context(), c.cem.ID); was || err != nil {
		t.Errorf("the wish is still there: %v %v", was, err)
	}
}

// opened is what Chromium sends when a press on a page of a site opens our window.
func opened(b *browser, site string) {
	for name, value := range map[string]string{"Referer": site + "/", "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate",
		"Sec-Fetch-Dest": "document", "Sec-Fetch-User": "?1"} {
		b.header.Set(name, value)
	}
}

// Protects whoever has trusted a site: it may spare her the question for its own things and by its own
// presses; whatever is not proved by the browser's headers is asked.
func TestGive_AsksUnlessProved(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	must(t, c.TrustSite(t.Context(), c.ada.ID, "new.example"))
	cases := map[string]struct {
		change func(*browser)
		path   string
		auto   bool
	}{
		"a press on the trusted site":     {func(*browser) {}, "", true},
		"no press":                        {func(b *browser) { b.header.Del("Sec-Fetch-User") }, "", false},
		"no referrer":                     {func(b *browser) { b.header.Del("Referer") }, "", false},
		"another site in its name":        {func(b *browser) { b.header.Set("Referer", "https://evil.example/") }, "", false},
		"a frame":                         {func(b *browser) { b.header.Set("Sec-Fetch-Dest", "iframe") }, "", false},
		"an old browser without headers":  {func(b *browser) { b.header.Del("Sec-Fetch-Dest"); b.header.Del("Sec-Fetch-Mode") }, "", false},
		"another site's thing":            {func(*browser) {}, "/give?window=1&origin=https://new.example&url=https://wait.example/zzz", false},
		"a plain link":                    {func(*browser) {}, "/give?origin=https://new.example&url=" + wantedURL, false},
		"an origin with something behind": {func(*browser) {}, "/give?window=1&origin=https://new.example/x&url=" + wantedURL, false},
	}
	for name, k := range cases {
		t.Run(name, func(t *testing.T) {
			b := c.as(c.ada)
			opened(b, "https://new.example")
			k.change(b)
			path := k.path
			if path == "" {
				path = "/give?window=1&origin=https://new.example&url=" + wantedURL
			}
			if auto := b.page(path).Find("[data-auto]").Length() == 1; auto != k.auto {
				t.Errorf("goes by itself: %v, want %v", auto, k.auto)
			}
		})
	}
	t.Run("asked again when she wants", func(t *testing.T) {
		b := c.as(c.ada)
		b.leads(b.post("/give/ask", "site", "new.example", "next", "/give?url="+wantedURL), "/give?")
		opened(b, "https://new.example")
		if b.page("/give?window=1&origin=https://new.example&url="+wantedURL).Find("[data-auto]").Length() != 0 {
			t.Error("she is not asked")
		}
	})
}

// Protects what she has clicked from pages that open the window to find out.
func TestGive_TellsOnlyWhatThePageMayKnow(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	b := c.as(c.ada)
	opened(b, "https://evil.example")
	click := strings.TrimPrefix(b.page("/give?url=https://bo.example/song").Find("form[action^='/clicks/']").AttrOr("action", ""), "/clicks/")
	click = strings.TrimSuffix(click, "/undo")
	for _, path := range []string{"/give?window=1&origin=https://evil.example&url=https://bo.example/song",
		"/give?window=1&origin=https://evil.example&url=https://bo.example/song&click=" + click,
		"/give?window=1&origin=https://evil.example&url=https://other.example/song&undone=1"} {
		if doc := b.page(path); doc.Find("[data-state]").Length() != 0 || doc.Find("[data-just]").Length() != 0 {
			t.Errorf("%s tells", path)
		}
	}
	opened(b, "https://bo.example")
	if b.page("/give?window=1&origin=https://bo.example&url=https://bo.example/song").Find("[data-state=clicked]").Length() != 1 {
		t.Error("a site is not told of its own thing")
	}
}

// Protects supporters from forms on other sites, from frames, and from a page that clicks without end.
func TestGive_CannotBeForged(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	b := c.as(c.ada)
	b.header.Set("Sec-Fetch-Site", "cross-site")
	if w := b.post("/give", "url", wantedURL); w.Code != 403 {
		t.Errorf("a form of another site got %d", w.Code)
	}
	b.header.Del("Sec-Fetch-Site")
	w := b.get("/give?window=1&url=" + wantedURL)
	if w.Header().Get("X-Frame-Options") != "DENY" || !strings.Contains(w.Header().Get("Content-Security-Policy"), "frame-ancestors 'none'") {
		t.Error("the window can be framed")
	}
	c.fund(c.cem, 5*money.Unit, 10*money.Unit)
	cem := c.as(c.cem)
	refused := 0
	for i := range 31 {
		if cem.post("/give", "url", wantedURL+strings.Repeat("x", i)).Code == 429 {
			refused++
		}
	}
	if refused != 1 || c.clicks(c.cem) != 30 {
		t.Errorf("%d of 31 were refused and %d counted", refused, c.clicks(c.cem))
	}
}

// Protects programs that look for a way to support a page: ours say it in the head and in the header, and
// the snippets on the button's page can be used as they are.
func TestGet_AndPaymentLinks(t *testing.T) {
	c := newTown(t, "https://obolus.example")
	w := c.browser().get("/things/lookup?url=https://new.example/a%22b")
	doc := c.browser().expect(w, 200)
	give := "https://obolus.example/give?url=" + url.QueryEscape("https://new.example/a%22b")
	if link := doc.Find("head link[rel=payment]").AttrOr("href", ""); link != give {
		t.Errorf("the page says %q", link)
	}
	if !strings.Contains(w.Header().Get("Link"), "<"+give+`>; rel="payment"`) {
		t.Errorf("the header says %q", w.Header().Get("Link"))
	}
	if doc.Find("head link[type='application/json+oembed']").Length() != 1 {
		t.Error("the button is not offered by oEmbed")
	}
	page := c.browser("Accept-Language", "en").page("/get?url=https://new.example/post&title=" + url.QueryEscape(`A "post" <b>`))
	for id, part := range map[string]string{
		"script": `<obolus-give url="https://new.example/post" title="A &#34;post&#34; &lt;b&gt;" lang="en"`, "link": `href="https://obolus.example/give?url=https%3A%2F%2Fnew.example%2Fpost"`,
		"podcast": "<podcast:funding url=", "funding-yml": `custom: ["https://obolus.example/give?`, "funding-json": `"address": "https://obolus.example/give?`,
		"hugo": "{{ .Permalink | urlquery }}", "jekyll": "| url_encode }}", "ghost": "{{encode (url absolute=", "wordpress": "rawurlencode", "print": "/qr.png?url=", "mail": "/badge.png",
	} {
		code := page.Find("section[aria-labelledby='" + id + "'] code").Text()
		if !strings.Contains(code, part) {
			t.Errorf("the snippet %s is %s", id, code)
		}
	}
}

// Protects a choice on the whole way from a button to a click: signed out → sign in → top up. What was
// ticked counts, what was emptied by who was asked counts, and where nobody asked, what she has chosen.
func TestGive_IsAsAnonymousAsSheChose(t *testing.T) {
	for name, k := range map[string]struct {
		all, signedIn bool
		box           []string
		want          bool
	}{
		"ticked before signing in":         {false, false, []string{"anonymous", "yes"}, true},
		"not ticked, hides from all":       {true, false, nil, true},
		"not ticked, hides from nobody":    {false, false, nil, false},
		"emptied before topping up":        {true, true, []string{"asked", "anonymous"}, false},
		"ticked before topping up":         {false, true, []string{"asked", "anonymous", "anonymous", "yes"}, true},
		"a form of old without a question": {true, true, nil, true},
	} {
		for _, way := range []struct {
			door     string
			database func(testing.TB) string
		}{{"/give", storetest.Ready}, {"/clicks", storetest.Ready}, {"/give", testpg.URL}} {
			t.Run(name+" at "+way.door, func(t *testing.T) {
				c := newTownOn(t, "http://localhost:8080", way.database(t))
				_, err := c.SetAnonymous(t.Context(), c.cem.ID, k.all)
				must(t, err)
				c.throughTopUp(way.door, k.signedIn, append([]string{"url", wantedURL}, k.box...))
				mine, err := c.Clicks(t.Context(), c.cem.ID, 202610)
				if err != nil || len(mine) != 1 || mine[0].Click.Anonymous != k.want {
					t.Errorf("her clicks are %+v, %v", mine, err)
				}
			})
		}
	}
}

// throughTopUp takes Cem from a form at a door to his click, by all that is asked of him on the way.
func (c *town) throughTopUp(door string, signedIn bool, form []string) {
	c.t.Helper()
	b := c.browser()
	if signedIn {
		b = c.as(c.cem)
		if b.page("/give?url="+wantedURL).Find("input[type=checkbox][name=anonymous]").Length() != 1 {
			c.t.Error("who has no funds yet is not asked")
		}
		b.leads(b.post(door, form...), "/top-up?")
	} else {
		b.leads(b.post(door, form...), "/sign-in?next=")
		link, err := c.NewCredential(c.t.Context(), c.cem.ID, "link", "")
		must(c.t, err)
		b.leads(b.post("/sign-in", "link", link), "/top-up?")
	}
	b.leads(b.post("/top-up", "once", "ABCDEF", "budget", "5", "amount", "10"), "/things/")
}
