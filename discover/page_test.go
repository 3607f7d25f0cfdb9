package discover_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"obolus"
	"obolus/discover"
)

const address = "https://blog.example.org/2026/post"

var source = obolus.Source{Asked: address, Found: address}

// describe parses a page of blog.example.org.
func describe(page string) obolus.Description {
	return discover.Parse(source, "text/html; charset=utf-8", []byte(page))
}

// Protects the order of doc.go: the better source wins, wherever it stands.
func TestParse_BetterMarkupWins(t *testing.T) {
	markup := []string{ // best first; each says T, D, P and K with its number
		`<meta property="og:title" content="T0"><meta property="og:description" content="D0"><meta property="og:image" content="/P0"><meta property="article:tag" content="K0">`,
		`<meta name="twitter:title" content="T1"><meta name="twitter:description" content="D1"><meta name="twitter:image" content="/P1"><meta property="article:tag" content="K1">`,
		`<script type="application/ld+json">{"@type":"Article","headline":"T2","description":"D2","image":"/P2","keywords":"K2"}</script>`,
		`<div itemscope itemtype="https://schema.org/Article"><meta itemprop="name" content="T3"><meta itemprop="description" content="D3"><link itemprop="image" href="/P3"><meta itemprop="keywords" content="K3"></div>`,
		`<title>T4</title><meta name="description" content="D4"><meta name="keywords" content="K4">`,
	}
	for i := range markup {
		rest := slices.Clone(markup[i:])
		for _, order := range []string{"as written", "reversed"} {
			d := describe(strings.Join(rest, "\n"))
			picture := fmt.Sprintf("https://blog.example.org/P%d", i)
			if i == 4 {
				picture = ""
			}
			tag := fmt.Sprintf("k%d", i)
			if i == 0 && order == "reversed" {
				tag = "k1" // both are article:tag, in the order of the page
			}
			if d.Title != fmt.Sprintf("T%d", i) || d.Text != fmt.Sprintf("D%d", i) || d.Picture != picture || d.Tags[0] != tag {
				t.Errorf("from source %d on, %s: got %+v", i, order, d)
			}
			slices.Reverse(rest)
		}
	}
}

// Protects what pages really look like.
func TestParse_ReadsAPage(t *testing.T) {
	d := describe(`<!DOCTYPE html>
		<HTML LANG="de-AT" prefix="og: https://ogp.me/ns#"><head><meta charset="utf-8">
		<base href="/assets/">
		<title>Kuchen &amp; Brot – Mein Blog</title>
		<meta property="og:title" content="Kuchen &amp; Brot">
		<meta name="Description" content=" Wie man
			b&auml;ckt. ">
		<meta property="og:type" content="article"><meta property="og:locale" content="en_US">
		<meta property="article:tag" content="Backen, Brot"><meta property="article:tag" content="backen">
		<link rel="canonical" href="https://blog.example.org/2026/post/?utm_source=feed">
		<link rel="alternate" type="application/rss+xml" href="/feed.xml"><link rel="alternate" type="application/atom+xml" href="/comments.xml">
		<link rel="stylesheet payment" href="//obolus.example.net/give?to=alice&amp;x=1">
		<meta name="obolus" content="github:alice, https://alice.example.org/"><meta name="flattr:id" content="abc123">
		<meta property="og:image" content="cake.jpg">
		</head><body>Hallo`)
	want := obolus.Description{
		Title: "Kuchen & Brot", Text: "Wie man bäckt.", Picture: "https://blog.example.org/assets/cake.jpg", Language: "de",
		Category: obolus.Texts, Canonical: address, Feed: "https://blog.example.org/feed.xml", Tags: []string{"backen", "brot"},
		Payees: []obolus.Payee{
			{Name: "https://obolus.example.net/give?to=alice&x=1", Markup: obolus.MarkupLink},
			{Name: "github:alice", Markup: obolus.MarkupObolus}, {Name: "https://alice.example.org/", Markup: obolus.MarkupObolus},
			{Name: "abc123", Markup: obolus.MarkupFlattr},
		},
	}
	if fmt.Sprintf("%+v", d) != fmt.Sprintf("%+v", want) {
		t.Errorf("got  %+v\nwant %+v", d, want)
	}
}

// Protects money from a page's readers: what they write is in the body, and so
// is what follows a head that text or another tag has ended.
func TestParse_PayeesCountInTheHeadAlone(t *testing.T) {
	const mallory = `<link rel=payment href="https://mallory.example.net/"><meta name=obolus content="github:mallory"><meta name="flattr:id" content=mallory>` +
		`<link rel=canonical href="/mallory"><link rel=alternate type="application/rss+xml" href="/mallory">`
	for name, page := range map[string]string{
		"in the body":            `<head><title>x</title></head><body>` + mallory,
		"after the head":         `<head></head>` + mallory,
		"after text":             `<head>text ` + mallory,
		"after an element":       `<title>x</title><p>` + mallory,
		"without a body tag":     `<html><h1>x</h1>` + mallory,
		"in a template":          `<head><template>` + mallory + `</template>`,
		"in nested templates":    `<head><template><template></template>` + mallory + `</template>`,
		"in a comment":           `<head><!-- ` + mallory + ` -->`,
		"in a script":            `<head><script>"` + mallory + `"</script>`,
		"in a style":             `<head><style>` + mallory + `</style>`,
		"in a noscript":          `<head><noscript>` + mallory + `</noscript>`,
		"in the title":           `<head><title>` + mallory + `</title>`,
		"in an attribute":        `<head><meta name=description content='` + mallory + `'>`,
		"in a template at last":  `<head><template>` + mallory,
		"in a textarea":          `<body><textarea>` + mallory,
		"in data of JSON":        `<head><script type="application/ld+json">{"name":"` + strings.ReplaceAll(mallory, `"`, `\"`) + `"}</script>`,
		"in a title after frame": `<frameset>` + mallory,
	} {
		d := describe(page)
		if d.Payees != nil || d.Canonical != "" || d.Feed != "" {
			t.Errorf("%s: believed %+v, %q, %q", name, d.Payees, d.Canonical, d.Feed)
		}
	}
	if d := describe(mallory); len(d.Payees) != 3 || d.Canonical == "" || d.Feed == "" {
		t.Errorf("the head of a page without tags is not read, so the above says nothing: %+v", d)
	}
}

// Protects names in all the encodings that pages are written in.
func TestParse_ReadsEncodings(t *testing.T) {
	for _, c := range []struct{ contentType, page, want string }{
		{"text/html; charset=iso-8859-1", "<title>Bl\xe4tter</title>", "Blätter"},
		{"text/html", "<meta charset=windows-1251><title>\xcf\xf0\xe8\xe2\xe5\xf2</title>", "Привет"},
		{"text/html", "<meta http-equiv=content-type content='text/html; charset=Shift_JIS'><title>\x93\xfa\x96\x7b</title>", "日本"},
		{"text/html; charset=utf-8", "<meta charset=latin1><title>日本</title>", "日本"},
		{"text/html", "\ufeff<title>日本</title>", "日本"},
		{"text/html", "\xff\xfe<\x00t\x00i\x00t\x00l\x00e\x00>\x00\xe4\x00", "ä"},
		{"text/html; charset=utf-8", "<title>b\xffad \xc3</title>", "b\ufffdad \ufffd"},
		{"text/html; charset=nonsense", "<title>plain</title>", "plain"},
		{"nonsense", "<title>مرحبا</title>", "مرحبا"},
	} {
		if got := discover.Parse(source, c.contentType, []byte(c.page)).Title; got != c.want {
			t.Errorf("%s, %q: got %q, want %q", c.contentType, c.page, got, c.want)
		}
	}
}
