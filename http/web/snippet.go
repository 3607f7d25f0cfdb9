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

// programs are id, name, place and snippet.
func (e copyist) programs() [][4]string {
	give := html.EscapeString(e.give)
	manifest, _ := json.MarshalIndent(map[string]any{"version": "v1.0.0", "funding": map[string]any{"channels": []any{
		map[string]string{"guid": "obolus", "type": "payment-provider", "address": e.give, "description": e.title}}}}, "", "  ") // texts alone
	each := func(address, title, escaped string) string {
		return e.tag(address, title, e.base+"/give?url="+escaped) + "\n" + e.loader()
	}
	return [][4]string{
		{"podcast", "Podcast", "RSS <channel>", fmt.Sprintf(`<podcast:funding url="%s">%s</podcast:funding>`, give, html.EscapeString(e.support))},
		{"feed", "RSS, Atom", "<item>, <entry>", fmt.Sprintf(`<atom:link rel="payment" type="text/html" href="%s"/>`, give)},
		{"funding-yml", "FUNDING.yml", ".github/FUNDING.yml", fmt.Sprintf("custom: [%q]", e.give)},
		{"funding-json", "funding.json", "/funding.json", string(manifest)},
		{"wordpress", "WordPress", "single.php", each(`<?php the_permalink(); ?>`, `<?php the_title_attribute(); ?>`, `<?php echo rawurlencode( get_permalink() ); ?>`)},
		{"ghost", "Ghost", "post.hbs", each(`{{url absolute="true"}}`, `{{title}}`, `{{encode (url absolute="true")}}`)},
		{"hugo", "Hugo", "layouts/_default/single.html", each(`{{ .Permalink }}`, `{{ .Title }}`, `{{ .Permalink | urlquery }}`)},
		{"jekyll", "Jekyll", "_layouts/post.html", each(`{{ page.url | absolute_url }}`, `{{ page.title | escape }}`, `{{ page.url | absolute_url | url_encode }}`)},
		{"blogger", "Blogger", "<b:includable id='post'>", fmt.Sprintf(`<a expr:href='"%s/give?url=" + data:post.url' rel='payment'>%s</a>`, e.base, html.EscapeString(e.support))},
	}
}
