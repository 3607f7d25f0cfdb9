package discover

import (
	"mime"
	"net/url"
	"strings"

	"golang.org/x/net/html/charset"

	"obolus"
	"obolus/identity"
)

// by is the markup that says something. What is smaller is believed rather.
type by int

// The markups, as doc.go orders them; byTag is the one for language that comes
// first, and byPlain what was there before the others.
const (
	byTag by = iota
	byGraph
	byTwitter
	bySchema
	byMicrodata
	byLocale
	byEmbed
	byPlain
	byStray // <title> outside of the head
)

// choice is one answer out of several.
type choice struct {
	value string
	by    by
}

// offer takes a value if it is better than the one there.
func (c *choice) offer(b by, value string) {
	if value = strings.TrimSpace(value); value != "" && (c.value == "" || b < c.by) {
		*c = choice{value, b}
	}
}

// page is what was found so far.
type page struct {
	url  *url.URL // of the page itself
	base *url.URL // what its relative addresses are relative to

	title, text, picture, language, category choice

	tags                   map[by][]string
	canonical, feed, embed string
	payees                 []obolus.Payee
}

// maxKept bounds every list while a page is read. More than Clean keeps, since
// that drops some.
const maxKept = 50

// Parse reads a page or a feed: the bytes, their Content-Type, and where they
// came from. It never fails; hostile bytes describe nothing.
func Parse(source obolus.Source, contentType string, body []byte) obolus.Description {
	return source.Clean(read(source.Found, contentType, body).description())
}

func read(address, contentType string, body []byte) *page {
	u, err := url.Parse(address)
	if err != nil {
		u = &url.URL{}
	}
	p := &page{url: u, base: u, tags: map[by][]string{}}
	media, _, _ := mime.ParseMediaType(contentType) // "" is read as HTML, as sloppy servers mean it
	if strings.HasSuffix(media, "xml") && p.readFeed(body) {
		return p
	}
	encoding, _, _ := charset.DetermineEncoding(body, contentType)
	text, err := encoding.NewDecoder().Bytes(body)
	if err != nil {
		text = body
	}
	p.readHTML(text)
	return p
}

func (p *page) description() obolus.Description {
	d := obolus.Description{
		Title:     p.title.value,
		Text:      p.text.value,
		Picture:   p.picture.value,
		Language:  p.language.value,
		Category:  obolus.Category(p.category.value),
		Canonical: p.canonical,
		Feed:      p.feed,
		Payees:    p.payees,
	}
	for _, b := range []by{byGraph, bySchema, byMicrodata, byPlain} {
		if len(d.Tags) == 0 {
			d.Tags = p.tags[b]
		}
	}
	return d
}

func (p *page) addTags(b by, tags ...string) {
	for _, tag := range tags {
		if tag = strings.TrimSpace(tag); tag != "" && len(p.tags[b]) < maxKept {
			p.tags[b] = append(p.tags[b], tag)
		}
	}
}

func (p *page) addPayee(m obolus.Markup, name string) {
	if name != "" && len(p.payees) < maxKept {
		p.payees = append(p.payees, obolus.Payee{Name: name, Markup: m})
	}
}

// absolute gives an address of the page as others have to write it, "" for none
// and for one that is longer than any that is kept.
func (p *page) absolute(address string) string {
	address = strings.TrimSpace(address)
	if address == "" || len(address) > identity.MaxBytes {
		return ""
	}
	u, err := p.base.Parse(address)
	if err != nil {
		return ""
	}
	return u.String()
}

// set fills what is still empty.
func set(field *string, value string) {
	if *field == "" {
		*field = value
	}
}
