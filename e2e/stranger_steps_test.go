package e2e_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// walk is a stranger in one of her windows.
type walk struct {
	*browser
	who *stranger
}

// as walks with a stranger in the window that she began in.
func (who *stranger) as(t *testing.T) *walk {
	b := *who.browser
	b.T = t
	return &walk{&b, who}
}

// comesFrom is the way from the other site to a click: an account, a letter, a budget and money. The
// letter opens a tab of its own, as mail programs do.
func (w *walk) comesFrom(s *server) {
	w.Helper()
	var window *walk
	if w.scripts {
		window = &walk{w.opensWindow(), w.who}
		window.comes(`performance.now() > 2000`) // what comes too soon is not taken for a press
	} else {
		window = w
		w.do(chromedp.Navigate(w.site + "/"))
		w.presses("#plain")
	}
	window.reads("h1", w.who.words.ask)
	window.presses("#give button.give")
	window.signsUp()
	ctx, cancel := chromedp.NewContext(w.ctx)
	w.Cleanup(cancel)
	tab := &walk{w.window(ctx), w.who}
	tab.confirms(s)
	tab.paysIn()
	tab.hasClicked()
	if w.scripts {
		w.comes(buttonIs("true")) // in the page that has never been left
		window.do(chromedp.WaitVisible(chromedp.CSS("#giving[data-just]")))
		window.reads("h1", w.who.words.thanks)
		w.do(chromedp.Navigate(w.site + "/"))
		w.comes(buttonIs("true")) // the site remembers by itself
	}
}

// reads checks what she reads, that the page says in which language it is, and that it fits her screen.
func (w *walk) reads(selector, want string) {
	w.Helper()
	got := w.text(selector)
	if !strings.Contains(got, want) {
		w.Errorf("%s is %q and not %q", selector, got, want)
	}
	lang, err := chromedp.Run(w.ctx, chromedp.AttributeValue(chromedp.CSS("html"), "lang"))
	w.must(err)
	if lang.Value != w.language {
		w.Errorf("the page with %q says that it is in %q", got, lang.Value)
	}
	w.fits()
}

// writes fills a field of a form.
func (w *walk) writes(name, value string) {
	w.Helper()
	w.do(chromedp.SendKeys(chromedp.CSS(`input[name="`+name+`"]`), value))
}

func (w *walk) signsUp() {
	w.Helper()
	w.is("/sign-in")
	w.reads("h1", w.who.words.signIn)
	w.presses(`main a[href^="/sign-up"]`)
	w.reads("h1", w.who.words.signUp)
	w.writes("name", w.who.name)
	w.writes("email", w.who.email)
	w.writes("password", "fünf kühe grasen")
	w.presses(`form[action="/sign-up"] button`)
	w.is("/sent")
	w.reads("h1", w.who.words.sent)
}

// paysIn chooses a budget of her own and puts in the test provider's money.
func (w *walk) paysIn() {
	w.Helper()
	w.is("/top-up")
	w.reads("h1", w.who.words.topUp)
	w.reads(".lead", loafTitle)
	w.do(w.pressing(".choice.own label"))
	w.writes("budget_own", "3.33")
	w.do(w.pressing(`label:has(> input[name="amount"][value="20.00"])`))
	w.presses(`form[action="/top-up"] button`)
}

// hasClicked is the end of the way: the click is made, and is a slice of her cake.
func (w *walk) hasClicked() {
	w.Helper()
	if w.scripts {
		w.is("/give")
		w.reads("h1", w.who.words.thanks)
	} else {
		w.is("/things/")
		w.reads(".notice.done", w.who.words.thanks)
		w.reads(".clicked", w.who.words.clicked)
	}
	w.goes(chromedp.Navigate(w.url + "/dashboard"))
	w.reads(".figures .main dd", w.who.words.worth)
	if n := w.slices(); n != 1 {
		w.Errorf("the cake has %d slices", n)
	}
	w.reads("table.clicks", loafTitle)
	month, err := chromedp.Run(w.ctx, chromedp.AttributeValue(chromedp.CSS(`input[name="month"]`), "value"))
	w.must(err)
	w.who.month = month.Value
}

// looksBack reads the closed month and follows the click's money to its end.
func (w *walk) looksBack() {
	w.Helper()
	w.goes(chromedp.Navigate(w.url + "/statements/" + w.who.month))
	w.reads("main", w.who.words.closed)
	w.reads(".figures .main dd", w.who.words.worth)
	w.presses(`td a[href^="/clicks/"]`)
	w.is("/clicks/")
	w.reads(".kicker", w.who.words.trail)
	w.reads(".figures .main dd", w.who.words.worth)
	w.reads(".figures dd.words", w.who.words.collected)
	w.reads("main", "bo.example")
	if n := w.count("section:has(#steps) tbody tr"); n != 3 { // the pot, the escrow, Bo's earnings
		w.Errorf("the money has made %d steps: %s", n, w.text("main"))
	}
}
