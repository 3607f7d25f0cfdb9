package app_test

import (
	"slices"
	"strings"
	"testing"

	"obolus"
	"obolus/app"
	"obolus/money"
)

// Protects the words of a link: they describe a new thing until its page is read, whose own words replace
// them one by one, they wait with a click that has no money yet, they are cleaned like a page's, and a
// thing that is there already does not take them.
func TestSaid(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ada, cem := w.supporter("Ada", 10*money.Unit, 50*money.Unit), w.creator("Cem")
		said := app.Said{Text: "Linked\x00 \u202e<words>", Category: obolus.Audio, Language: "sv_SE", Tags: []string{"#Sea", "folk", "sea"}, Hidden: true}
		known := w.click(ada, "https://known.example/")
		w.must(w.KeepWish(t.Context(), cem.ID, app.Wish{URL: "https://a.example/song", Said: said}))
		w.topUp(cem)
		song, _, err := w.Fulfil(t.Context(), cem.ID)
		w.must(err)
		quiet, err := w.Click(t.Context(), app.NewClick{Person: ada.ID, Address: "https://quiet.example/", Said: said})
		w.must(err)
		_, err = w.Click(t.Context(), app.NewClick{Person: cem.ID, Address: "https://known.example/", Said: said})
		w.must(err)
		check := func(what string, id obolus.ThingID, text string, c obolus.Category, language, tags string, hidden bool) {
			t.Helper()
			a, err := w.About(t.Context(), id)
			if err != nil || a.Text != text || a.Category != c || a.Language != language || strings.Join(a.Tags, " ") != tags || a.Hidden != hidden {
				t.Errorf("%s is %+v, %v", what, a, err)
			}
		}
		check("a new thing", song.Thing.ID, "Linked <words>", obolus.Audio, "sv", "folk sea", true)
		check("a thing that was there", known.Thing.ID, "", obolus.Rest, "", "", false)
		pages := &library{pages: map[string]obolus.Description{"https://a.example/song": {Text: "Waves.", Tags: []string{"water"}, Category: obolus.Texts}}}
		w.tidy(pages)
		if !slices.Contains(pages.read, "https://a.example/song") {
			t.Errorf("only %q were read", pages.read)
		}
		check("a page that describes itself", song.Thing.ID, "Waves.", obolus.Texts, "sv", "water", false)
		check("one that does not", quiet.Thing.ID, "Linked <words>", obolus.Audio, "sv", "folk sea", false)
		list, err := w.Search(t.Context(), "linked", 0, 10)
		w.expect("the search", list, err, "https://quiet.example/") // hidden by a link it was until its page had been read
	})
}
