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
	"obolus/money"
)

var pictures = flag.String("pictures", "", "a folder to draw the pages into, with Chromium: every page, width and theme")

var only = flag.String("only", "", "draw only the pages with this in their name")

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
	for i, l := range liked {
		c.now = c.now.AddDate(0, 0, i%2)
		c.give(c.ada, l.address, l.title)
	}
	rich := c.person("Many Clicks")
	c.fund(rich, 20*money.Unit, 60*money.Unit)
	for i := range 500 {
		c.give(rich, fmt.Sprintf("https://site%d.example/%d", i%60, i), fmt.Sprintf("Post number %d", i))
	}
	c.shelve()
	site := httptest.NewServer(c.handler)
	defer site.Close()
	ctx := chromium(t)
	for _, shot := range []struct {
		name, path string
		as         *obolus.Person
	}{
		{"front", "/", nil}, {"dashboard", "/dashboard", &c.ada}, {"empty", "/dashboard", &c.cem}, {"many", "/dashboard", &rich},
		{"earnings", "/earnings", &c.bo}, {"statement", "/statements/2026-09", &c.ada}, {"received", "/statements/2026-09", &c.bo}, {"leave", "/account/data", &c.ada}, {"trail", fmt.Sprint("/clicks/", c.first.Click.ID), &c.ada}, {"manystatement", "/statements/2026-10", &rich},
		{"thing", fmt.Sprint("/things/", c.waits.Thing.ID), &c.cem}, {"clicked", fmt.Sprint("/things/", c.song.Thing.ID), &c.ada},
		{"topup", "/top-up?url=https://wait.example/b&title=Something+to+read", &c.cem}, {"error", "/nowhere", nil},
		{"discover", "/things", nil}, {"popular", "/popular", nil}, {"search", "/search?q=brev", nil}, {"person", fmt.Sprint("/people/", c.bo.ID), &c.ada},
		{"profile", fmt.Sprint("/people/", c.ada.ID), &c.ada}, {"edit", fmt.Sprint("/things/", c.song.Thing.ID, "/edit"), &c.bo},
		{"signin", "/sign-in", nil},
		{"give", "/give?url=https://new.example/x&title=A+post", &c.ada}, {"giving", "/give?window=1&origin=https://wait.example&url=https://wait.example/new&title=A+post", &c.ada},
		{"given", "/give?window=1&url=https://bo.example/song", &c.ada}, {"get", "/get?url=https://bo.example/song&title=Ein+Lied", nil},
		{"signup", "/sign-up", nil}, {"account", "/account", &c.ada}, {"stepup", "/account/confirm", &c.ada}, {"sent", "/sent", nil},
	} {
		for _, width := range []int64{360, 768, 1280} {
			for _, theme := range []string{"light", "dark"} {
				if !strings.Contains(shot.name, *only) {
					continue
				}
				session := ""
				if shot.as != nil {
					session = c.as(*shot.as).cookies["obolus_session"].Value
				}
				picture, scrolls := draw(t, ctx, site.URL+shot.path, session, width, theme)
				must(t, os.WriteFile(filepath.Join(*pictures, fmt.Sprintf("%s-%d-%s.png", shot.name, width, theme)), picture, 0o600))
				if shot.name == "dashboard" && width == 1280 && theme == "light" {
					top, err := chromedp.Run(ctx, chromedp.CaptureScreenshot()) // the one in the README
					must(t, err)
					must(t, os.WriteFile(filepath.Join(*pictures, "dashboard.png"), top, 0o600))
				}
				if scrolls {
					t.Errorf("%s scrolls sideways at %d", shot.name, width)
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

// draw shows a page to somebody in a window of that width, and tells whether it is wider than that.
func draw(t *testing.T, ctx context.Context, url, session string, width int64, theme string) (picture []byte, scrolls bool) {
	t.Helper()
	prepare := chromedp.Action[chromedp.Void](func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: theme}}})
		if err == nil {
			_, err = cdp.Call(ctx, target, network.SetCookie, network.SetCookieParams{Name: "obolus_session", Value: session, URL: url})
		}
		return chromedp.Void{}, err
	})
	_, err := chromedp.Run(ctx, chromedp.Steps(prepare, chromedp.EmulateViewport(width, 900), chromedp.Navigate(url)))
	must(t, err)
	scrolls, err = chromedp.Run(ctx, chromedp.Evaluate[bool](`document.documentElement.scrollWidth > window.innerWidth`))
	must(t, err)
	picture, err = chromedp.Run(ctx, chromedp.FullScreenshot(100))
	must(t, err)
	return picture, scrolls
}
