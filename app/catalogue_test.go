package app_test

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"obolus"
	"obolus/app"
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

func itoa[ID ~int64](id ID) string { return strconv.FormatInt(int64(id), 10) }
