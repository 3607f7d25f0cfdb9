package app_test

import (
	"slices"
	"testing"

	"obolus"
	"obolus/app"
	"obolus/money"
)

// Protects operators from not finding what they have to decide on: what is hidden from everybody else is in
// their list, with what was decided, found by words, by the address in any spelling, and by state.
func TestInspect(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ada, bob := w.supporter("Ada", 10*money.Unit, 50*money.Unit), w.creator("Bob")
		w.claim(bob, "domain:bob.example")
		song := w.click(ada, "https://bob.example/song").Thing
		tale := w.click(ada, "https://bob.example/tale").Thing
		other := w.click(ada, "https://other.example/song").Thing
		_, err := w.EditThing(t.Context(), bob.ID, song.ID, app.Edit{Title: "Ein Lied über Käse", Hidden: true})
		w.must(err)
		w.must(w.Bar(t.Context(), other.ID, true))
		w.must(w.Hold(t.Context(), other.Recipient, true))
		w.tidy(nil)
		for _, k := range []struct {
			question, only string
			before         obolus.ThingID
			limit          int
			want           []obolus.ThingID
		}{
			{"", "", 0, 9, []obolus.ThingID{other.ID, tale.ID, song.ID}},
			{"", "", 0, 2, []obolus.ThingID{other.ID, tale.ID}},
			{"", "", tale.ID, 2, []obolus.ThingID{song.ID}},
			{"käs", "", 0, 9, []obolus.ThingID{song.ID}},
			{"song", "", 0, 9, []obolus.ThingID{other.ID, song.ID}},
			{"song", "", other.ID, 9, []obolus.ThingID{song.ID}},
			{"song", app.InspectHeld, 0, 9, []obolus.ThingID{other.ID}},
			{"", app.InspectHidden, 0, 9, []obolus.ThingID{other.ID, song.ID}},
			{"", app.InspectBarred, 0, 9, []obolus.ThingID{other.ID}},
			{"http://Other.Example/song#x", "", 0, 9, []obolus.ThingID{other.ID}},
			{"other.example", "", 0, 9, []obolus.ThingID{other.ID}},
			{"https://bob.example/", "", 0, 9, []obolus.ThingID{tale.ID, song.ID}}, // of which there is none: what is below it
			{"zebra", "", 0, 9, []obolus.ThingID{}},
			{"' \" * & !", "", 0, 9, []obolus.ThingID{}},
		} {
			found, err := w.Inspect(t.Context(), k.question, k.only, k.before, k.limit)
			w.must(err)
			ids := []obolus.ThingID{}
			for _, i := range found {
				ids = append(ids, i.Thing.ID)
				barred, hidden := i.Thing.ID == other.ID, i.Thing.ID != tale.ID
				if i.Barred != barred || i.Held != barred || i.Hidden != hidden || i.Recipient.Name == "" {
					t.Errorf("%q finds %+v", k.question, i)
				}
			}
			if !slices.Equal(ids, k.want) {
				t.Errorf("%q, %q finds %v, want %v", k.question, k.only, ids, k.want)
			}
		}
	})
}
