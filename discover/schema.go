package discover

import (
	"bytes"
	"encoding/json"
	"html"
	"strings"
)

// The bounds of one JSON-LD script. encoding/json has its own for depth.
const (
	maxScript = 256 << 10 // bytes
	maxNodes  = 200       // things that are looked at to find the page's own
)

// schema reads a JSON-LD script: the thing in it that is most likely what the
// page is about.
func (p *page) schema(script []byte) {
	script = bytes.TrimRight(bytes.TrimSpace(script), ";")
	var root any
	if len(script) > maxScript || json.Unmarshal(script, &root) != nil {
		return
	}
	var best map[string]any
	var bestKind kind
	queue := []any{root}
	for i := 0; i < len(queue) && i < maxNodes; i++ {
		switch value := queue[i].(type) {
		case []any:
			queue = append(queue, value[:min(len(value), maxNodes)]...)
		case map[string]any:
			if k := kindOf(texts(value["@type"])); k.rank > bestKind.rank {
				best, bestKind = value, k
			}
			// An author or a publisher has a type too, but is not what the page is about.
			queue = append(queue, value["@graph"], value["mainEntity"])
		}
	}
	p.addNode(best, bestKind)
}

// addNode offers what a JSON-LD thing says. Nothing is in a nil one.
func (p *page) addNode(node map[string]any, k kind) {
	p.title.offer(bySchema, first(node["headline"]))
	p.title.offer(bySchema, first(node["name"]))
	p.text.offer(bySchema, first(node["description"]))
	for _, name := range []string{"image", "thumbnailUrl", "thumbnail"} {
		p.picture.offer(bySchema, p.absolute(picture(node[name])))
	}
	p.language.offer(bySchema, first(node["inLanguage"]))
	p.category.offer(bySchema, string(k.category))
	for _, keywords := range texts(node["keywords"]) {
		p.addTags(bySchema, strings.SplitN(keywords, ",", maxKept)...)
	}
}

// texts gives the text or texts of a JSON-LD value.
func texts(value any) []string {
	switch v := value.(type) {
	case string:
		return []string{html.UnescapeString(v)} // JSON needs no entities, but many write them
	case []any:
		var all []string
		for _, one := range v[:min(len(v), maxKept)] {
			if s, ok := one.(string); ok {
				all = append(all, html.UnescapeString(s))
			}
		}
		return all
	}
	return nil
}

// first gives the one text of a JSON-LD value: itself, the first of several, or
// what an object calls its value or name.
func first(value any) string {
	if object, ok := value.(map[string]any); ok {
		for _, name := range []string{"@value", "alternateName", "name"} {
			if s, ok := object[name].(string); ok {
				return html.UnescapeString(s)
			}
		}
		return ""
	}
	for _, s := range texts(value) {
		return s
	}
	return ""
}

// picture gives the address of a picture: the text, or an ImageObject's.
func picture(value any) string {
	if list, ok := value.([]any); ok && len(list) > 0 {
		value = list[0]
	}
	if object, ok := value.(map[string]any); ok {
		if address := first(object["url"]); address != "" {
			return address
		}
		return first(object["contentUrl"])
	}
	return first(value)
}
