package app

import (
	"context"
	"fmt"
	"time"

	"obolus"
	"obolus/auth"
)

const (
	seenEvery    = time.Hour        // a session's last use is no finer than this: nobody's day is recorded
	confirmedFor = 15 * time.Minute // how long somebody who has shown who she is need not do so again
)

type sessionReader interface {
	// Credentials returns a person's credentials of a kind, the newest first.
	Credentials(ctx context.Context, person obolus.PersonID, kind CredentialKind) ([]Credential, error)
}

type sessionWriter interface {
	SeeCredential(ctx context.Context, hash string, at time.Time) error
	ConfirmCredential(ctx context.Context, hash string, at time.Time) error
	// EndCredential deletes a credential if it is the person's and of the kind.
	EndCredential(ctx context.Context, person obolus.PersonID, kind CredentialKind, hash string) error
	// EndOthers deletes all of a person's sessions and links but one.
	EndOthers(ctx context.Context, person obolus.PersonID, hash string) error
}

// see writes down that a session is in use, at most once an hour.
func (a *App) see(ctx context.Context, c Credential) error {
	if c.Kind != Session || a.now().Sub(c.SeenAt) < seenEvery {
		return nil
	}
	err := a.write(ctx, func(tx Tx) error { return tx.SeeCredential(ctx, c.Hash, a.now()) })
	if err != nil {
		return fmt.Errorf("noting a session's use: %w", err)
	}
	a.known.credentials.forget(c.Hash)
	return nil
}

// OpenSession is one of a person's sessions for her to see.
type OpenSession struct {
	Credential
	Own bool // the one that asks
}

// Sessions lists where a person is signed in, the newest first. session is the secret that asks.
func (a *App) Sessions(ctx context.Context, person obolus.PersonID, session string) ([]OpenSession, error) {
	all, err := a.store.Credentials(ctx, person, Session)
	if err != nil {
		return nil, err
	}
	var open []OpenSession
	for _, c := range all {
		if !c.ended(a.now()) {
			open = append(open, OpenSession{Credential: c, Own: c.Hash == hash(session)})
		}
	}
	return open, nil
}

// EndSession ends one of a person's sessions; another's stays, as does an unknown one. What waits for her
// ends too: whoever sat there may have asked for another e-mail address, and could still confirm it.
func (a *App) EndSession(ctx context.Context, person obolus.PersonID, sessionHash string) error {
	if !storable(sessionHash) {
		return nil
	}
	err := a.write(ctx, func(tx Tx) error {
		err := tx.EndCredential(ctx, person, Session, sessionHash)
		if err != nil {
			return err
		}
		return tx.EndPending(ctx, person)
	})
	a.known.credentials.forget(sessionHash)
	return err
}

// EndOtherSessions ends all of a person's sessions but the one that asks, and what waits for her.
func (a *App) EndOtherSessions(ctx context.Context, person obolus.PersonID, session string) error {
	err := a.write(ctx, func(tx Tx) error { return endOthers(ctx, tx, person, session) })
	a.known.credentials.forgetAll()
	return err
}

func endOthers(ctx context.Context, tx Tx, person obolus.PersonID, session string) error {
	err := tx.EndOthers(ctx, person, hash(session))
	if err != nil {
		return err
	}
	return tx.EndPending(ctx, person)
}

var errStepUp = obolus.Errorf(obolus.Forbidden, "step_up", "confirm first that it is you")

// Confirmed fails with kind Forbidden, code step_up, unless the session's person has shown within the last
// 15 minutes who she is, by signing in or by StepUp. It guards what would let a thief of a session keep it.
func (a *App) Confirmed(ctx context.Context, session string) error {
	_, err := a.confirmed(ctx, session)
	return err
}

func (a *App) confirmed(ctx context.Context, session string) (obolus.PersonID, error) {
	person, err := a.Authenticate(ctx, Session, session)
	if err != nil {
		return 0, err
	}
	c, err := a.store.Credential(ctx, hash(session)) // not from memory, which may be of another moment
	if obolus.KindOf(err) == obolus.NotFound {
		return 0, errSignin
	}
	if err == nil && a.now().Sub(c.ConfirmedAt) > confirmedFor {
		err = errStepUp
	}
	return person, err
}

// StepUp confirms a session by the password, and by a code where the second factor is on; without a
// password the code is enough. It fails with kind Invalid (password_wrong, code_wrong) and TooMany.
func (a *App) StepUp(ctx context.Context, session, password, code, from string) error {
	person, err := a.Authenticate(ctx, Session, session)
	if err != nil {
		return err
	}
	account, err := a.Account(ctx, person)
	if err != nil {
		return err
	}
	on, err := a.HasTOTP(ctx, person)
	if err != nil {
		return err
	}
	err = a.try(ctx, guessesFrom, from)
	if err == nil {
		err = a.try(ctx, guessesOfAccount, fmt.Sprint("person ", person))
	}
	if err != nil {
		return err
	}
	if account.Password != "" || !on {
		right, _ := auth.CheckPassword(account.Password, password)
		if !right {
			return errPassword
		}
	}
	if on {
		err = a.checkCode(ctx, person, code)
		if err != nil {
			return err
		}
	}
	return a.Confirm(ctx, session)
}

// Confirm notes that the session's person has just shown who she is; a door calls it after a passkey.
func (a *App) Confirm(ctx context.Context, session string) error {
	err := a.write(ctx, func(tx Tx) error { return tx.ConfirmCredential(ctx, hash(session), a.now()) })
	a.known.credentials.forget(hash(session))
	return err
}
