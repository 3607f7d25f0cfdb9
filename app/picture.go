package app

import (
	"context"

	"obolus"
)

type pictureReader interface {
	// PictureOf returns what can be shown of a thing's picture without its content, nothing where there is
	// none or nobody is to see it.
	PictureOf(ctx context.Context, id obolus.ThingID) (Shown, error)
	// Picture fails with kind NotFound for a picture that is not there, not any more, or not to be seen.
	Picture(ctx context.Context, id obolus.ThingID, mark string) (obolus.Picture, error)
}

type pictureWriter interface {
	// SetPicture takes the place of an earlier one.
	SetPicture(ctx context.Context, id obolus.ThingID, p obolus.Picture) error
	DeletePicture(ctx context.Context, id obolus.ThingID) error
}

// Shown is a picture as pages name it: its mark is in its address, "" where there is none.
type Shown struct {
	Mark          string
	Width, Height int // pixels
}

// PictureOf tells which picture a thing has; none is no error. Things that are hidden or taken out of
// sight show none.
func (a *App) PictureOf(ctx context.Context, id obolus.ThingID) (Shown, error) {
	if id == 0 {
		return Shown{}, nil
	}
	return a.store.PictureOf(ctx, id)
}

// Picture returns a thing's picture by its mark. It fails with kind NotFound where PictureOf gives none,
// or another.
func (a *App) Picture(ctx context.Context, id obolus.ThingID, mark string) (obolus.Picture, error) {
	if !storable(mark) {
		return obolus.Picture{}, obolus.Errorf(obolus.NotFound, "page_unknown", "there is no such picture")
	}
	return a.store.Picture(ctx, id, mark)
}

// paint stores what has been made of the picture that a page shows, where there is one.
func paint(ctx context.Context, tx Tx, id obolus.ThingID, p obolus.Picture) error {
	if len(p.Content) == 0 {
		return nil
	}
	barred, err := tx.Barred(ctx, id)
	if err != nil || barred {
		return err
	}
	return tx.SetPicture(ctx, id, p)
}
