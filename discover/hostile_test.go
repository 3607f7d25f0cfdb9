package discover_test

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"obolus"
	"obolus/discover"
	"obolus/identity"
)

// sound checks what holds for every description, whatever was on the page.
func sound(t *testing.T, d obolus.Description) {
	t.Helper()
	for name, text := range map[string]string{"title": d.Title, "text": d.Text} {
		limit := map[string]int{"title": obolus.MaxTitle, "text": obolus.MaxText}[name]
		if !utf8.ValidString(text) || utf8.RuneCountInString(text) > limit || strings.ContainsAny(text, "\x00\n\r\u202e") {
			t.Errorf("the %s is %.100q", name, text)
		}
	}
	for _, u := range []string{d.Picture, d.Feed, d.Canonical} {
		if u == "" {
			continue
		}
		if _, err := identity.Parse(u); err != nil || !strings.HasPrefix(u, "http") {
			t.Errorf("%.100q is no public address: %v", u, err)
		}
	}
	if len(d.Language) > 3 || len(d.Tags) > obolus.MaxTags || len(d.Payees) > obolus.MaxPayees {
		t.Errorf("too much: %q, %d tags, %d payees", d.Language, len(d.Tags), len(d.Payees))
	}
	if d.Category != "" && !slices.Contains(obolus.Categories[:], d.Category) {
		t.Errorf("the category is %q", d.Category)
	}
	for _, p := range d.Payees {
		if p.Name == "" || len(p.Name) > identity.MaxBytes || !utf8.ValidString(p.Name) {
			t.Errorf("a payee is called %.100q", p.Name)
		}
	}
}

// Protects the server from pages that are made to be read slowly or endlessly.
// What is tested is that all come back, sound, with what stood before the attack,
// and for memory in proportion to the page: what is quadratic needs far more.
func TestParse_EndsOnHostilePages(t *testing.T) {
	const size = 1 << 18 // bytes
	fill := func(s string) string { return strings.Repeat(s, size/len(s)) }
	ld := func(json string) string { return `<script type="application/ld+json">` + json + `</script>` }
	for name, attack := range map[string]string{
		"depth":                 fill("<div>"),
		"depth of formatting":   fill("<b><i><a>"),
		"depth of tables":       fill("<table><tr><td>"),
		"depth of templates":    fill("<template>"),
		"depth of items":        fill("<div itemscope itemtype=https://schema.org/Article>"),
		"depth of JSON":         ld(fill("[")[:size-1000]),
		"depth of JSON objects": ld(strings.Repeat(`{"@graph":`, 20_000) + "1" + strings.Repeat("}", 20_000)),
		"width of JSON":         ld(`{"@graph":[` + strings.Repeat(`{"@type":"WebSite"},`, 10_000) + `{}]}`),
		"scripts":               fill(ld(`{"@type":"WebSite"}`)),
		"an enormous attribute": `<meta name="keywords" content="` + fill("a,") + `">`,
		"an endless attribute":  `<meta name="keywords" content="` + fill("a"),
		"attributes": `<div ` + func() string {
			var b strings.Builder
			for i := range 25_000 {
				fmt.Fprintf(&b, "a%d ", i)
			}
			return b.String()
		}() + `>`,
		"a long base": `<base href="/` + fill("a")[:size/2] + `/">` + fill(`<meta property="og:image" content=b>`)[:size/2],
		"metas":       fill(`<meta name="obolus" content="github:alice"><meta name=keywords content="a,b"><meta property="og:title">`),
		"payments": func() string {
			var b strings.Builder
			for i := range 5_000 {
				fmt.Fprintf(&b, `<link rel=payment href="/%d">`, i)
			}
			return b.String()
		}(),
		"an endless tag":         "<" + fill("a"),
		"an endless comment":     "<!--" + fill("-"),
		"an endless title":       "<title>" + fill("\u202e"),
		"an endless declaration": "<!DOCTYPE " + fill("[<!"),
		"entities":               `<meta name=description content="` + fill("&nvlt;") + `">`,
		"half entities":          `<p title="` + fill("&") + `">`,
		"zeros":                  fill("\x00"),
		"bytes that are no text": fill("\xff\xc3<"),
	} {
		before := allocated()
		d := describe(`<html lang="en"><title>Before</title><meta name="description" content="It was good."><link rel=payment href="/first">` + attack)
		if took := allocated() - before; took > 100*size {
			t.Errorf("%s: took %d bytes for a page of %d", name, took, size)
		}
		sound(t, d)
		if d.Title != "Before" || d.Text != "It was good." || d.Language != "en" || len(d.Payees) == 0 || d.Payees[0].Name != "https://blog.example.org/first" {
			t.Errorf("%s: got %.300s", name, fmt.Sprintf("%+v", d))
		}
		for _, contentType := range []string{"text/xml", "text/html; charset=utf-16", "text/html; charset=iso-2022-jp"} {
			sound(t, discover.Parse(source, contentType, []byte(attack)))
		}
	}
	feed := discover.Parse(source, "text/xml", []byte(`<rss><channel><title>Before</title>`+fill("<a>")))
	sound(t, feed)
	if feed.Title != "Before" {
		t.Errorf("a deep feed: got %+v", feed)
	}
}

// allocated counts the bytes that were ever allocated.
func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}

// FuzzParse: whatever the bytes and their type, a description is sound, and
// markup that follows a page's head names nobody.
func FuzzParse(f *testing.F) {
	f.Add("text/html", []byte(`<html lang=de><head><title>x</title><meta name=obolus content="github:alice"><link rel=canonical href=/a></head><body><p>`))
	f.Add("text/html; charset=shift_jis", []byte(`<script type="application/ld+json">{"@graph":[{"@type":"Article","name":["x"],"image":{"url":"/a"}}]}</script>`))
	f.Add("", []byte(`<div itemscope itemtype="https://schema.org/Article"><meta itemprop=name content=x><template><title></template></div>`))
	f.Add("application/rss+xml", []byte(`<?xml version="1.0" encoding="latin1"?><rss><channel><title>x</title><image><url>/a</url></image><link>/</link><item>`))
	f.Add("text/xml", []byte(`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><link rel="payment" href="/x"/><title>x</title></feed>`))
	f.Fuzz(func(t *testing.T, contentType string, body []byte) {
		sound(t, discover.Parse(source, contentType, body))
		after := append([]byte("<body>"), body...)
		if d := discover.Parse(source, "text/html; charset=utf-8", after); d.Payees != nil || d.Canonical != "" {
			t.Errorf("a body names %+v and %q", d.Payees, d.Canonical)
		}
	})
}
