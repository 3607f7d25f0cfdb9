package web_test

import (
	"context"
	"flag"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"obolus"
)

var pictures = flag.String("pictures", "", "a folder to draw the pages into, with Chromium: every page, width and theme")

var only = flag.String("only", "", "draw only the pages with this in their name")

var speaking = flag.String("speaking", "en", "the language of the pages; other than en they are drawn at the narrowest only")

// liked is a month of clicks for the pictures: titles in the scripts that people write.
var liked = []struct{ address, title string }{
	{"https://bo.example/song", "Ein Lied über Käse"}, {"https://bo.example/radio/41", "Radio Hafen, Folge 41: Der letzte Fährmann"},
	{"https://github.com/fictive-tools/lantern", "lantern: a small static site generator"}, {"https://kollektivet.example/brev/12", "Brev från kollektivet nr 12"},
	{"https://kollektivet.example/brev/13", "Brev från kollektivet nr 13"}, {"https://la-gazette.example/quartier/marche", "Le marché du quartier, un an après"},
	{"https://cuentos.example/la-lluvia", "La lluvia que no quiso caer"}, {"https://veldnotities.example/uil", "Veldnotities: de uil in de schuur"},
	{"https://mikro.example/λ", "Μικρές ιστορίες για μεγάλες πόλεις"}, {"https://piwnica.example/1", "Zapiski z małej piwnicy"},
	{"https://qissa.example/1", "حكاية المدينة والنهر"}, {"https://example.social/@mira/109", "Mira draws a lighthouse every day"},
	{"https://bo.example/tale", "The tale of the patient baker"},
}

// TestPictures draws the pages, to be looked at: go test ./http/web -run Pictures -pictures FOLDER.
func TestPictures(t *testing.T) {
	if *pictures == "" {
		t.Skip("only on demand: -pictures FOLDER")
	}
	c := newTown(t, "http://localhost:8080")
	shots := scene(c)
	site := httptest.NewServer(c.pictured())
	defer site.Close()
	ctx := chromium(t)
	sessions := map[obolus.PersonID]string{}
	for _, shot := range shots {
		if !strings.Contains(shot.name, *only) {
			continue
		}
		session := ""
		if shot.as != nil {
			if sessions[shot.as.ID] == "" {
				sessions[shot.as.ID] = c.as(*shot.as).cookies["obolus_session"].Value
			}
			session = sessions[shot.as.ID]
		}
		for _, width := range []int64{360, 768, 1280} {
			for _, theme := range []string{"light", "dark"} {
				if *speaking != "en" && (width != 360 || theme != "light") {
					continue // what may not fit does not fit there
				}
				picture, scrolls := draw(t, ctx, view{site.URL + shot.path, session, *speaking, width, theme})
				name := fmt.Sprintf("%s-%d-%s", shot.name, width, theme)
				if *speaking != "en" {
					name = fmt.Sprintf("%s-%s", shot.name, *speaking)
				}
				must(t, os.WriteFile(filepath.Join(*pictures, name+".png"), picture, 0o600))
				if scrolls != "" {
					t.Errorf("%s is too wide: %s", name, scrolls)
				}
				if *speaking == "en" && width != 768 {
					top, err := chromedp.Run(ctx, chromedp.CaptureScreenshot()) // what is seen first, for the README
					must(t, err)
					must(t, os.WriteFile(filepath.Join(*pictures, "top-"+name+".png"), top, 0o600))
				}
			}
		}
	}
}

func chromium(t *testing.T) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.Flag("disable-background-networking", true))
	allocated, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	ctx, cancel := chromedp.NewContext(allocated)
	t.Cleanup(cancel)
	return ctx
}

// view is how somebody looks at a page.
type view struct {
	url, session, language string
	width                  int64
	theme                  string
}

// wider tells which parts of a page stick out of the window, or of the box that they are in.
const wider = `document.documentElement.scrollWidth > innerWidth ? 'the page, ' + [...document.querySelectorAll('main *, header *, footer *')].filter(e => e.getBoundingClientRect().right > innerWidth && !e.closest('.scroll, pre')).map(e => e.tagName + '.' + e.className).join(' ') :
[...document.querySelectorAll('a, button, label, dd, dt, th, td, h1, h2, h3')].filter(e => !e.closest('thead') && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 1 && getComputedStyle(e).display != 'inline').map(e => e.tagName + '.' + e.className + ' ' + e.textContent.trim()).join(', ')`

// draw shows a page to somebody, and tells what of it is wider than its place.
func draw(t *testing.T, ctx context.Context, v view) (picture []byte, scrolls string) {
	t.Helper()
	prepare := chromedp.Action[chromedp.Void](func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: v.theme}}})
		for name, value := range map[string]string{"obolus_session": v.session, "obolus_language": v.language} {
			if err == nil {
				_, err = cdp.Call(ctx, target, network.SetCookie, network.SetCookieParams{Name: name, Value: value, URL: v.url})
			}
		}
		return chromedp.Void{}, err
	})
	_, err := chromedp.Run(ctx, chromedp.Steps(prepare, chromedp.EmulateViewport(v.width, 900), chromedp.Navigate(v.url)))
	must(t, err)
	scrolls, err = chromedp.Run(ctx, chromedp.Evaluate[string](wider))
	must(t, err)
	picture, err = chromedp.Run(ctx, chromedp.FullScreenshot(100))
	must(t, err)
	return picture, scrolls
}
