package discover_test

import (
	"testing"

	"obolus"
)

// Protects a thing from being called after its author, its publisher or the
// picture beside it: of all that a page lists, one is what it is about.
func TestParse_FindsWhatJSONLDIsAbout(t *testing.T) {
	for name, c := range map[string]struct {
		json, title string
		category    obolus.Category
	}{
		"a work": {`{"@type":"NewsArticle","headline":"A &amp; B","name":"n","author":{"@type":"Person","name":"Alice"},"publisher":{"@type":"Organization","name":"P"}}`, "A & B", obolus.Texts},
		"a graph": {`{"@graph":[{"@type":"WebSite","name":"S"},{"@type":"Person","name":"Alice"},{"@type":"ImageObject","name":"I"},
			{"@type":"WebPage","name":"W"},{"@type":["Thing","https://schema.org/PodcastEpisode"],"name":"E"},{"@type":"BreadcrumbList","name":"B"}]}`, "E", obolus.Audio},
		"a page and a picture":  {`[{"@type":"ImageObject","name":"I"},{"@type":"WebPage","name":"W"}]`, "W", ""},
		"a person":              {`{"@type":"Person","name":"Alice"}`, "Alice", obolus.People},
		"a profile":             {`{"@type":"ProfilePage","mainEntity":{"@type":"Person","name":"Alice"},"name":"Alice's profile"}`, "Alice's profile", obolus.People},
		"a picture":             {`{"@type":"http://schema.org/ImageObject","name":"I"}`, "I", obolus.Images},
		"software":              {` {"@type":"SoftwareSourceCode","name":{"@value":"obolus","@language":"en"}};`, "obolus", obolus.Software},
		"something else":        {`{"@type":"Event","name":["First","Second"]}`, "First", obolus.Rest},
		"the first of equals":   {`[{"@type":"VideoObject","name":"V"},{"@type":"Article","name":"A"}]`, "V", obolus.Videos},
		"a type we do not know": {`{"@type":"Organization","name":"P"}`, "fallback", ""},
		"no JSON":               {`{"@type":"Article","name":"A"`, "fallback", ""},
		"other JSON":            {`[[1,null,{"@type":7,"name":{}},"x"],{"@type":["Article",3]}]`, "fallback", obolus.Texts},
	} {
		d := describe(`<title>fallback</title><script type="Application/LD+JSON; charset=utf-8">` + c.json + `</script>`)
		if d.Title != c.title || d.Category != c.category {
			t.Errorf("%s: got %q, %q; want %q, %q", name, d.Title, d.Category, c.title, c.category)
		}
	}
}

// Protects pictures and languages in the shapes that JSON-LD gives them.
func TestParse_ReadsJSONLDValues(t *testing.T) {
	for json, picture := range map[string]string{
		`"image":"/a.png"`:                               "https://blog.example.org/a.png",
		`"image":["https://i.example.org/1","/2"]`:       "https://i.example.org/1",
		`"image":{"@type":"ImageObject","url":"/a.png"}`: "https://blog.example.org/a.png",
		`"image":[{"contentUrl":"/a.png"}]`:              "https://blog.example.org/a.png",
		`"image":{"@id":"#primary"},"thumbnailUrl":"/t"`: "https://blog.example.org/t",
		`"image":[],"thumbnail":null`:                    "",
		`"image":"http://127.0.0.1/a.png"`:               "",
	} {
		d := describe(`<script type="application/ld+json">{"@type":"Article",` + json + `,"inLanguage":"fr-FR","keywords":["Un","Deux"]}</script>`)
		if d.Picture != picture || d.Language != "fr" || len(d.Tags) != 2 {
			t.Errorf("%s: got %+v, want the picture %q", json, d, picture)
		}
	}
}

// Protects a video from being called after its channel, as YouTube's markup
// would have it.
func TestParse_ReadsMicrodataOfTheThingItself(t *testing.T) {
	for name, page := range map[string]string{
		"with a thing inside": `<div itemscope itemtype="http://schema.org/VideoObject">
			<span itemprop="author" itemscope itemtype="http://schema.org/Person"><span><link itemprop="name" content="Channel"></span></span>
			<meta itemprop="name" content="Video"><link itemprop="thumbnailUrl" href="/v.jpg"></div><meta itemprop="name" content="Outside">`,
		"in a page of its own": `<html itemscope itemtype="https://schema.org/WebPage"><body><div itemscope itemtype="https://schema.org/VideoObject">
			<img itemprop="image" src="/v.jpg"><div itemprop="publisher" itemscope><div></div><meta itemprop="name" content="P"></div><meta itemprop="name headline" content="Video">`,
		"beside a footer": `<div itemscope itemtype="https://schema.org/VideoObject"><meta itemprop="name" content="Video"><meta itemprop="image" content="/v.jpg"></div>
			<footer itemscope itemtype="https://schema.org/Person"><meta itemprop="name" content="Alice"></footer>`,
	} {
		d := describe(page)
		if d.Title != "Video" || d.Picture != "https://blog.example.org/v.jpg" || d.Category != obolus.Videos {
			t.Errorf("%s: got %+v", name, d)
		}
	}
}
