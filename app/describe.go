package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"obolus"
)

type describeReader interface {
	// WantedPages returns up to limit things whose pages are to be read by now, the longest waiting first.
	WantedPages(ctx context.Context, now time.Time, limit int) ([]WantedPage, error)
}

type describeWriter interface {
	// TakePage puts off a page until another try and tells whether it was this process that did.
	TakePage(ctx context.Context, page WantedPage, until time.Time) (bool, error)
	// LeavePage gives a page up.
	LeavePage(ctx context.Context, thing obolus.ThingID) error
}

// PageReader reads what a page says of itself. An error with a method Temporary that gives true means
// that the page may be read another time.
type PageReader interface {
	Describe(ctx context.Context, address string) (obolus.Description, error)
}

// Discoverer reads pages and what they show.
type Discoverer interface {
	PageReader
	// Picture makes a small picture of what is at an address.
	Picture(ctx context.Context, address string) (obolus.Picture, error)
}

// WantedPage is a thing whose page is to be read.
type WantedPage struct {
	Thing    obolus.Thing
	Attempts int64
	At       time.Time
}

// tryAgain is how long after each attempt the next one comes; after the last there is none.
var tryAgain = []time.Duration{10 * time.Minute, time.Hour, 6 * time.Hour, 24 * time.Hour}

// pagesAtOnce is how many waiting pages are looked at to find one that nobody else is reading.
const pagesAtOnce = 20

// DescribeNext has one page read whose thing is new, and tells whether there was one. A page can name
// its thing, where nobody has, and describe it; who gets paid follows from the address and from claims,
// whatever a page says. A page that cannot be read is tried again for two days: that is no error here.
func (a *App) DescribeNext(ctx context.Context, pages Discoverer) (bool, error) {
	page, there, err := a.takePage(ctx)
	if err != nil || !there {
		return false, err
	}
	said, err := pages.Describe(ctx, page.Thing.URL)
	if err != nil {
		return true, a.putOff(ctx, page, err)
	}
	var picture obolus.Picture
	if said.Picture != "" {
		picture, err = pages.Picture(ctx, said.Picture)
		if err != nil {
			picture = obolus.Picture{} // there is none then: its page describes it all the same
		}
	}
	err = a.describe(ctx, page.Thing.ID, said, picture)
	if err != nil && len(picture.Content) > 0 { // perhaps it is the picture: its page shall not wait for it for ever
		err = a.describe(ctx, page.Thing.ID, said, obolus.Picture{})
	}
	if err != nil {
		return true, fmt.Errorf("describing thing %d: %w", page.Thing.ID, err)
	}
	return true, nil
}

// takePage finds a page that is due. While it is read it is put off already, so that no other process
// reads it, and a process that dies over it costs an attempt and no more.
func (a *App) takePage(ctx context.Context) (WantedPage, bool, error) {
	waiting, err := a.store.WantedPages(ctx, a.now(), pagesAtOnce)
	if err != nil {
		return WantedPage{}, false, err
	}
	for _, page := range waiting {
		var taken bool
		wait := tryAgain[min(int(page.Attempts), len(tryAgain)-1)]
		err = a.write(ctx, func(tx Tx) error {
			taken, err = tx.TakePage(ctx, page, a.now().Add(wait))
			return err
		})
		if err != nil || taken {
			return page, taken, err
		}
	}
	return WantedPage{}, false, nil
}

// putOff leaves a page for another try, or for good.
func (a *App) putOff(ctx context.Context, page WantedPage, reason error) error {
	var later interface{ Temporary() bool }
	if errors.As(reason, &later) && later.Temporary() && int(page.Attempts) < len(tryAgain) {
		return nil
	}
	return a.write(ctx, func(tx Tx) error { return tx.LeavePage(ctx, page.Thing.ID) })
}

// describe stores what a page says, unless the thing's creator has spoken herself. Where whoever
// linked it first has hidden it, it is shown then: anybody who writes his own requests can pretend to come from
// the thing's site, and nobody shall take other people's things out of sight by that.
func (a *App) describe(ctx context.Context, id obolus.ThingID, said obolus.Description, picture obolus.Picture) error {
	var t obolus.Thing
	var moved bool
	err := a.write(ctx, func(tx Tx) error {
		err := tx.LeavePage(ctx, id) // and so keep her from describing it until we have
		if err != nil {
			return err
		}
		about, err := tx.About(ctx, id)
		if err != nil || about.Edited {
			return err
		}
		t, err = tx.Thing(ctx, id)
		if err != nil {
			return err
		}
		if said.Title != "" && t.Title == obolus.CleanTitle(t.URL) {
			t.Title = said.Title
			err = tx.SetTitle(ctx, id, t.Title)
			if err != nil {
				return err
			}
		}
		moved, err = a.alias(ctx, tx, t, said.Canonical)
		if err == nil {
			err = tx.SetPayees(ctx, id, said.Payees)
		}
		if err == nil {
			err = paint(ctx, tx, id, picture)
		}
		if err != nil {
			return err
		}
		barred, err := tx.Barred(ctx, id)
		if err != nil {
			return err
		}
		about = about.as(said, a.now())
		about.Hidden = barred
		return tx.SetAbout(ctx, about)
	})
	if err == nil && t.ID != 0 {
		a.known.renamed(t)
		if moved {
			a.known.moved()
		}
	}
	return err
}

// as puts a page's words in the place of those of who linked it, where it has any.
func (about About) as(said obolus.Description, at time.Time) About {
	if said.Text != "" {
		about.Text = said.Text
	}
	if said.Category != "" {
		about.Category = said.Category
	}
	if said.Language != "" {
		about.Language = said.Language
	}
	if len(said.Tags) > 0 {
		about.Tags = said.Tags
	}
	about.DescribedAt = at
	return about
}
