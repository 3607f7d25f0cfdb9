package e2e_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// Protects people: the whole way of a supporter and of a creator over the pages, in a real browser,
// and just the same where no script may run.
func TestBrowser_SupporterAndCreator(t *testing.T) {
	for name, scripts := range map[string]bool{"with scripts": true, "without scripts": false} {
		t.Run(name, func(t *testing.T) {
			var shown struct {
				URL           string `json:"url"`
				SupporterLink string `json:"supporter_link"`
				CreatorLink   string `json:"creator_link"`
			}
			i := newInstance(t, checked, "")
			i.tmp = t.TempDir() // of the demo alone: Chromium's socket needs a shorter path
			s := i.start(&shown, &shown.URL, "demo")
			supporter := open(t, shown.URL, scripts)
			supporter.signsIn(shown.SupporterLink)
			supporter.gives()
			supporter.looksBack()
			open(t, shown.URL, scripts).signsInAsCreator(shown.CreatorLink)
			s.stop()
		})
	}
}

func (b *browser) must(err error) {
	b.Helper()
	if errors.Is(err, context.DeadlineExceeded) {
		err = fmt.Errorf("the page did not come to it: %w", err)
	}
	if err != nil {
		b.Fatal(err)
	}
}

func (b *browser) do(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	b.must(chromedp.Do(b.ctx, steps...))
}

// goes goes to a page, or does what leads to one, and checks that it is there.
func (b *browser) goes(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	response, err := chromedp.RunResponse(b.ctx, steps...)
	b.must(err)
	if response.Status != 200 {
		b.Fatalf("%s: %d", response.URL, response.Status)
	}
}

// presses presses the one button or link that the selector finds, and waits for the page behind it.
func (b *browser) presses(selector string) {
	b.Helper()
	b.goes(b.pressing(selector))
}

// count counts what a selector finds on the page.
func (b *browser) count(selector string) int {
	b.Helper()
	ids, err := chromedp.Run(b.ctx, chromedp.QueryNodeIDs(chromedp.CSSAll(selector), chromedp.AtLeast(0)))
	b.must(err)
	return len(ids)
}

// text is what people read of the first thing that a selector finds.
func (b *browser) text(selector string) string {
	b.Helper()
	text, err := chromedp.Run(b.ctx, chromedp.TextContent(chromedp.CSS(selector)))
	b.must(err)
	return strings.TrimSpace(text)
}
