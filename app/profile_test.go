package app_test

import (
	"strings"
	"testing"
	"time"

	"obolus"
	"obolus/app"
	"obolus/money"
)

// Protects money for a person: her page on this instance is her thing, however its address is written;
// other pages of the instance are nobody's, and who only gives has no page.
func TestProfile(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		w.At("https://obolus.example")
		ada, bo := w.supporter("Ada", 10*money.Unit, 50*money.Unit), w.creator("Bo")
		_, err := w.Profile(t.Context(), 0, bo.ID)
		refused(t, err, obolus.NotFound, "person_unknown")
		_, err = w.Submit(t.Context(), "https://obolus.example/people/"+itoa(bo.ID), "")
		refused(t, err, obolus.NotFound, "person_unknown")
		w.must(w.SetProfile(t.Context(), bo.ID, "I bake.", true))
		first := w.click(ada, "https://obolus.example/people/"+itoa(bo.ID)+"-bo?utm_source=x#top")
		for _, written := range []string{"http://OBOLUS.example:80/people/", "obolus.example./people/", " https://obolus.example:443/people/"} {
			again := w.click(ada, written+itoa(bo.ID)+"/")
			if again.New || again.Thing.ID != first.Thing.ID {
				t.Errorf("%s is another thing: %+v", written, again.Thing)
			}
		}
		through := w.click(ada, "https://obolus.example/things/"+itoa(first.Thing.ID))
		if through.New || first.Thing.Title != "Bo" {
			t.Errorf("the thing's page is %+v", through.Thing)
		}
		_, err = w.Click(t.Context(), app.NewClick{Person: bo.ID, Address: "https://obolus.example/people/" + itoa(bo.ID)})
		refused(t, err, obolus.Forbidden, "own_thing")
		for _, page := range []string{"", "/", "/dashboard", "/people/", "/people/x", "/things/0", "/people/-1"} {
			_, err = w.LookUp(t.Context(), "https://obolus.example"+page)
			refused(t, err, obolus.Invalid, "own_page")
		}
		list, err := w.Listed(t.Context(), app.Shelf{Person: bo.ID, Category: obolus.People}, 10)
		w.expect("Bo's things", list, err, "https://obolus.example/people/"+itoa(bo.ID))
		w.close(202610)
		if b := w.balances(bo); b.Earnings != 10*money.Unit {
			t.Errorf("Bo has %v", b)
		}
		w.must(w.SetProfile(t.Context(), bo.ID, "", false))
		_, err = w.Profile(t.Context(), ada.ID, bo.ID)
		refused(t, err, obolus.NotFound, "person_unknown")
		_, err = w.Profile(t.Context(), bo.ID, bo.ID)
		w.must(err)
		w.verified()
	})
}

// Protects who leaves: her name goes from the thing that was she, and that from every list.
func TestProfile_OfSomebodyWhoLeft(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		w.At("https://obolus.example")
		ada, bo := w.supporter("Ada", 10*money.Unit, 50*money.Unit), w.creator("Bo Unforgettable")
		w.must(w.SetProfile(t.Context(), bo.ID, "I bake.", true))
		clicked := w.click(ada, "https://obolus.example/people/"+itoa(bo.ID))
		w.tidy(nil)
		w.must(w.Leave(t.Context(), bo.ID, 0))
		w.clock.set(w.clock.now().Add(time.Hour)) // others than this process have forgotten what they knew
		w.tidy(nil)
		thing, err := w.db.Thing(t.Context(), clicked.Thing.ID)
		if err != nil || strings.Contains(thing.Title, "Bo") {
			t.Errorf("the thing is still called %q, %v", thing.Title, err)
		}
		list, err := w.Search(t.Context(), "unforgettable", 0, 10)
		w.expect("the search", list, err)
		list, err = w.Listed(t.Context(), app.Shelf{}, 10)
		w.expect("the catalogue", list, err)
		for _, reader := range []obolus.PersonID{0, ada.ID, bo.ID} {
			_, err = w.Profile(t.Context(), reader, bo.ID)
			refused(t, err, obolus.NotFound, "person_unknown")
		}
		_, err = w.LookUp(t.Context(), "https://obolus.example/people/"+itoa(bo.ID))
		refused(t, err, obolus.NotFound, "person_unknown")
	})
}
