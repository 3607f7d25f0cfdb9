package app

import (
	"context"
	"crypto/rand"
	"time"

	"obolus"
)

// Invitation lets one person join an instance that asks for one.
type Invitation struct {
	Code      string
	Person    obolus.PersonID // who gives it; 0 is the operator
	Number    int64           // which of hers it is; 0 for the operator's
	CreatedAt time.Time
	UsedAt    time.Time
	UsedBy    obolus.PersonID
}

// Used tells whether somebody has come in by it.
func (i Invitation) Used() bool { return i.UsedBy != 0 }

type invitationReader interface {
	// Invitation fails with kind NotFound.
	Invitation(ctx context.Context, code string) (Invitation, error)
	// Invitations returns those that a person has made.
	Invitations(ctx context.Context, person obolus.PersonID) ([]Invitation, error)
}

type invitationWriter interface {
	// InsertInvitation fails with ErrExists where the person's number is taken.
	InsertInvitation(ctx context.Context, i Invitation) error
	// UseInvitation is false where it was used before.
	UseInvitation(ctx context.Context, code string, by obolus.PersonID, at time.Time) (bool, error)
}

var (
	errClosed     = obolus.Errorf(obolus.Forbidden, "sign_up_closed", "this instance takes nobody in at the moment")
	errInvitation = obolus.Errorf(obolus.Forbidden, "invitation_needed", "this instance takes in who is invited: this invitation is not known, or was used")
)

// MayJoin tells whether somebody with that invitation, or "" for none, may sign up now. It fails with kind
// Forbidden (sign_up_closed, invitation_needed).
func (a *App) MayJoin(ctx context.Context, code string) error { return a.mayJoin(ctx, a.store, code) }

func (a *App) mayJoin(ctx context.Context, store Reader, code string) error {
	settings, err := store.Settings(ctx)
	if err != nil || settings.Mode == obolus.ModeOpen {
		return err
	}
	if settings.Mode == obolus.ModeClosed {
		return errClosed
	}
	if code == "" || !storable(code) {
		return errInvitation
	}
	i, err := store.Invitation(ctx, code)
	if obolus.KindOf(err) == obolus.NotFound || err == nil && i.Used() {
		return errInvitation
	}
	if err != nil || i.Person == 0 {
		return err
	}
	giver, err := store.Person(ctx, i.Person)
	if err == nil && giver.Suspended() { // for as long as she is
		return errInvitation
	}
	return err
}

// Invite makes one of a person's invitations, as many as the instance gives to each. A number is taken by
// one of two at once; the other takes the next. It fails with kind Conflict (invitations_gone) and, for a
// suspended person, Forbidden.
func (a *App) Invite(ctx context.Context, person obolus.PersonID) (Invitation, error) {
	i := Invitation{Code: rand.Text(), Person: person, CreatedAt: a.now()}
	return i, a.write(ctx, func(tx Tx) error {
		p, err := tx.Person(ctx, person)
		if err != nil {
			return err
		}
		if p.Suspended() || p.Deleted() {
			return obolus.Errorf(obolus.Forbidden, "suspended", "this account is suspended")
		}
		settings, err := tx.Settings(ctx)
		if err != nil {
			return err
		}
		given, err := tx.Invitations(ctx, person)
		if err != nil {
			return err
		}
		i.Number = int64(len(given)) + 1
		if len(given) >= settings.Invitations {
			return obolus.Errorf(obolus.Conflict, "invitations_gone", "you have given all your invitations")
		}
		return tx.InsertInvitation(ctx, i)
	})
}

// Invitations returns those that a person has made so far.
func (a *App) Invitations(ctx context.Context, person obolus.PersonID) ([]Invitation, error) {
	return a.store.Invitations(ctx, person)
}
