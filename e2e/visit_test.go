package e2e_test

import (
	"strings"

	"github.com/chromedp/chromedp"
)

// signsIn follows a sign-in link, which asks before it is used up, to the dashboard.
func (b *browser) signsIn(link string) {
	b.Helper()
	b.goes(chromedp.Navigate(link))
	b.presses(`form[action="/sign-in"] button`)
	b.is("/dashboard")
}

// is checks which page this is.
func (b *browser) is(path string) {
	b.Helper()
	at, err := chromedp.Run(b.ctx, chromedp.Location())
	b.must(err)
	at, _, _ = strings.Cut(at, "?")
	if !strings.HasPrefix(at, b.url+path) {
		b.Fatalf("this is %s and not %s", at, path)
	}
}

// gives looks up something that nobody has clicked on yet, clicks on it, sees the cake grow, and takes
// it back.
func (b *browser) gives() {
	b.Helper()
	before := b.slices()
	b.do(chromedp.SendKeys(chromedp.CSS("#url"), "https://Example.org/a-new-thing?utm_source=mail"))
	b.presses("form.lookup button")
	if address := b.text(".address"); address != "example.org/a-new-thing" {
		b.Errorf("the thing's address is shown as %q", address)
	}
	if b.scripts {
		b.comes(`performance.now() > 2000`) // what comes too soon is not taken for a press
	}
	b.presses("button.give")
	b.is("/things/")
	if b.count("button.give") != 0 || b.count(".clicked") != 1 || b.count(".notice.problem") != 0 {
		b.Error("the thing's page does not say that she has clicked")
	}
	b.goes(chromedp.Navigate(b.url + "/dashboard"))
	if after := b.slices(); after != before+1 {
		b.Errorf("the cake had %d slices and has %d after a click", before, after)
	}
	b.presses(`table.clicks tbody tr:first-child button`) // the newest click is the first
	b.is("/dashboard")
	if after := b.slices(); after != before {
		b.Errorf("the cake had %d slices and has %d after click and undo", before, after)
	}
}

// slices counts the slices of the cake, which has one for each click in the table and says so in words.
func (b *browser) slices() int {
	b.Helper()
	slices, rows := b.count("svg.cake .slices path"), b.count("table.clicks tbody tr")
	if slices != rows || slices == 0 || b.text("#cake-desc") == "" {
		b.Errorf("the cake has %d slices for %d clicks, described as %q", slices, rows, b.text("#cake-desc"))
	}
	return slices
}

// looksBack reads last month's statement.
func (b *browser) looksBack() {
	b.Helper()
	b.goes(chromedp.Navigate(b.url + "/statements"))
	b.presses("ul.list li:nth-child(2) a")
	b.is("/statements/")
	if b.count("#given") != 1 || b.count("section table tbody tr") == 0 || !strings.Contains(b.text(".figures .main dd"), "€") {
		b.Errorf("last month's statement says %q", b.text("main"))
	}
}

// signsInAsCreator reads what was earned, month by month and click by click.
func (b *browser) signsInAsCreator(link string) {
	b.Helper()
	b.signsIn(link)
	b.goes(chromedp.Navigate(b.url + "/earnings"))
	if b.count("svg.bars rect") == 0 || !strings.Contains(b.text(".figures .main dd"), "€") {
		b.Errorf("the earnings say %q", b.text("main"))
	}
	b.presses("section table tbody tr:last-child th a") // months come newest first: this one is closed
	b.is("/statements/")
	if b.count("#received") != 1 || b.count("#received-clicks") != 1 {
		b.Errorf("the creator's statement says %q", b.text("main"))
	}
}
