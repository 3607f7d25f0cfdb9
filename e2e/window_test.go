package e2e_test

import (
	"context"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// browser is a window on an instance.
type browser struct {
	*testing.T
	ctx context.Context
	url string
	visitor
}

// visitor is how somebody comes to the pages.
type visitor struct {
	scripts  bool
	language string // that her browser asks for; "" for its own
	phone    bool   // a small screen, and fingers
	site     string // the origin of another site where she begins; "" for none
}

// browserTime bounds a whole visit, so that a page that never comes ends the test with a reason.
const browserTime = 3 * time.Minute

// open opens a browser. It fails on requests to any other host, and on what the browser complains of.
func open(t *testing.T, url string, scripts bool) *browser {
	t.Helper()
	return openAs(t, url, visitor{scripts: scripts})
}

// openAs opens a browser as that of a visitor.
func openAs(t *testing.T, url string, v visitor) *browser {
	t.Helper()
	path := chromium(t)
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, // root has none
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true))
	if v.language != "" {
		options = append(options, chromedp.Flag("accept-lang", v.language))
	}
	bounded, cancel := context.WithTimeout(t.Context(), browserTime)
	t.Cleanup(cancel)
	allocated, cancel := chromedp.NewExecAllocator(bounded, options...)
	t.Cleanup(cancel)
	ctx, cancel := chromedp.NewContext(allocated)
	t.Cleanup(cancel)
	b := (&browser{T: t, url: url, visitor: v}).window(ctx)
	b.scripted(v.scripts)
	return b
}

// window is a window of the same browser, watched as every one is.
func (b *browser) window(ctx context.Context) *browser {
	b.Helper()
	w := *b
	w.ctx = ctx
	w.do(func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, target, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !w.scripts})
		if err == nil {
			_, err = cdp.Call(ctx, target, network.Enable, network.EnableParams{})
		}
		return chromedp.Void{}, err
	})
	if w.phone {
		w.do(chromedp.EmulateViewport(phoneWidth, phoneHeight, chromedp.EmulateMobile, chromedp.EmulateTouch, chromedp.EmulatePortrait))
	}
	w.must(chromedp.Listen(ctx, func(event any) {
		if sent, ok := event.(*network.EventRequestWillBeSent); ok && !w.knows(sent.Request.URL) {
			w.Errorf("a page asks a third party: %s", sent.Request.URL)
		}
	}))
	return &w
}

// knows tells whether an address is the instance's, or of the site where the visitor begins.
func (b *browser) knows(address string) bool {
	return strings.HasPrefix(address, b.url+"/") || strings.HasPrefix(address, "data:") || b.site != "" && strings.HasPrefix(address, b.site+"/")
}

// scripted checks that the browser runs scripts, or that it does not.
func (b *browser) scripted(scripts bool) {
	b.Helper()
	b.do(chromedp.Navigate("data:text/html,<title>quiet</title><script>document.title='scripted'</script>"))
	title, err := chromedp.Run(b.ctx, chromedp.Title())
	b.must(err)
	if (title == "scripted") != scripts {
		b.Fatalf("scripts shall run: %v, and the page is %s", scripts, title)
	}
}

// chromium is where the browser is, or the end of the test.
func chromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		path, err := exec.LookPath(name)
		if err == nil {
			return path
		}
	}
	if os.Getenv("CI") == "true" {
		t.Fatal("there is no chromium, and with CI=true the pages must be tested: run make test")
	}
	t.Skip("no chromium: make test installs it")
	return ""
}
