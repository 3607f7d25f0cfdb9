package discover

import (
	"strings"

	"obolus"
)

// meta reads a <meta>. Open Graph has its name in property, the others in name,
// and pages mix them up.
func (w *walk) meta(a attributes) {
	content := a["content"]
	name := strings.ToLower(strings.TrimSpace(a["property"]))
	if name == "" {
		name = strings.ToLower(strings.TrimSpace(a["name"]))
	}
	switch name {
	case "og:title":
		w.title.offer(byGraph, content)
	case "twitter:title":
		w.title.offer(byTwitter, content)
	case "og:description":
		w.text.offer(byGraph, content)
	case "twitter:description":
		w.text.offer(byTwitter, content)
	case "description":
		w.text.offer(byPlain, content)
	case "og:image", "og:image:url", "og:image:secure_url":
		w.picture.offer(byGraph, w.absolute(content))
	case "twitter:image", "twitter:image:src":
		w.picture.offer(byTwitter, w.absolute(content))
	case "og:locale":
		w.language.offer(byLocale, content)
	case "og:type":
		w.category.offer(byGraph, string(graphCategory(content)))
	case "article:tag", "video:tag", "book:tag", "og:video:tag":
		w.addTags(byGraph, strings.SplitN(content, ",", maxKept)...)
	case "keywords":
		w.addTags(byPlain, strings.SplitN(content, ",", maxKept)...)
	}
	if strings.EqualFold(a["http-equiv"], "content-language") {
		first, _, _ := strings.Cut(content, ",")
		w.language.offer(byPlain, first)
	}
	if w.head {
		w.payeeMeta(name, content)
	}
}

// payeeMeta reads whom a page names in its head. Several names for obolus are
// written one after the other, with blanks or commas between them.
func (w *walk) payeeMeta(name, content string) {
	switch name {
	case "obolus":
		for _, one := range strings.Fields(content) {
			w.addPayee(obolus.MarkupObolus, strings.Trim(one, ","))
		}
	case "flattr:id":
		w.addPayee(obolus.MarkupFlattr, strings.TrimSpace(content))
	}
}

// graphCategory reads og:type. "website" is what everything is called that is
// nothing else, and says nothing.
func graphCategory(kind string) obolus.Category {
	kind, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(kind)), ".")
	switch kind {
	case "article", "book", "blog":
		return obolus.Texts
	case "video", "movie":
		return obolus.Videos
	case "music", "song", "album", "podcast":
		return obolus.Audio
	case "profile", "author":
		return obolus.People
	case "product", "place", "event", "game":
		return obolus.Rest
	}
	return ""
}

// feedTypes are the media types of the feeds that can be read.
var feedTypes = words(`application/rss+xml application/atom+xml`)

// link reads a <link> of the head.
func (w *walk) link(a attributes) {
	if !w.head {
		return
	}
	address := w.absolute(a["href"])
	kind := strings.ToLower(strings.TrimSpace(a["type"]))
	for _, rel := range strings.Fields(strings.ToLower(a["rel"])) {
		switch {
		case rel == "payment":
			w.addPayee(obolus.MarkupLink, address)
		case rel == "canonical":
			set(&w.canonical, address)
		case rel == "image_src":
			w.picture.offer(byPlain, address)
		case rel == "alternate" && feedTypes[kind]:
			set(&w.feed, address)
		case (rel == "alternate" || rel == "alternative") && kind == "application/json+oembed":
			set(&w.embed, address)
		}
	}
}
