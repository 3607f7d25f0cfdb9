package web

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/http"
	"time"
)

// The three formats of a feed. The encoders escape what strangers wrote, and XML's replaces characters
// that no XML document may have.

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
	Type string `xml:"type,attr,omitempty"`
}

type atomTerm struct {
	Term string `xml:"term,attr"`
}

type atomEntry struct {
	Language  string   `xml:"xml:lang,attr,omitempty"`
	ID        string   `xml:"id"`
	Title     string   `xml:"title"`
	Updated   string   `xml:"updated"`
	Published string   `xml:"published"`
	Author    string   `xml:"author>name"`
	Link      atomLink `xml:"link"`
	Category  atomTerm `xml:"category"`
	Summary   string   `xml:"summary,omitempty"`
}

type atomFeed struct {
	XMLName  xml.Name    `xml:"feed"`
	Space    string      `xml:"xmlns,attr"`
	Language string      `xml:"xml:lang,attr"`
	ID       string      `xml:"id"`
	Title    string      `xml:"title"`
	Updated  string      `xml:"updated"`
	Links    []atomLink  `xml:"link"`
	Entries  []atomEntry `xml:"entry"`
}

// atom writes RFC 4287.
func (f feed) atom() ([]byte, error) {
	document := atomFeed{Space: "http://www.w3.org/2005/Atom", Language: f.Language, ID: f.Self, Title: f.Title, Updated: f.Updated.Format(time.RFC3339),
		Links: []atomLink{{"self", f.Self, "application/atom+xml"}, {"alternate", f.Home, "text/html"}}}
	for _, e := range f.Entries {
		at := e.Published.Format(time.RFC3339)
		document.Entries = append(document.Entries, atomEntry{Language: e.Language, ID: e.ID, Title: e.Title, Updated: at, Published: at,
			Author: e.Author, Link: atomLink{"alternate", e.Link, "text/html"}, Category: atomTerm{e.Category}, Summary: e.Text})
	}
	return writeXML(document)
}

type rssItem struct {
	Title       string `xml:"title"`
	Link        string `xml:"link"`
	GUID        string `xml:"guid"`
	Published   string `xml:"pubDate"`
	Author      string `xml:"dc:creator"`
	Category    string `xml:"category"`
	Description string `xml:"description,omitempty"`
}

type rssFeed struct {
	XMLName     xml.Name  `xml:"rss"`
	Version     string    `xml:"version,attr"`
	Atom        string    `xml:"xmlns:atom,attr"`
	Creator     string    `xml:"xmlns:dc,attr"`
	Title       string    `xml:"channel>title"`
	Link        string    `xml:"channel>link"`
	Self        atomLink  `xml:"channel>atom:link"`
	Description string    `xml:"channel>description"`
	Language    string    `xml:"channel>language"`
	Built       string    `xml:"channel>lastBuildDate"`
	Items       []rssItem `xml:"channel>item"`
}

// rss writes RSS 2.0.
func (f feed) rss() ([]byte, error) {
	document := rssFeed{Version: "2.0", Atom: "http://www.w3.org/2005/Atom", Creator: "http://purl.org/dc/elements/1.1/",
		Title: f.Title, Link: f.Home, Self: atomLink{"self", f.Self, "application/rss+xml"}, Description: f.Title, Language: f.Language,
		Built: f.Updated.Format(http.TimeFormat)}
	for _, e := range f.Entries {
		document.Items = append(document.Items, rssItem{Title: e.Title, Link: e.Link, GUID: e.ID, Published: e.Published.Format(http.TimeFormat),
			Author: e.Author, Category: e.Category, Description: e.Text})
	}
	return writeXML(document)
}

func writeXML(document any) ([]byte, error) {
	body, err := xml.Marshal(document)
	if err != nil {
		return nil, fmt.Errorf("writing a feed: %w", err)
	}
	return append([]byte(xml.Header), body...), nil
}

type jsonAuthor struct {
	Name string `json:"name"`
}

type jsonItem struct {
	ID        string       `json:"id"`
	URL       string       `json:"url"`
	Title     string       `json:"title"`
	Text      string       `json:"content_text"`
	Published time.Time    `json:"date_published"`
	Authors   []jsonAuthor `json:"authors"`
	Tags      []string     `json:"tags"`
	Language  string       `json:"language,omitempty"`
}

type jsonFeed struct {
	Version  string     `json:"version"`
	Title    string     `json:"title"`
	Home     string     `json:"home_page_url"`
	Self     string     `json:"feed_url"`
	Language string     `json:"language"`
	Items    []jsonItem `json:"items"`
}

// json writes JSON Feed 1.1.
func (f feed) json() ([]byte, error) {
	document := jsonFeed{Version: "https://jsonfeed.org/version/1.1", Title: f.Title, Home: f.Home, Self: f.Self, Language: f.Language, Items: []jsonItem{}}
	for _, e := range f.Entries {
		document.Items = append(document.Items, jsonItem{ID: e.ID, URL: e.Link, Title: e.Title, Text: e.Text, Published: e.Published,
			Authors: []jsonAuthor{{e.Author}}, Tags: []string{e.Category}, Language: e.Language})
	}
	body, err := json.Marshal(document)
	if err != nil {
		return nil, fmt.Errorf("writing a feed: %w", err)
	}
	return body, nil
}
