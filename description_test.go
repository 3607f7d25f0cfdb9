package obolus_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"obolus"
)

var own = obolus.Source{Asked: "https://example.org/post", Found: "https://example.org/post"}

// Protects pages and the database from what strangers write about themselves.
func TestSource_CleansWhatIsShown(t *testing.T) {
	d := own.Clean(obolus.Description{
		Title: "\u202eevil\n title\xff", Text: " one\r\n\ttwo\x00 " + strings.Repeat("ä", 2000), Category: "sports",
		Tags: append([]string{" #Go ", "go", "", "#", strings.Repeat("x", 41), "BÄR", "two\nlines"}, strings.Split("a b c d e f g h i j k", " ")...),
	})
	if d.Title != "evil title" {
		t.Errorf("the title is %q", d.Title)
	}
	if !strings.HasPrefix(d.Text, "one two ää") || !strings.HasSuffix(d.Text, "ä…") || utf8.RuneCountInString(d.Text) != obolus.MaxText {
		t.Errorf("the text has %d characters: %.40q", utf8.RuneCountInString(d.Text), d.Text)
	}
	if want := []string{"go", "bär", "two lines", "a", "b", "c", "d", "e", "f", "g"}; !slices.Equal(d.Tags, want) {
		t.Errorf("the tags are %q, want %q", d.Tags, want)
	}
	if d.Category != "" {
		t.Errorf("the category is %q", d.Category)
	}
	for tag, want := range map[string]string{
		"de": "de", "de-AT": "de", "en_US": "en", " pt-BR ": "pt", "zh-Hant-TW": "zh", "gsw": "gsw", "und": "", "und-US": "", "": "",
		"english": "", "e": "", "de; DROP": "", "x-private": "", strings.Repeat("de-", 1000): "",
	} {
		if got := own.Clean(obolus.Description{Language: tag}).Language; got != want {
			t.Errorf("the language %.20q is read as %q, want %q", tag, got, want)
		}
	}
}

// Protects the networks of those who look at a page from the pictures that it
// names, and from links that are none.
func TestSource_KeepsPublicAddressesOnly(t *testing.T) {
	for said, want := range map[string]string{
		"https://Example.org:443/a%20b/?utm_source=x#top": "https://example.org/a%20b/?utm_source=x",
		"http://bücher.example/ä":                         "http://xn--bcher-kva.example/%C3%A4",
		"http://[2a00::1]:8080/":                          "http://[2a00::1]:8080/",
		"javascript:alert(1)":                             "", "data:image/png;base64,AA": "", "/relative.png": "", "//example.org/a": "", "": "",
		"http://192.168.1.1/reboot": "", "http://localhost/": "", "http://0x7f.1/": "", "https://a:b@example.org/": "", "https:///a": "", "http://[::1]/": "",
		"https://example.org/" + strings.Repeat("a", 3000): "",
	} {
		d := own.Clean(obolus.Description{Picture: said, Feed: said})
		if d.Picture != want || d.Feed != want {
			t.Errorf("%.40q became %q and %q, want %q", said, d.Picture, d.Feed, want)
		}
	}
}

// Protects everybody's money from pages that speak for others: by a redirect that
// anybody can cause, by http on which anybody can write, by another's address.
func TestSource_BelievesAPageAboutItsOwnHostOnly(t *testing.T) {
	payees := []obolus.Payee{{Name: "github:alice", Markup: obolus.MarkupObolus}}
	for _, c := range []struct {
		name         string
		asked, found string
		believed     bool
	}{
		{"itself", "https://example.org/a", "https://example.org/a", true},
		{"another page of its host", "https://example.org/a", "https://example.org/b", true},
		{"with and without www", "https://example.org/a", "https://www.example.org/a", true},
		{"http that led to https", "http://example.org/a", "https://example.org/a", true},
		{"its default port", "https://example.org/a", "https://example.org:443/a", true},
		{"an open redirect", "https://victim.example.org/to?mallory.example.net", "https://mallory.example.net/", false},
		{"a subdomain", "https://example.org/a", "https://user.example.org/a", false},
		{"the domain above", "https://user.example.org/a", "https://example.org/a", false},
		{"another port", "https://example.org/a", "https://example.org:8443/a", false},
		{"http", "http://example.org/a", "http://example.org/a", false},
		{"nowhere", "", "", false},
	} {
		source := obolus.Source{Asked: c.asked, Found: c.found}
		d := source.Clean(obolus.Description{Payees: payees, Canonical: c.found})
		if slices.Equal(d.Payees, payees) != c.believed || (d.Canonical != "") != c.believed {
			t.Errorf("%s: payees %v, canonical %q; believed should be %v", c.name, d.Payees, d.Canonical, c.believed)
		}
	}
}

// Protects clicks from being moved to somebody else's thing.
func TestSource_CanonicalStaysWithItsMaker(t *testing.T) {
	for _, c := range []struct{ page, said, want string }{
		{"https://example.org/a?id=7", "https://example.org/a/", "https://example.org/a"},
		{"https://example.org/a", "http://www.example.org/a?utm_source=x", "https://www.example.org/a"},
		{"https://example.org/a", "https://example.net/a", ""},
		{"https://example.org/a", "https://blog.example.org/a", ""},
		{"https://example.org/a", "/a", ""},
		{"https://github.com/alice/x", "https://github.com/alice/y", "https://github.com/alice/y"},
		{"https://github.com/alice/x", "https://github.com/bob/x", ""},
		{"https://social.example.org/@alice/1", "https://social.example.org/@bob/1", ""},
	} {
		source := obolus.Source{Asked: c.page, Found: c.page}
		if got := source.Clean(obolus.Description{Canonical: c.said}).Canonical; got != c.want {
			t.Errorf("%s says that it is %s: got %q, want %q", c.page, c.said, got, c.want)
		}
	}
}

// Protects whoever reads payees: few, each once, none cut in half.
func TestSource_KeepsWholePayees(t *testing.T) {
	named := []obolus.Payee{
		{Name: " github:alice ", Markup: obolus.MarkupObolus}, {Name: "github:alice", Markup: obolus.MarkupObolus},
		{Name: "ab\ncd", Markup: obolus.MarkupFlattr}, {Name: strings.Repeat("a", 300), Markup: obolus.MarkupFlattr}, {Markup: obolus.MarkupFlattr},
		{Name: "https://pay.example.net/give?to=" + strings.Repeat("a", 300), Markup: obolus.MarkupLink},
		{Name: "payto://iban/DE02", Markup: obolus.MarkupLink}, {Name: "http://10.0.0.1/", Markup: obolus.MarkupLink},
	}
	got := own.Clean(obolus.Description{Payees: named}).Payees
	if len(got) != 2 || got[0].Name != "github:alice" || got[1] != named[5] {
		t.Errorf("got %+v", got)
	}
	var many []obolus.Payee
	for i := range 100 {
		many = append(many, obolus.Payee{Name: strings.Repeat("a", i+1), Markup: obolus.MarkupFlattr})
	}
	if got := own.Clean(obolus.Description{Payees: many}).Payees; len(got) != obolus.MaxPayees || got[0].Name != "a" {
		t.Errorf("got %d payees, want the first %d", len(got), obolus.MaxPayees)
	}
}
