package app

import (
	"context"
	"slices"
	"sync"
	"time"

	"obolus"
)

type catalogueReader interface {
	// Listed returns the newest things of a shelf. Unshelved things are not among them.
	Listed(ctx context.Context, s Shelf, limit int) ([]Listed, error)
	// Ranked returns what stands behind a place of a ranking, in order.
	Ranked(ctx context.Context, list Ranking, after int64, limit int) ([]Listed, error)
	// Found returns the things that have all these words (obolus.WantedWords), the best first, without
	// the first ones.
	Found(ctx context.Context, words []string, without, limit int) ([]Listed, error)
	// SpokenLanguages are those of all things that can be listed.
	SpokenLanguages(ctx context.Context) ([]string, error)
}

// Listed is a thing in the catalogue.
type Listed struct {
	Thing     obolus.Thing
	Recipient obolus.Recipient
	Text      string
	Category  obolus.Category
	Language  string
	Picture   string // its mark, "" where there is none
	Score     int64  // of a ranking: clicks, of Trending points
	Place     int64  // of a ranking, from 1; places of hidden things are missing
}

// Shelf is what a list of things is about; what is empty does not narrow it.
type Shelf struct {
	Category obolus.Category
	Language string
	Tag      string
	Person   obolus.PersonID // who gets what is given
	Before   obolus.ThingID  // where the page before ended
}

// Listed returns the newest things of a shelf, at most limit (keyset pagination by Shelf.Before).
func (a *App) Listed(ctx context.Context, s Shelf, limit int) ([]Listed, error) {
	if !storable(s.Tag) || !storable(s.Language) {
		return nil, nil
	}
	return a.store.Listed(ctx, s, limit)
}

// Ranked returns the things of a ranking behind a place, as they were counted last.
func (a *App) Ranked(ctx context.Context, list Ranking, after int64, limit int) ([]Listed, error) {
	if !slices.Contains(Rankings, list) {
		return nil, obolus.Errorf(obolus.NotFound, "page_unknown", "there is no such list")
	}
	return a.store.Ranked(ctx, list, after, limit)
}

// foundMost bounds how far a search can be leafed through: whoever has not found it then asks otherwise.
const foundMost = 500

// Search returns the things that have all words of a question in their title, text, tags, address or
// maker, without the first ones; words in the title count most.
func (a *App) Search(ctx context.Context, question string, without, limit int) ([]Listed, error) {
	words := obolus.WantedWords(question)
	if len(words) == 0 || without < 0 || without >= foundMost {
		return nil, nil
	}
	return a.store.Found(ctx, words, without, limit)
}

// SpokenLanguages returns the languages of all listed things, in order, right within a minute: every page
// of the catalogue asks, and the database looks at every thing for it.
func (a *App) SpokenLanguages(ctx context.Context) ([]string, error) {
	a.spoken.mutex.Lock()
	defer a.spoken.mutex.Unlock()
	if a.now().Before(a.spoken.until) {
		return a.spoken.codes, nil
	}
	codes, err := a.store.SpokenLanguages(ctx)
	if err == nil {
		a.spoken.codes, a.spoken.until = codes, a.now().Add(spokenFor)
	}
	return codes, err
}

// spokenLanguages remembers what was asked last.
type spokenLanguages struct {
	mutex sync.Mutex
	codes []string
	until time.Time
}

const spokenFor = time.Minute
