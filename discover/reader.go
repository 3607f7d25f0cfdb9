package discover

import (
	"context"
	"fmt"
	"strings"

	"obolus"
	"obolus/fetch"
)

// pageTypes are the media types that can be read, the wanted ones first.
var pageTypes = []string{
	"text/html", "application/xhtml+xml", "application/rss+xml", "application/atom+xml",
	"application/rdf+xml", "application/xml", "text/xml",
}

// Reader describes pages.
type Reader struct {
	Fetch *fetch.Client
}

// Describe reads the page at an address and, where it leaves something open, its
// oEmbed answer. The error wraps a *fetch.Error, which says whether trying later
// makes sense; a page that says nothing of itself is no error.
func (r Reader) Describe(ctx context.Context, address string) (obolus.Description, error) {
	document, err := r.page(ctx, address)
	if err != nil {
		return obolus.Description{}, fmt.Errorf("reading what a page says of itself: %w", err)
	}
	source := obolus.Source{Asked: address, Found: document.URL}
	p := read(document.URL, document.Type, document.Body)
	if p.title.value == "" || p.picture.value == "" {
		r.askEmbed(ctx, p) // that it does not answer leaves the description as good as it is
	}
	return source.Clean(p.description()), nil
}

// page gets the beginning of a page, which has its head. Canonical URLs are all
// https; where that does not work, http is good enough to be described, and no
// more (see obolus.Source).
func (r Reader) page(ctx context.Context, address string) (*fetch.Document, error) {
	document, err := r.Fetch.GetStart(ctx, address, pageTypes...)
	rest, secure := strings.CutPrefix(address, "https://")
	if secure && fetch.CodeOf(err) == fetch.CodeFailed && ctx.Err() == nil {
		if plain, err := r.Fetch.GetStart(ctx, "http://"+rest, pageTypes...); err == nil {
			return plain, nil
		}
	}
	return document, err
}
