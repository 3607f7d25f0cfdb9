package discover

import (
	"bytes"
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// inHead are the tags that do not end a head. Any other tag, or text, begins the
// body, as it does in browsers.
var inHead = words(`html head title base link meta style script noscript noframes template basefont bgsound`)

// rawTags are those whose content is text up to their end.
var rawTags = words(`title script style noscript noframes`)

// maxAttributes of a tag are looked at.
const maxAttributes = 100

// walk is where we are on a page.
type walk struct {
	*page
	head      bool
	templates int        // how deep in <template>, whose content is not on the page
	raw       string     // the raw tag that was just opened, and so whose text comes next
	rawTag    attributes // its attributes
	item      item
	scripts   int
}

// attributes of a tag; the first of a name counts.
type attributes map[string]string

func (p *page) readHTML(text []byte) {
	w := walk{page: p, head: true}
	z := html.NewTokenizer(bytes.NewReader(text))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return // the end: there is nothing else to fail in memory
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			tag := string(name)
			w.start(tag, readAttributes(z, more))
		case html.EndTagToken:
			name, _ := z.TagName()
			w.end(string(name))
		case html.TextToken:
			w.textToken(z)
		}
	}
}

func readAttributes(z *html.Tokenizer, more bool) attributes {
	if !more {
		return nil
	}
	found := attributes{}
	for range maxAttributes {
		name, value, more := z.TagAttr()
		if _, twice := found[string(name)]; !twice {
			found[string(name)] = string(value)
		}
		if !more {
			break
		}
	}
	return found
}

func (w *walk) start(tag string, a attributes) {
	w.raw = ""
	if tag == "template" {
		w.templates++
	}
	if w.templates > 0 {
		return
	}
	w.head = w.head && inHead[tag]
	if rawTags[tag] {
		w.raw, w.rawTag = tag, a
	}
	w.startItem(tag, a)
	switch tag {
	case "html":
		w.language.offer(byTag, a["lang"])
		w.language.offer(byTag, a["xml:lang"])
	case "base":
		if base, err := url.Parse(w.absolute(a["href"])); w.head && w.base == w.url && err == nil && base.Host != "" {
			w.base = base
		}
	case "meta":
		w.meta(a)
	case "link":
		w.link(a)
	}
}

func (w *walk) end(tag string) {
	w.raw = ""
	if w.templates > 0 {
		if tag == "template" {
			w.templates--
		}
		return
	}
	w.head = w.head && tag != "head"
	w.endItem(tag)
}

// maxScripts is how many JSON-LD scripts of a page are read.
const maxScripts = 20

func (w *walk) textToken(z *html.Tokenizer) {
	raw := w.raw
	w.raw = ""
	switch {
	case w.templates > 0:
	case raw == "title" && w.head:
		w.title.offer(byPlain, string(z.Text()))
	case raw == "title":
		w.title.offer(byStray, string(z.Text()))
	case raw == "script":
		if w.scripts < maxScripts && strings.HasPrefix(strings.ToLower(strings.TrimSpace(w.rawTag["type"])), "application/ld+json") {
			w.scripts++
			w.schema(z.Text())
		}
	case raw == "" && len(bytes.TrimSpace(z.Raw())) > 0:
		w.head = false
	}
}

// plainText gives the text of a piece of HTML.
func plainText(fragment string) string {
	var text strings.Builder
	z := html.NewTokenizer(strings.NewReader(fragment))
	for skip := false; ; {
		switch z.Next() {
		case html.ErrorToken:
			return text.String()
		case html.TextToken:
			if !skip {
				text.Write(z.Text())
			}
			skip = false
		case html.StartTagToken:
			name, _ := z.TagName()
			skip = rawTags[string(name)]
			text.WriteByte(' ')
		default:
			text.WriteByte(' ')
		}
	}
}

// words is the set of the words of a table.
func words(list string) map[string]bool {
	all := map[string]bool{}
	for _, word := range strings.Fields(list) {
		all[word] = true
	}
	return all
}
