package button_test

import (
	"net/url"
	"strconv"
	"testing"

	"github.com/chromedp/chromedp"

	"obolus"
)

// words are what Flattr's links said of a thing beside its address and title.
var words = map[string]string{"description": "About it", "language": "sv_SE", "tags": "sea,folk", "category": "audio", "hidden": "1"}

// Protects what old links say of their things: all of it reaches the page that decides what to believe.
func TestFlattr_KeepsTheWords(t *testing.T) {
	s := newStall(t)
	to, err := url.Parse(s.get("/submit/auto?user_id=bo&amp;url=https://bo.example/1&amp;description=About+it&amp;language=sv_SE&amp;tags=sea,folk&amp;category=audio&amp;hidden=1&button=compact", 302).Header().Get("Location"))
	must(t, err)
	for name, want := range words {
		if got := to.Query().Get(name); got != want {
			t.Errorf("%s is %q", name, got)
		}
	}
	if to.Query().Has("button") || to.Query().Has("user_id") {
		t.Errorf("it leads to %s", to)
	}
}

// Protects what old buttons say of theirs, in rel or rev, in attributes, in the call and in the loader's address.
func TestBrowser_OldMarkupKeepsTheWords(t *testing.T) {
	s := newStreet(t)
	s.visit(`<a class="FlattrButton" href="https://bo.example/1" rel="flattr;uid:bo;category:audio;tags:sea,folk;hidden:1;" data-flattr-language="sv_SE"> About it </a>
		<script src="` + s.instance + `/js/0.6/load.js?mode=auto&category=text"></script>`)
	s.poll(s.ctx, `document.querySelectorAll("obolus-give").length === 1 && !!document.querySelector("obolus-give").shadowRoot`)
	_, err := chromedp.Run(s.ctx, chromedp.Evaluate[bool](`FlattrLoader.render({url: "https://bo.example/2", title: "Two", description: "About two"}, document.body, "append"), true`))
	must(t, err)
	for i, want := range []map[string]string{words, {"description": "About two", "category": "text", "title": "Two", "hidden": "", "url": "https://bo.example/2"}} {
		opened, err := chromedp.Run(s.ctx, chromedp.Evaluate[string](`(() => { let opened = ""; window.open = url => { opened = url; return null };
			document.querySelectorAll("obolus-give")[`+strconv.Itoa(i)+`].shadowRoot.querySelector("button").click(); return opened })()`))
		must(t, err)
		to, err := url.Parse(opened)
		must(t, err)
		for name, value := range want {
			if got := to.Query().Get(name); got != value {
				t.Errorf("button %d says %s is %q, want %q", i, name, got, value)
			}
		}
	}
}

// Protects the same where the button works in place: what it says is what a new thing is described by.
func TestBrowser_InPlaceKeepsTheWords(t *testing.T) {
	s := inPlace(t, `<script>document.getElementById("two").said = {description: "About it", tags: "sea,folk", category: "audio"}</script>`)
	s.placed("two")
	two := s.inFrame("https://bo.example/2", "lang=de")
	s.rests("#two", two)
	s.do(s.ctx, chromedp.Click(chromedp.CSS("#two")))
	s.poll(two, `document.querySelector("button").textContent === "Zurücknehmen"`)
	found, err := s.LookUp(t.Context(), "https://bo.example/2")
	must(t, err)
	about, err := s.About(t.Context(), found.Thing.ID)
	if err != nil || about.Text != "About it" || len(about.Tags) != 2 || about.Category != "audio" {
		t.Errorf("it is %+v, %v", about, err)
	}
}

// Protects the same by a link that an old page has: a browser tells the page that decides where it came from, on
// the whole way, or nothing of it would be believed.
func TestBrowser_OldLinkKeepsTheWords(t *testing.T) {
	s := newStreet(t)
	s.site = s.sited("bo.example")
	s.visit(`<a id="link" href="` + s.instance + `/submit/auto?user_id=bo&url=https://bo.example/9&title=Nine&description=About+it&tags=sea,folk&category=audio">x</a>`)
	s.do(s.ctx, chromedp.Click(chromedp.CSS("#link")))
	s.arrives(`location.pathname === "/give" && performance.now() > 2000`) // what comes too soon is not taken for a press
	s.do(s.ctx, chromedp.Click(chromedp.CSS("#give button.give")))
	s.arrives(`location.search.includes("click=")`)
	found, err := s.LookUp(t.Context(), "https://bo.example/9")
	must(t, err)
	about, err := s.About(t.Context(), found.Thing.ID)
	must(t, err)
	if about.Text != "About it" || about.Category != obolus.Audio || len(about.Tags) != 2 {
		t.Errorf("of it is known %+v", about)
	}
}
