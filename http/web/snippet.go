package web

import (
	"encoding/json"
	"fmt"
	"html"
)

// copyist writes snippets for other programs.
type copyist struct {
	base, give, escaped, address, title string
	support, language                   string // the word on the button, and its language
	script, integrity                   string
}

// size reserves the button's place, so that nothing moves when the script has come.
const size = "display:inline-block;width:11.5rem;height:2.75rem"

// element is the button with its script; where that does not run it is a link.
func (e copyist) element() string {
	return e.tag(html.EscapeString(e.address), html.EscapeString(e.title), html.EscapeString(e.give)) + "\n" + e.loader()
}

func (e copyist) tag(address, title, give string) string {
	return fmt.Sprintf(`<obolus-give url="%s" title="%s" lang="%s" style="%s"><a href="%s" rel="payment">%s</a></obolus-give>`,
		address, title, e.language, size, give, html.EscapeString(e.support))
}

func (e copyist) loader() string {
	return fmt.Sprintf(`<script async src="%s%s" integrity="%s" crossorigin="anonymous"></script>`, e.base, e.script, e.integrity)
}

func (e copyist) link() string {
	return fmt.Sprintf(`<a href="%s" rel="payment">%s</a>`, html.EscapeString(e.give), html.EscapeString(e.support))
}

func (e copyist) badge() string {
	return fmt.Sprintf(`<a href="%s" rel="payment"><img src="%s/badge.svg?lang=%s&amp;url=%s" alt="%s" height="28"></a>`,
		html.EscapeString(e.give), e.base, e.language, html.EscapeString(e.escaped), html.EscapeString(e.support))
}

func (e copyist) mail() string {
	return fmt.Sprintf(`<a href="%s"><img src="%s/badge.png" alt="%s" width="140" height="40"></a>`, html.EscapeString(e.give), e.base, html.EscapeString(e.support))
}

func (e copyist) head() string {
	return fmt.Sprintf(`<link rel="payment" type="text/html" href="%s" title="%s">`, html.EscapeString(e.give), html.EscapeString(e.title))
}

// programs are snippets for other people's programs; each hint is still the place to put it into.
func (e copyist) programs() []snippet {
	give := html.EscapeString(e.give)
	manifest, _ := json.MarshalIndent(map[string]any{"version": "v1.0.0", "funding": map[string]any{"channels": []any{
		map[string]string{"guid": "obolus", "type": "payment-provider", "address": e.give, "description": e.title}}}}, "", "  ") // texts alone
	each := func(address, title, escaped string) string {
		return e.tag(address, title, e.base+"/give?url="+escaped) + "\n" + e.loader()
	}
	return []snippet{
		{ID: "podcast", Name: "Podcast", Hint: "RSS <channel>", Look: lookPodcast, Code: fmt.Sprintf(`<podcast:funding url="%s">%s</podcast:funding>`, give, html.EscapeString(e.support))},
		{ID: "feed", Name: "RSS, Atom", Hint: "<item>, <entry>", Look: lookFeed, Code: fmt.Sprintf(`<atom:link rel="payment" type="text/html" href="%s"/>`, give)},
		{ID: "funding-yml", Name: "FUNDING.yml", Hint: ".github/FUNDING.yml", Look: lookRepository, Code: fmt.Sprintf("custom: [%q]", e.give)},
		{ID: "funding-json", Name: "funding.json", Hint: "/funding.json", Look: lookDirectory, Code: string(manifest)},
		{ID: "wordpress", Name: "WordPress", Hint: "single.php", Look: lookPost, Code: each(`<?php the_permalink(); ?>`, `<?php the_title_attribute(); ?>`, `<?php echo rawurlencode( get_permalink() ); ?>`)},
		{ID: "ghost", Name: "Ghost", Hint: "post.hbs", Look: lookPost, Code: each(`{{url absolute="true"}}`, `{{title}}`, `{{encode (url absolute="true")}}`)},
		{ID: "hugo", Name: "Hugo", Hint: "layouts/_default/single.html", Look: lookPost, Code: each(`{{ .Permalink }}`, `{{ .Title }}`, `{{ .Permalink | urlquery }}`)},
		{ID: "jekyll", Name: "Jekyll", Hint: "_layouts/post.html", Look: lookPost, Code: each(`{{ page.url | absolute_url }}`, `{{ page.title | escape }}`, `{{ page.url | absolute_url | url_encode }}`)},
		{ID: "blogger", Name: "Blogger", Hint: "<b:includable id='post'>", Look: lookPlainPost, Code: fmt.Sprintf(`<a expr:href='"%s/give?url=" + data:post.url' rel='payment'>%s</a>`, e.base, html.EscapeString(e.support))},
	}
}
