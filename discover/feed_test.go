package discover_test

import (
	"fmt"
	"testing"

	"obolus"
	"obolus/discover"
)

// Protects those who paste a feed's address: it is described by its channel, in
// each of the formats, and not by its first entry.
func TestParse_ReadsFeeds(t *testing.T) {
	feed := obolus.Source{Asked: "https://example.org/feed.xml", Found: "https://example.org/feed.xml"}
	want := obolus.Description{
		Title: "Käse & Brot", Text: "All about cheese", Picture: "https://example.org/logo.png", Language: "de",
		Canonical: "https://example.org/", Feed: "https://example.org/feed.xml", Tags: []string{"food"},
	}
	podcast := want
	podcast.Category = obolus.Audio
	podcast.Payees = []obolus.Payee{{Name: "https://obolus.example.net/give?to=alice", Markup: obolus.MarkupLink}}
	for name, c := range map[string]struct {
		contentType, text string
		want              obolus.Description
	}{
		"RSS 2.0": {"application/rss+xml", `<?xml version="1.0"?><!-- hello --><rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel>
			<media:title>wrong</media:title><image><title>wrong</title><url>/logo.png</url></image><title>Käse &amp; Brot</title><link>https://example.org/</link>
			<description><![CDATA[<p>All <b>about</b><script>wrong()</script> cheese</p>]]></description><language>de-de</language><category>Food</category>
			<item><title>wrong</title></item><title>wrong</title></channel></rss>`, want},
		"RSS 1.0": {"application/rdf+xml", `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xml:lang="de"><channel>
			<items><rdf:Seq/></items><title>Käse &amp; Brot</title><link>https://example.org</link><description>All about cheese</description><category>food</category></channel>
			<image><title>wrong</title><url>/logo.png</url></image><item><title>wrong</title></item></rdf:RDF>`, want},
		"Atom in Latin-1": {"text/xml; charset=utf-8", "<?xml version='1.0' encoding='ISO-8859-1'?><feed xmlns='http://www.w3.org/2005/Atom' xml:lang='de'>" +
			"<link rel='self' href='/feed.xml'/><link href='/'/><title type='html'>K\xe4se &amp;amp; Brot</title><subtitle>All about cheese</subtitle>" +
			"<icon>/icon.png</icon><logo>/logo.png</logo><category term='food'/><entry><title>wrong</title></entry></feed>", want},
		"a podcast": {"application/xml", `<rss xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
			<title>Käse &amp; Brot</title><link>https://example.org/</link><atom:link rel="self" href="https://example.org/feed.xml"/>
			<atom:link rel="payment" href="https://obolus.example.net/give?to=alice"/><itunes:title>wrong</itunes:title><itunes:summary>All about cheese</itunes:summary>
			<itunes:image href="/logo.png"/><itunes:category text="Food"><itunes:category text="Cheese"/></itunes:category><language>de</language></channel></rss>`, podcast},
	} {
		if got := discover.Parse(feed, c.contentType, []byte(c.text)); fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", c.want) {
			t.Errorf("%s:\ngot  %+v\nwant %+v", name, got, c.want)
		}
	}
}

// Protects pages that are sent as XML, and what can be read of a broken feed.
func TestParse_ReadsOtherXML(t *testing.T) {
	page := `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="nl"><head><title>Brood</title><meta name="obolus" content="github:alice"/></head></html>`
	d := discover.Parse(source, "application/xhtml+xml", []byte(page))
	if d.Title != "Brood" || d.Language != "nl" || len(d.Payees) != 1 || d.Feed != "" {
		t.Errorf("XHTML: got %+v", d)
	}
	d = discover.Parse(source, "text/xml", []byte(`<rss><channel><title>Broken</title><link>`))
	if d.Title != "Broken" || d.Feed != address {
		t.Errorf("a feed that ends early: got %+v", d)
	}
	d = discover.Parse(source, "text/xml", []byte(`<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]><rss><channel><title>&b;&a;</title></channel></rss>`))
	if d.Title != "&b;&a;" {
		t.Errorf("a document's own entities are expanded to %q", d.Title)
	}
}
