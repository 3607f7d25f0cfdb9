package app_test

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"obolus"
	"obolus/app"
	"obolus/money"
)

// library is pages by address, for a reader that never leaves the test.
type library struct {
	mutex  sync.Mutex
	pages  map[string]obolus.Description
	fails  error
	read   []string
	during func()
}

func (l *library) Describe(_ context.Context, address string) (obolus.Description, error) {
	l.mutex.Lock()
	l.read = append(l.read, address)
	l.mutex.Unlock()
	if l.during != nil {
		l.during()
	}
	return obolus.Source{Asked: address, Found: address}.Clean(l.pages[address]), l.fails
}

// Picture knows no picture but those at /picture.
func (l *library) Picture(_ context.Context, address string) (obolus.Picture, error) {
	if !strings.HasSuffix(address, "/picture") {
		return obolus.Picture{}, errors.New("no picture")
	}
	return obolus.Picture{Type: "image/png", Width: 3, Height: 2, Content: []byte(address)}, nil
}

// busy is an error after which it makes sense to try again, or none.
type busy bool

func (b busy) Error() string   { return "the host is busy" }
func (b busy) Temporary() bool { return bool(b) }

// tidy does all that the background would.
func (w *world) tidy(pages app.Discoverer) {
	w.t.Helper()
	for more := pages != nil; more; {
		var err error
		more, err = w.DescribeNext(w.t.Context(), pages)
		w.must(err)
	}
	for more := true; more; {
		var err error
		more, err = w.IndexNext(w.t.Context())
		w.must(err)
	}
	w.must(w.Rank(w.t.Context()))
}

func urls(list []app.Listed) []string {
	var all []string
	for _, l := range list {
		all = append(all, l.Thing.URL)
	}
	return all
}

func (w *world) expect(what string, list []app.Listed, err error, wanted ...string) {
	w.t.Helper()
	w.must(err)
	if got := urls(list); !slices.Equal(got, wanted) {
		w.t.Errorf("%s has %q, want %q", what, got, wanted)
	}
}

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
			w.clock.t = w.clock.t.Add(time.Hour)
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
				w.clock.t = w.clock.t.Add(time.Hour)
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

// Protects the way to things: shelves narrow, pages follow each other without a gap, and the search finds
// in every script, the title's words first; what means something to a database means nothing here.
func TestCatalogue(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		pages := &library{pages: map[string]obolus.Description{
			"https://a.example/1": {Title: "黒猫の物語", Language: "ja", Category: obolus.Texts, Tags: []string{"猫"}},
			"https://a.example/2": {Title: "Чёрный ёжик", Text: "О море", Language: "ru", Category: obolus.Texts},
			"https://b.example/3": {Title: "حكاية المدينة والنهر", Language: "ar", Category: obolus.Audio, Tags: []string{"море"}},
			"https://b.example/4": {Title: "Sea", Text: "A film", Language: "en", Category: obolus.Videos},
			"https://b.example/5": {Title: "A film", Text: "Of the sea, the sea, the sea", Language: "en", Category: obolus.Videos},
		}}
		for _, n := range []string{"a.example/1", "a.example/2", "b.example/3", "b.example/4", "b.example/5"} {
			_, err := w.Submit(t.Context(), "https://"+n, "")
			w.must(err)
		}
		w.tidy(pages)
		ask := func(question string, wanted ...string) {
			t.Helper()
			list, err := w.Search(t.Context(), question, 0, 10)
			w.expect("the search for "+question, list, err, wanted...)
		}
		ask("猫", "https://a.example/1")
		ask("物語", "https://a.example/1")
		ask("ЕЖИК чер", "https://a.example/2")
		ask("المدينة", "https://b.example/3")
		ask("sea", "https://b.example/4", "https://b.example/5")
		ask("sea film the", "https://b.example/5")
		for _, nothing := range []string{"", "   ", "'", `"`, "*", `\`, "& | !", "\x00", "\xff", "zebra", "NOT sea OR zebra", "title : sea"} {
			ask(nothing)
		}
		list, err := w.Search(t.Context(), "sea", 1, 10)
		w.expect("the rest of the search", list, err, "https://b.example/5")
		list, err = w.Listed(t.Context(), app.Shelf{}, 2)
		w.expect("the first page", list, err, "https://b.example/5", "https://b.example/4")
		list, err = w.Listed(t.Context(), app.Shelf{Before: list[1].Thing.ID}, 10)
		w.expect("the second page", list, err, "https://b.example/3", "https://a.example/2", "https://a.example/1")
		list, err = w.Listed(t.Context(), app.Shelf{Category: obolus.Texts, Language: "ja", Tag: "猫"}, 10)
		w.expect("a narrow shelf", list, err, "https://a.example/1")
		list, err = w.Listed(t.Context(), app.Shelf{Tag: "' OR 1=1 --\x00"}, 10)
		w.expect("no such tag", list, err)
		languages, err := w.SpokenLanguages(t.Context())
		if err != nil || !slices.Equal(languages, []string{"ar", "en", "ja", "ru"}) {
			t.Errorf("the languages are %q, %v", languages, err)
		}
	})
}

// Protects the rankings: every span counts its own clicks, and what is new weighs more where it trends.
func TestRank(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		var people []obolus.Person
		for _, name := range []string{"Ada", "Bea", "Cem"} {
			people = append(people, w.supporter(name, 10*money.Unit, 50*money.Unit))
		}
		w.clock.t = at("2026-09-10T12:00:00Z")
		for _, p := range people {
			w.click(p, "https://old.example/")
		}
		w.close(202609)
		w.clock.t = at("2026-10-10T12:00:00Z")
		w.click(people[0], "https://lately.example/")
		w.click(people[1], "https://lately.example/")
		w.clock.t = at("2026-10-15T12:00:00Z")
		w.click(people[2], "https://new.example/")
		w.tidy(nil)
		for list, wanted := range map[app.Ranking][]string{
			app.Day: {"https://new.example/"}, app.Week: {"https://lately.example/", "https://new.example/"},
			app.OfMonth: {"https://lately.example/", "https://new.example/"}, app.Trending: {"https://new.example/", "https://lately.example/"},
			app.Ever: {"https://old.example/", "https://lately.example/", "https://new.example/"},
		} {
			got, err := w.Ranked(t.Context(), list, 0, 10)
			w.expect(string(list), got, err, wanted...)
			got, err = w.Ranked(t.Context(), list, 1, 10)
			w.expect(string(list)+" from its second place", got, err, wanted[1:]...)
		}
		w.click(people[1], "https://new.example/")
		w.must(w.Rank(t.Context()))
		got, err := w.Ranked(t.Context(), app.Day, 0, 1)
		if err != nil || got[0].Score != 1 {
			t.Errorf("it was counted again at once: %+v, %v", got, err)
		}
		w.clock.t = w.clock.t.Add(time.Hour)
		w.must(w.Rank(t.Context()))
		got, err = w.Ranked(t.Context(), app.Day, 0, 1)
		if err != nil || got[0].Score != 2 {
			t.Errorf("it was not counted again: %+v, %v", got, err)
		}
		_, err = w.Ranked(t.Context(), "year", 0, 1)
		refused(t, err, obolus.NotFound, "page_unknown")
	})
}

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

func itoa[ID ~int64](id ID) string { return strconv.FormatInt(int64(id), 10) }

// Protects who leaves: her name goes from the thing that was she, and that from every list.
func TestProfile_OfSomebodyWhoLeft(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		w.At("https://obolus.example")
		ada, bo := w.supporter("Ada", 10*money.Unit, 50*money.Unit), w.creator("Bo Unforgettable")
		w.must(w.SetProfile(t.Context(), bo.ID, "I bake.", true))
		clicked := w.click(ada, "https://obolus.example/people/"+itoa(bo.ID))
		w.tidy(nil)
		w.must(w.Leave(t.Context(), bo.ID, 0))
		w.clock.t = w.clock.t.Add(time.Hour) // others than this process have forgotten what they knew
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
