package discover

import (
	"html"
	"strings"
)

// voidTags have no end, and so cannot hold a thing's properties.
var voidTags = words(`area base br col embed hr img input link meta source track wbr`)

// item is the microdata thing that we are in. What it says is read from
// attributes alone, where YouTube and most templates have it; reading what
// elements contain would need a tree.
type item struct {
	kind
	open element // the thing's own
	skip element // a thing inside of it, whose name is not its name
}

// element is an open element. Its end is found by counting its tag.
type element struct {
	tag   string
	depth int // 0 is no element
}

func (e *element) start(tag string) {
	if e.depth > 0 && e.tag == tag {
		e.depth++
	}
}

func (e *element) end(tag string) {
	if e.depth > 0 && e.tag == tag {
		e.depth--
	}
}

func (w *walk) startItem(tag string, a attributes) {
	i := &w.item
	if !voidTags[tag] {
		i.open.start(tag)
		i.skip.start(tag)
	}
	if i.skip.depth > 0 {
		return
	}
	property := a["itemprop"]
	if _, scope := a["itemscope"]; scope && !voidTags[tag] {
		k := kindOf(strings.Fields(a["itemtype"]))
		switch {
		case (i.open.depth == 0 || property == "" || property == "mainEntity") && k.rank > i.rank:
			i.kind, i.open = k, element{tag, 1}
			w.category.offer(byMicrodata, string(k.category))
		case i.open.depth > 0:
			i.skip = element{tag, 1}
		}
		return
	}
	if i.open.depth > 0 {
		w.property(property, a)
	}
}

func (w *walk) endItem(tag string) {
	w.item.open.end(tag)
	w.item.skip.end(tag)
}

// property offers what an attribute says about the open thing.
func (w *walk) property(names string, a attributes) {
	text, address := html.UnescapeString(a["content"]), a["content"]
	for _, name := range []string{"href", "src"} {
		if address == "" {
			address = a[name]
		}
	}
	for _, name := range strings.Fields(names) {
		switch name {
		case "headline", "name":
			w.title.offer(byMicrodata, text)
		case "description":
			w.text.offer(byMicrodata, text)
		case "image", "thumbnailUrl":
			w.picture.offer(byMicrodata, w.absolute(address))
		case "inLanguage":
			w.language.offer(byMicrodata, text)
		case "keywords":
			w.addTags(byMicrodata, strings.SplitN(text, ",", maxKept)...)
		}
	}
}
