package app

import (
	"context"
	"fmt"

	"obolus"
)

type profileReader interface {
	// ProfileOf returns what a person says of herself; kind NotFound where she has said nothing.
	ProfileOf(ctx context.Context, person obolus.PersonID) (text string, shown bool, err error)
}

type profileWriter interface {
	SetProfile(ctx context.Context, person obolus.PersonID, text string, shown bool) error
}

// Profile is a person's page.
type Profile struct {
	Person    obolus.Person
	Recipient obolus.Recipient   // herself, to be supported
	Claimed   []obolus.Recipient // the identities that she has claimed
	Text      string
	Shown     bool // to everybody; else only she can see it
}

// Profile returns a person's page as the reader may see it, who is 0 where nobody is signed in. A page is
// there for everybody if its person wants that, and where she has not said, if she has claimed anything:
// her things name her then. Who only gives stays private. Kind NotFound (person_unknown) otherwise.
func (a *App) Profile(ctx context.Context, reader, id obolus.PersonID) (Profile, error) {
	var p Profile
	err := a.store.Snapshot(ctx, func(tx Reader) error {
		var err error
		p, err = profile(ctx, tx, id)
		return err
	})
	if err == nil && !p.Shown && reader != id {
		err = obolus.Errorf(obolus.NotFound, "person_unknown", "there is no such person")
	}
	if err != nil {
		return Profile{}, fmt.Errorf("reading the page of person %d: %w", id, err)
	}
	return p, nil
}

func profile(ctx context.Context, tx Reader, id obolus.PersonID) (Profile, error) {
	var p Profile
	var err error
	p.Person, err = tx.Person(ctx, id)
	if err == nil && p.Person.Deleted() {
		err = obolus.Errorf(obolus.NotFound, "person_unknown", "there is no such person")
	}
	if err != nil {
		return p, err
	}
	recipients, err := tx.RecipientsOf(ctx, id)
	if err != nil {
		return p, err
	}
	for _, r := range recipients {
		if r.Kind == obolus.PersonRecipient {
			p.Recipient = r
		} else {
			p.Claimed = append(p.Claimed, r)
		}
	}
	p.Text, p.Shown, err = tx.ProfileOf(ctx, id)
	if obolus.KindOf(err) == obolus.NotFound {
		p.Shown, err = len(p.Claimed) > 0, nil
	}
	return p, err
}

// SetProfile stores what a person says of herself, and whether everybody may see her page. It fails with kind
// Forbidden (suspended) for a suspended person who does not hide it.
func (a *App) SetProfile(ctx context.Context, id obolus.PersonID, text string, shown bool) error {
	text = obolus.CleanText(text)
	_, err := a.changePerson(ctx, id, func(tx Tx, _ obolus.Person) error {
		if shown {
			err := maySpeak(ctx, tx, id)
			if err != nil {
				return err
			}
		}
		return tx.SetProfile(ctx, id, text, shown)
	})
	if err != nil {
		return fmt.Errorf("changing the page of person %d: %w", id, err)
	}
	return nil
}
