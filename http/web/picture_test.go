package web_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"obolus"
)

// gallery is other people's pages, all of which say the same.
type gallery struct{ says obolus.Description }

func (g gallery) Describe(_ context.Context, address string) (obolus.Description, error) {
	return obolus.Source{Asked: address, Found: address}.Clean(g.says), nil
}

func (g gallery) Picture(context.Context, string) (obolus.Picture, error) {
	var out bytes.Buffer
	m := image.NewNRGBA(image.Rect(0, 0, 320, 200))
	for y := range 200 { // a sun over the sea
		for x := range 320 {
			c := color.NRGBA{uint8(250 - y/3), uint8(200 - y/2), 120, 255}
			if y > 130 {
				c = color.NRGBA{40, uint8(90 + y/4), 130, 255}
			} else if (x-220)*(x-220)+(y-90)*(y-90) < 1600 {
				c = color.NRGBA{255, 240, 190, 255}
			}
			m.SetNRGBA(x, y, c)
		}
	}
	err := png.Encode(&out, m)
	return obolus.Picture{Type: "image/png", Width: 320, Height: 200, Content: out.Bytes()}, err
}

func thingAddress(id obolus.ThingID) string { return fmt.Sprint("/things/", id) }

// discovered has all pages read.
func (c *town) discovered(g gallery) {
	c.t.Helper()
	for more := true; more; {
		var err error
		more, err = c.DescribeNext(c.t.Context(), g)
		must(c.t, err)
	}
}

// Protects readers of pages with strangers' pictures: they come from us alone, cannot be anything else
// than pictures, have room kept for them, and are gone when the thing is out of sight.
func TestThing_ShowsItsPicture(t *testing.T) {
	c := newTown(t, "https://obolus.example")
	c.discovered(gallery{obolus.Description{Picture: "https://cdn.example/x.png"}})
	b := c.browser("Accept-Language", "en")
	found, err := c.LookUp(t.Context(), "https://bo.example/tale")
	must(t, err)
	tale := found.Thing.ID
	doc := b.page(thingAddress(tale))
	img := doc.Find("img.shown")
	path := img.AttrOr("src", "")
	if !strings.HasPrefix(path, thingAddress(tale)+"/picture/") || img.AttrOr("alt", "") != "Picture from bo.example" || img.AttrOr("width", "") != "320" || img.AttrOr("height", "") != "200" {
		t.Errorf("the thing's picture is %v", img.Nodes)
	}
	if got := doc.Find("meta[property='og:image']").AttrOr("content", ""); got != "https://obolus.example"+path {
		t.Errorf("others are told of %s", got)
	}
	w := b.get(path)
	h := w.Header()
	if w.Code != 200 || h.Get("Content-Type") != "image/png" || h.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(h.Get("Content-Security-Policy"), "sandbox") ||
		!strings.Contains(h.Get("Cache-Control"), "public") || h.Get("Set-Cookie") != "" || !strings.HasPrefix(w.Body.String(), "\x89PNG") {
		t.Errorf("the picture is %d %v", w.Code, h)
	}
	for _, list := range []string{"/things", "/popular?span=ever", fmt.Sprint("/people/", c.bo.ID)} {
		if n := b.page(list).Find("ul.things img.shown[src='" + path + "'][alt=''][width][height]").Length(); n != 1 {
			t.Errorf("%s shows it %d times", list, n)
		}
	}
	for _, wrong := range []string{path[:len(path)-1] + "x", path + "%00", "/things/1/picture/0123456789abcdef", thingAddress(tale) + "/picture/"} {
		if w := b.get(wrong); w.Code != http.StatusNotFound {
			t.Errorf("%s gives %d", wrong, w.Code)
		}
	}
	bo, edit := c.as(c.bo), thingAddress(tale)+"/edit"
	if bo.page(edit).Find("input[type=checkbox][name=picture][value=no]").Length() != 1 {
		t.Error("its creator cannot take it away")
	}
	bo.leads(bo.post(edit, "title", "A tale"), thingAddress(tale))
	b.expect(b.get(path), http.StatusOK)
	bo.leads(bo.post(edit, "title", "A tale", "picture", "no"), thingAddress(tale))
	if w := b.get(path); w.Code != http.StatusNotFound || b.page(thingAddress(tale)).Find("img.shown").Length() != 0 || bo.page(edit).Find("[name=picture]").Length() != 0 {
		t.Errorf("taken away, the picture gives %d", w.Code)
	}
}

// Protects the instance and its readers from pictures that nobody may show.
func TestPicture_IsGoneWithItsThing(t *testing.T) {
	c := newTown(t, "https://obolus.example")
	c.discovered(gallery{obolus.Description{Picture: "https://cdn.example/x.png"}})
	b, thing := c.browser(), c.waits.Thing.ID
	path := b.page(thingAddress(thing)).Find("img.shown").AttrOr("src", "/none")
	b.expect(b.get(path), http.StatusOK)
	must(t, c.Bar(t.Context(), thing, true))
	if w := b.get(path); w.Code != http.StatusNotFound {
		t.Errorf("barred, the picture gives %d", w.Code)
	}
}

// Protects creators from being taken for others, and money from pages: whom a page names is told as a hint
// while nobody has claimed the thing, as text, and not where it is clear who gets paid.
func TestThing_TellsWhomItsPageNames(t *testing.T) {
	c := newTown(t, "https://obolus.example")
	c.discovered(gallery{obolus.Description{Payees: []obolus.Payee{{Name: "github:<b>alice", Markup: obolus.MarkupObolus}, {Name: "github:alice", Markup: obolus.MarkupObolus},
		{Name: "https://pay.example/me", Markup: obolus.MarkupLink}, {Name: "abc", Markup: obolus.MarkupFlattr}}}})
	b := c.browser("Accept-Language", "en")
	named := b.page(thingAddress(c.waits.Thing.ID)).Find(".named")
	if got := named.Find("bdi").Map(func(_ int, s *goquery.Selection) string { return s.Text() }); strings.Join(got, "|") != "github:<b>alice|alice (github)|pay.example/me|abc (Flattr)" ||
		named.Find("a, b").Length() != 0 || !strings.Contains(named.Text(), "only a hint") {
		t.Errorf("the page names %q: %s", got, named.Text())
	}
	if b.page(thingAddress(c.song.Thing.ID)).Find(".named").Length() != 0 {
		t.Error("a claimed thing names others")
	}
}
