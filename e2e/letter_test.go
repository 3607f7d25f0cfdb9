package e2e_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/chromedp/chromedp"
)

// confirms follows the link in her letter, which asks before it is used up.
func (w *walk) confirms(s *server) {
	w.Helper()
	subject, link := s.letterTo(w.T, w.who.email)
	if subject != w.who.words.letter {
		w.Errorf("the letter is about %q and not %q", subject, w.who.words.letter)
	}
	w.goes(chromedp.Navigate(link))
	w.reads("h1", w.who.words.confirm)
	w.presses(`form[action^="/confirm/"] button`)
}

var confirmLink = regexp.MustCompile(`http://\S+/confirm/\S+`)

// letterTo awaits a letter on the page that shows them in development.
func (s *server) letterTo(t *testing.T, email string) (subject, link string) {
	t.Helper()
	await(t, "a letter comes to "+email, func() bool {
		_, body := s.get("/dev/mail")
		page, err := goquery.NewDocumentFromReader(strings.NewReader(body))
		s.must(err)
		page.Find("article.letter").EachWithBreak(func(_ int, letter *goquery.Selection) bool {
			if letter.Find("bdi").Text() == email {
				subject, link = letter.Find("h2").Text(), confirmLink.FindString(letter.Find("pre").Text())
			}
			return link == ""
		})
		return link != ""
	})
	return subject, link
}
