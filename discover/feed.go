package discover

import (
	"bytes"
	"encoding/xml"
	"strings"

	"golang.org/x/net/html/charset"

	"obolus"
)

// feedRoots are the outermost elements of RSS, RSS 1.0 and Atom.
var feedRoots = words(`rss RDF feed`)

// feedSpaces are the vocabularies of the formats themselves, and "atom" where a
// feed forgot to say what its prefix means.
var feedSpaces = map[string]bool{"": true, "http://purl.org/rss/1.0/": true, "http://www.w3.org/2005/atom": true, "atom": true}

// readFeed reads the channel of a feed, up to its first entry. It reports
// whether the document is a feed at all.
func (p *page) readFeed(body []byte) bool {
	d := xml.NewDecoder(bytes.NewReader(body))
	d.Strict, d.Entity, d.CharsetReader = false, xml.HTMLEntity, charset.NewReaderLabel
	isFeed := false
	for {
		token, err := d.Token()
		if err != nil {
			return isFeed // the end, or where it stops being XML; what was read counts
		}
		start, ok := token.(xml.StartElement)
		switch {
		case !ok:
		case !isFeed:
			if !feedRoots[start.Name.Local] {
				return false
			}
			isFeed = true
			p.feed = p.url.String()
			p.language.offer(byTag, attribute(start, "lang"))
		case start.Name.Local == "item" || start.Name.Local == "entry":
			return true
		case start.Name.Local != "channel":
			p.feedElement(d, start)
		}
	}
}

// feedElement reads one element of a channel, up to its end. Elements of other
// vocabularies are left alone but for those of podcasts: media:title is not the
// feed's title.
func (p *page) feedElement(d *xml.Decoder, e xml.StartElement) {
	inside := contents(d)
	text := inside.text.String()
	space := strings.ToLower(e.Name.Space)
	if strings.Contains(space, "itunes") {
		p.podcastElement(e, text)
		return
	}
	if !feedSpaces[space] {
		return
	}
	switch e.Name.Local {
	case "title":
		p.title.offer(byGraph, plainText(text))
	case "description", "subtitle":
		p.text.offer(byGraph, plainText(text))
	case "language":
		p.language.offer(byGraph, text)
	case "category":
		p.addTags(byGraph, text, attribute(e, "term"))
	case "image":
		p.picture.offer(byGraph, p.absolute(inside.url))
	case "logo":
		p.picture.offer(byTwitter, p.absolute(text))
	case "icon":
		p.picture.offer(byPlain, p.absolute(text))
	case "link":
		p.feedLink(e, text)
	}
}

// feedLink reads RSS's <link>address</link> and Atom's <link rel href>.
func (p *page) feedLink(e xml.StartElement, text string) {
	address, rel := p.absolute(attribute(e, "href")), attribute(e, "rel")
	switch {
	case address == "":
		set(&p.canonical, p.absolute(text))
	case rel == "payment":
		p.addPayee(obolus.MarkupLink, address)
	case rel == "" || rel == "alternate":
		set(&p.canonical, address)
	}
}

func (p *page) podcastElement(e xml.StartElement, text string) {
	p.category.offer(byGraph, string(obolus.Audio))
	switch e.Name.Local {
	case "image":
		p.picture.offer(byTwitter, p.absolute(attribute(e, "href")))
	case "summary":
		p.text.offer(byTwitter, plainText(text))
	case "category":
		p.addTags(byGraph, attribute(e, "text"))
	case "keywords":
		p.addTags(byPlain, strings.SplitN(text, ",", maxKept)...)
	}
}

// content is what is inside of an element: all its text, and that of <url>.
type content struct {
	text strings.Builder
	url  string
}

// contents reads up to the end of the element that was just opened.
func contents(d *xml.Decoder) *content {
	c := &content{}
	within := ""
	for depth := 1; depth > 0; {
		token, err := d.Token()
		if err != nil {
			return c // the next token ends the feed too
		}
		switch t := token.(type) {
		case xml.StartElement:
			depth++
			within = t.Name.Local
		case xml.EndElement:
			depth--
			within = ""
		case xml.CharData:
			c.text.Write(t)
			if within == "url" {
				set(&c.url, strings.TrimSpace(string(t)))
			}
		}
	}
	return c
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
