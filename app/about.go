package app

import (
	"context"
	"fmt"
	"time"

	"obolus"
)

type aboutReader interface {
	// About fails with kind NotFound, code "thing_unknown".
	About(ctx context.Context, id obolus.ThingID) (About, error)
}

type aboutWriter interface {
	// SetAbout stores what is known of a thing with its tags. Its page is not asked any more.
	SetAbout(ctx context.Context, about About) error
	// Introduce stores the first words on a thing, which its page is still asked for.
	Introduce(ctx context.Context, about About) error
}

// About is what is known of a thing beside its address and title: what its page said of itself, or its
// creator instead. Every thing has one; a new thing's is empty.
type About struct {
	Thing       obolus.ThingID
	Text        string
	Category    obolus.Category
	Language    string // BCP 47, the language alone; "" where nobody has said
	Tags        []string
	Hidden      bool      // in no list, feed or search; who has its address still finds it
	Edited      bool      // by its creator, after whom no page is believed
	DescribedAt time.Time // zero while nobody has said anything
}

// About returns what is known of a thing; kind NotFound where there is no such thing.
func (a *App) About(ctx context.Context, id obolus.ThingID) (About, error) {
	return a.store.About(ctx, id)
}

// Edit is what a creator says of her thing. Texts are cleaned as a page's are.
type Edit struct {
	Title    string // "" is its address
	Text     string
	Category obolus.Category // "" is Rest
	Language string
	Tags     []string
	Hidden   bool
	// NoPicture takes the page's picture away for good: no page is read again after this.
	NoPicture bool
}

// EditThing describes a thing in its creator's words, after which its page's are not believed any more.
// It fails with kind Forbidden: not_yours for anybody else's thing and for a team's, suspended.
func (a *App) EditThing(ctx context.Context, person obolus.PersonID, id obolus.ThingID, e Edit) (obolus.Thing, error) {
	said := obolus.Source{}.Clean(obolus.Description{Title: e.Title, Text: e.Text, Language: e.Language, Category: e.Category, Tags: e.Tags})
	var t obolus.Thing
	err := a.write(ctx, func(tx Tx) error {
		var err error
		t, err = mine(ctx, tx, person, id)
		if err == nil {
			err = maySpeak(ctx, tx, person)
		}
		if err != nil {
			return err
		}
		barred, err := tx.Barred(ctx, id)
		if err != nil {
			return err
		}
		if said.Title == "" {
			said.Title = obolus.CleanTitle(t.URL)
		}
		if t.Title != said.Title {
			t.Title = said.Title
			err = tx.SetTitle(ctx, id, t.Title)
			if err != nil {
				return err
			}
		}
		if e.NoPicture {
			err = tx.DeletePicture(ctx, id)
		}
		if err != nil {
			return err
		}
		return tx.SetAbout(ctx, About{Thing: id, Text: said.Text, Category: shelf(said.Category), Language: said.Language,
			Tags: said.Tags, Hidden: e.Hidden || barred, Edited: true, DescribedAt: a.now()})
	})
	if err != nil {
		return obolus.Thing{}, fmt.Errorf("describing thing %d: %w", id, err)
	}
	a.known.renamed(t)
	return t, nil
}

// maySpeak fails with kind Forbidden (suspended) for who was perhaps suspended for what she had written.
func maySpeak(ctx context.Context, tx Reader, person obolus.PersonID) error {
	p, err := tx.Person(ctx, person)
	if err == nil && p.Suspended() {
		err = obolus.Errorf(obolus.Forbidden, "suspended", "this account is suspended: its words stay as they are until the operator has decided")
	}
	return err
}

// mine returns a person's thing.
func mine(ctx context.Context, tx Tx, person obolus.PersonID, id obolus.ThingID) (obolus.Thing, error) {
	t, err := tx.Thing(ctx, id)
	if err != nil {
		return t, err
	}
	r, err := tx.Recipient(ctx, t.Recipient)
	if err == nil && (person == 0 || r.Person != person) {
		err = obolus.Errorf(obolus.Forbidden, "not_yours", "only whoever gets what is given for this can describe it")
	}
	return t, err
}

// shelf is the category under which a thing stands.
func shelf(c obolus.Category) obolus.Category {
	if c == "" {
		return obolus.Rest
	}
	return c
}
