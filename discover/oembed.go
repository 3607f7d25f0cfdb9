package discover

import (
	"context"
	"encoding/json"
	"net/url"

	"obolus"
)

// embedTypes are the media types under which oEmbed's JSON is sent.
var embedTypes = []string{"application/json", "application/json+oembed", "text/json", "text/javascript"}

// embedHosts answer for the pages of other hosts. From everybody else only the
// page's own host is asked: a page must not choose whom we make requests to.
var embedHosts = map[string]bool{
	"publish.twitter.com":      true,
	"publish.x.com":            true,
	"public-api.wordpress.com": true,
}

// embed is oEmbed's answer, as far as it describes. Its html is never looked at.
type embed struct {
	Type      string `json:"type"`
	Title     string `json:"title"`
	URL       string `json:"url"` // the picture itself, where Type is "photo"
	Thumbnail string `json:"thumbnail_url"`
}

// askEmbed completes a page by what its oEmbed address answers. It keeps quiet
// where there is none, or no answer.
func (r Reader) askEmbed(ctx context.Context, p *page) {
	u, err := url.Parse(p.embed)
	if err != nil || u.Host == "" || u.Host != p.url.Host && !embedHosts[u.Host] {
		return
	}
	document, err := r.Fetch.Get(ctx, p.embed, embedTypes...)
	if err != nil {
		return
	}
	p.addEmbed(document.Body)
}

func (p *page) addEmbed(body []byte) {
	var e embed
	if json.Unmarshal(body, &e) != nil {
		return
	}
	p.title.offer(byEmbed, e.Title)
	p.picture.offer(byEmbed, p.absolute(e.Thumbnail))
	switch e.Type {
	case "photo":
		p.picture.offer(byEmbed, p.absolute(e.URL))
		p.category.offer(byEmbed, string(obolus.Images))
	case "video":
		p.category.offer(byEmbed, string(obolus.Videos))
	}
}
