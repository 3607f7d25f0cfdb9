package app_test

import (
	"errors"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"obolus"
	"obolus/app"
	"obolus/money"
)

// Protects discovery: a page names and describes its thing, once, and never says who gets paid.
func TestDescribe(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ada := w.supporter("Ada", 10*money.Unit, 50*money.Unit)
		pages := &library{pages: map[string]obolus.Description{"https://a.example/song": {
			Title: "A song\x00 of\u202e the sea", Text: "Waves.", Language: "sv-SE", Category: obolus.Audio, Tags: []string{"#Sea", "sea", "folk"},
			Payees: []obolus.Payee{{Name: "github:mallory", Markup: obolus.MarkupObolus}},
		}, "https://b.example/x": {Title: "Theirs", Text: "Theirs"}}}
		song := w.click(ada, "https://a.example/song")
		named, err := w.Submit(t.Context(), "https://b.example/x", "Mine")
		w.must(err)
		w.tidy(pages)
		found, err := w.Thing(t.Context(), song.Thing.ID)
		w.must(err)
		about, err := w.About(t.Context(), song.Thing.ID)
		w.must(err)
		if found.Thing.Title != "A song of the sea" || found.Recipient.Name != "domain:a.example" || about.Text != "Waves." ||
			about.Language != "sv" || about.Category != obolus.Audio || !slices.Equal(about.Tags, []string{"folk", "sea"}) || about.DescribedAt.IsZero() {
			t.Errorf("the song is %+v, %+v", found, about)
		}
		other, err := w.Thing(t.Context(), named.ID)
		if err != nil || other.Thing.Title != "Mine" {
			t.Errorf("a title that was there is now %q, %v", other.Thing.Title, err)
		}
		w.tidy(pages)
		if len(pages.read) != 2 {
			t.Errorf("the pages read are %q", pages.read)
		}
	})
}

// Protects other people's servers, and the queue: a page that fails is tried again a few times, later
// each time; one that will never succeed is left at once; a restart forgets nothing.
func TestDescribe_GivesUp(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		_, err := w.Submit(t.Context(), "https://slow.example/", "")
		w.must(err)
		slow := &library{fails: busy(true)}
		for range 200 {
			w.tidy(slow)
			w.clock.set(w.clock.now().Add(time.Hour))
		}
		if len(slow.read) != 5 {
			t.Errorf("a busy host was asked %d times", len(slow.read))
		}
		for name, fails := range map[string]error{"refused": busy(false), "unknown": errors.New("no page")} {
			_, err = w.Submit(t.Context(), "https://gone.example/"+name, "")
			w.must(err)
			gone := &library{fails: fails}
			for range 20 {
				w.tidy(gone)
				w.clock.set(w.clock.now().Add(time.Hour))
			}
			if len(gone.read) != 1 {
				t.Errorf("%s: the page was asked for %d times", name, len(gone.read))
			}
		}
	})
}

// Protects other people's servers from being asked by everybody at once: however many processes look,
// each page is read by one.
func TestDescribe_Once(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		for i := range 20 {
			_, err := w.Submit(t.Context(), "https://new.example/"+strconv.Itoa(i), "")
			w.must(err)
		}
		other := app.New(w.db, w.clock.now)
		pages := &library{}
		var all sync.WaitGroup
		for i := range 6 {
			reader := []*app.App{w.App, other}[i%2]
			all.Go(func() {
				for range 20 {
					_, err := reader.DescribeNext(t.Context(), pages)
					if err != nil {
						t.Error(err)
					}
				}
			})
		}
		all.Wait()
		slices.Sort(pages.read)
		if len(pages.read) != 20 || len(slices.Compact(pages.read)) != 20 {
			t.Errorf("%d pages were read: %q", len(pages.read), pages.read)
		}
	})
}

// Protects a creator's words: nobody else writes them, and her page does not overwrite them, not even
// where it is being read while she writes.
func TestEditThing(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		bo, eve := w.creator("Bo"), w.creator("Eve")
		thing, err := w.Submit(t.Context(), "https://bo.example/tale", "")
		w.must(err)
		_, err = w.EditThing(t.Context(), bo.ID, thing.ID, app.Edit{Title: "Early"})
		refused(t, err, obolus.Forbidden, "not_yours")
		w.claim(bo, "domain:bo.example")
		_, err = w.EditThing(t.Context(), eve.ID, thing.ID, app.Edit{Title: "Stolen"})
		refused(t, err, obolus.Forbidden, "not_yours")
		_, err = w.EditThing(t.Context(), 0, thing.ID, app.Edit{Title: "Stolen"})
		refused(t, err, obolus.Forbidden, "not_yours")
		pages := &library{pages: map[string]obolus.Description{thing.URL: {Title: "The page's", Text: "The page's"}}}
		pages.during = func() {
			_, err := w.EditThing(t.Context(), bo.ID, thing.ID, app.Edit{Title: "Bo's tale", Text: "Of bread.", Category: obolus.Texts, Tags: []string{"Bread"}})
			w.must(err)
		}
		w.tidy(pages)
		found, err := w.Thing(t.Context(), thing.ID)
		w.must(err)
		about, err := w.About(t.Context(), thing.ID)
		if err != nil || found.Thing.Title != "Bo's tale" || about.Text != "Of bread." || !about.Edited {
			t.Errorf("the tale is %+v, %+v, %v", found.Thing, about, err)
		}
		list, err := w.Search(t.Context(), "bread bo", 0, 10)
		w.expect("the search", list, err, thing.URL)
		_, err = w.EditThing(t.Context(), bo.ID, thing.ID, app.Edit{Hidden: true})
		w.must(err)
		w.tidy(nil)
		for _, shelf := range []app.Shelf{{}, {Person: bo.ID}} {
			list, err = w.Listed(t.Context(), shelf, 10)
			w.expect("a list of hidden things", list, err)
		}
		list, err = w.Search(t.Context(), "bo.example", 0, 10)
		w.expect("a search for hidden things", list, err)
	})
}
