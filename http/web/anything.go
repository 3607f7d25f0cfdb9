package web

import (
	"net/http"
	"slices"
	"strings"

	"obolus"
	"obolus/app"
	"obolus/identity"
)

// anything finds what the field "support anything" asks for: an address, a name on a platform, or a feed.
// A feed is read for people who are signed in only, since it means a request to somebody else's server.
func (d *door) anything(r *http.Request, f *frame) (app.FoundThing, error) {
	query := r.URL.Query()
	text, platform := strings.TrimSpace(query.Get("url")), query.Get("platform")
	switch {
	case platform == "feed" || platform == "" && app.LooksLikeFeed(text):
		var pages app.PageReader
		if f.Person != nil && d.Pages != nil {
			may, err := d.App.MayReadFeed(r.Context(), f.Person.ID)
			if err != nil {
				return app.FoundThing{}, err
			}
			if may {
				pages = d.Pages
			}
		}
		return d.App.LookUpFeed(r.Context(), pages, text)
	case platform != "":
		return d.App.LookUpHandle(r.Context(), platform, text)
	case strings.HasPrefix(text, "@") && !strings.Contains(text[1:], "@"):
		return app.FoundThing{}, obolus.Errorf(obolus.Invalid, "handle_platform", "choose where this name is from, or write it as @name@host")
	}
	return d.App.LookUp(r.Context(), text)
}

// platformNames are how platforms call themselves, where it is not their name with a capital.
var platformNames = map[string]string{"twitter": "Twitter / X", "github": "GitHub", "gitlab": "GitLab", "youtube": "YouTube",
	"soundcloud": "SoundCloud", "wordpress": "WordPress.com", "mastodon": "Mastodon, Fediverse",
	"tiktok": "TikTok", "hackmd": "HackMD", "producthunt": "Product Hunt"}

type platformChoice struct{ Value, Name string }

// Platforms are those that the reader can choose from beside an address, by name.
func (f *frame) Platforms() []platformChoice {
	var all []platformChoice
	for _, name := range identity.Platforms() {
		shown := platformNames[name]
		if shown == "" {
			shown = strings.ToUpper(name[:1]) + name[1:]
		}
		all = append(all, platformChoice{name, shown})
	}
	slices.SortFunc(all, func(a, b platformChoice) int {
		return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
	})
	return all
}
