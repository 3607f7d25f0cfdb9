package web_test

import (
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// Protects creators from buying a pig in a poke: everything that can be copied is shown as its readers
// will see it, and the button itself is there with a link inside for those without scripts.
func TestGet_EverythingHasAPreview(t *testing.T) {
	c := newTown(t, "https://obolus.example")
	for _, language := range []string{"en", "fr"} {
		page := c.browser("Accept-Language", language).page("/get?url=https://new.example/post&title=A+post")
		sections := page.Find("section.snippet")
		if sections.Length() != 15 {
			t.Errorf("there are %d snippets", sections.Length())
		}
		sections.Each(func(_ int, s *goquery.Selection) {
			name, mock := s.AttrOr("aria-labelledby", ""), s.Find("figure .mock")
			mock.Find("[aria-hidden]").Remove()
			if mock.Find("img[src], a[href^='/give?url=']").Length() == 0 || s.Find("figcaption").Text() == "" {
				t.Errorf("%s shows nothing of %s", language, name)
			}
			live := mock.Find("obolus-give[url='https://new.example/post'] > a[href='/give?url=https%3A%2F%2Fnew.example%2Fpost']").Length()
			if strings.Contains(s.Find("code").Text(), "<obolus-give") != (live == 1) {
				t.Errorf("%s has %d buttons to try", name, live)
			}
		})
		if page.Find("head script[src^='/give/v1-']").Length() != 1 {
			t.Error("the page does not load the button")
		}
	}
}
