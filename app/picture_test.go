package app_test

import (
	"testing"

	"obolus"
	"obolus/app"
	"obolus/money"
)

// Protects readers and creators: a thing shows its page's picture where it is in sight, and only there;
// what is taken out of sight loses it for good, and none comes after that; a page is described though its
// picture cannot be had.
func TestPicture(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ada := w.supporter("Ada", 9*money.Unit, 50*money.Unit)
		song, mute, late := w.click(ada, "https://a.example/song"), w.click(ada, "https://a.example/mute"), w.click(ada, "https://a.example/late")
		hidden := w.click(ada, "https://b.example/hidden")
		bob := w.creator("Bob")
		w.claim(bob, "domain:b.example")
		w.must(w.Bar(t.Context(), late.Thing.ID, true))
		described := obolus.Description{Text: "Waves.", Picture: "https://cdn.example/picture"}
		w.tidy(&library{pages: map[string]obolus.Description{"https://a.example/song": described, "https://a.example/late": described,
			"https://b.example/hidden": described, "https://a.example/mute": {Text: "Waves.", Picture: "https://cdn.example/gone"}}})
		_, err := w.EditThing(t.Context(), bob.ID, hidden.Thing.ID, app.Edit{Text: "Waves.", Hidden: true})
		w.must(err)
		shown := func(id obolus.ThingID) app.Shown {
			t.Helper()
			s, err := w.PictureOf(t.Context(), id)
			w.must(err)
			return s
		}
		s := shown(song.Thing.ID)
		p, err := w.Picture(t.Context(), song.Thing.ID, s.Mark)
		if err != nil || string(p.Content) != "https://cdn.example/picture" || p.Type != "image/png" || s.Mark != p.Mark() || s.Width != 3 || s.Height != 2 {
			t.Errorf("the picture is %+v, %+v, %v", s, p, err)
		}
		_, err = w.Picture(t.Context(), song.Thing.ID, "0123456789abcdef")
		refused(t, err, obolus.NotFound, "page_unknown")
		if a, err := w.About(t.Context(), mute.Thing.ID); err != nil || a.Text != "Waves." || shown(mute.Thing.ID).Mark != "" {
			t.Errorf("a page whose picture cannot be had is %+v, %v", a, err)
		}
		if list, err := w.Listed(t.Context(), app.Shelf{}, 10); err != nil || len(list) != 2 || list[0].Picture != "" || list[1].Picture != s.Mark {
			t.Errorf("the list is %+v, %v", list, err)
		}
		w.must(w.Bar(t.Context(), song.Thing.ID, true))
		for _, id := range []obolus.ThingID{song.Thing.ID, late.Thing.ID, hidden.Thing.ID} {
			if shown(id).Mark != "" {
				t.Errorf("thing %d shows a picture", id)
			}
		}
		_, err = w.Picture(t.Context(), song.Thing.ID, s.Mark)
		refused(t, err, obolus.NotFound, "page_unknown")
		_, err = w.Picture(t.Context(), hidden.Thing.ID, s.Mark)
		refused(t, err, obolus.NotFound, "page_unknown")
		for _, id := range []obolus.ThingID{song.Thing.ID, late.Thing.ID} {
			w.must(w.Bar(t.Context(), id, false))
			if shown(id).Mark != "" {
				t.Errorf("the picture of thing %d is back", id)
			}
		}
	})
}
