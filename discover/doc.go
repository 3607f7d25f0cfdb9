// Package discover reads what a page says of itself, when its thing is first
// clicked. It runs no scripts and believes little: obolus.Source decides what of
// a description is kept, and whom a page may speak for.
//
// Where a page says the same twice, the first of these that is not empty counts:
//
//	title     og:title, twitter:title, JSON-LD, microdata, oEmbed, <title>
//	text      og:description, twitter:description, JSON-LD, microdata, <meta name=description>
//	picture   og:image, twitter:image, JSON-LD, microdata, oEmbed, <link rel=image_src>
//	language  <html lang>, JSON-LD, microdata, og:locale, <meta http-equiv=content-language>
//	category  JSON-LD, microdata, og:type, oEmbed
//	tags      article:tag, JSON-LD, microdata, <meta name=keywords>
//
// What is meant for sharing comes before <title>, which is often burdened with
// the site's name; among equals the first on the page counts. oEmbed costs
// another request and is asked only where title or picture are missing.
//
// Payees, the canonical URL, the feed and oEmbed's address count in the head
// alone: what readers write, comments for example, ends up in the body, and a
// site that lets a tag through there must not let money through with it.
//
// Pages are read as tokens, not as a tree, so a page costs time and memory in
// proportion to its size, of which package fetch takes a megabyte at most. An RSS
// or Atom feed given as an address is described by its channel.
package discover
