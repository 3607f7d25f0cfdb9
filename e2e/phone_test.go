package e2e_test

import (
	"fmt"

	"github.com/chromedp/chromedp"
)

// A phone, in CSS pixels: the narrowest that many people still have.
const phoneWidth, phoneHeight = 360, 740

// leastTarget is what a finger has to hit at least, in CSS pixels each way (WCAG 2.2, 2.5.8).
const leastTarget = 24

// unfit lists what does not fit a phone: a page that scrolls sideways, with what sticks out of it, and
// controls that are too small. Words that say what a box is for can be pressed too.
const unfit = `(() => {
	const list = [], root = document.documentElement;
	if (root.scrollWidth > %[1]d || innerWidth > %[1]d) {
		list.push("it is " + root.scrollWidth + " wide");
		for (const e of document.body.querySelectorAll("*")) if (!e.closest(".scroll") && e.getBoundingClientRect().right > %[1]d + 0.5) list.push("sticks out: " + e.outerHTML.slice(0, 80));
	}
	const roots = [document, ...[...document.querySelectorAll("*")].map(e => e.shadowRoot).filter(Boolean)];
	for (const control of roots.flatMap(r => [...r.querySelectorAll("button, select, textarea, input:not([type=hidden])")])) {
		if (!control.checkVisibility()) continue;
		const box = (["radio", "checkbox"].includes(control.type) && control.closest("label") || control).getBoundingClientRect();
		if (box.width < %[2]d || box.height < %[2]d) list.push(Math.round(box.width) + "x" + Math.round(box.height) + ": " + control.outerHTML.slice(0, 80));
	}
	return list;
})()`

// fits checks, on a phone, that the page needs no scrolling sideways and that fingers hit its controls.
func (b *browser) fits() {
	b.Helper()
	if !b.phone {
		return
	}
	problems, err := chromedp.Run(b.ctx, chromedp.Evaluate[[]string](fmt.Sprintf(unfit, phoneWidth, leastTarget)))
	b.must(err)
	at, err := chromedp.Run(b.ctx, chromedp.Location())
	b.must(err)
	for _, problem := range problems {
		b.Errorf("%s does not fit a phone: %s", at, problem)
	}
}

// pressing is a press of the mouse, or on a phone of a finger.
func (b *browser) pressing(selector string) chromedp.Action[chromedp.Void] {
	if b.phone {
		return chromedp.Tap(chromedp.CSS(selector))
	}
	return chromedp.Click(chromedp.CSS(selector))
}
