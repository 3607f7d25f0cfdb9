package app

import (
	"context"
	"fmt"
	"time"

	"obolus"
	"obolus/auth"
)

// SecondFactor is a person's authenticator app as it is stored.
type SecondFactor struct {
	auth.TOTP
	OnAt time.Time // zero until she has shown that her app has the secret
}

type totpReader interface {
	// TOTP fails with kind NotFound.
	TOTP(ctx context.Context, person obolus.PersonID) (SecondFactor, error)
}

type totpWriter interface {
	// InsertTOTP begins anew: not on, nothing used.
	InsertTOTP(ctx context.Context, person obolus.PersonID, secret string) error
	// UseTOTP makes a step the last one used; false where it, or a later one, was used before.
	UseTOTP(ctx context.Context, person obolus.PersonID, step int64) (bool, error)
	TurnOnTOTP(ctx context.Context, person obolus.PersonID, at time.Time) error
	// DeleteTOTP deletes the recovery codes too.
	DeleteTOTP(ctx context.Context, person obolus.PersonID) error
	InsertRecovery(ctx context.Context, person obolus.PersonID, hashes []string) error
	// UseRecovery deletes a code; false where it is not there.
	UseRecovery(ctx context.Context, person obolus.PersonID, hash string) (bool, error)
}

var errCode = &obolus.Error{Kind: obolus.Invalid, Code: "code_wrong", Field: "code",
	Message: "this code is not right, or was used already: wait for the next one"}

// HasTOTP tells whether a person's second factor is on.
func (a *App) HasTOTP(ctx context.Context, person obolus.PersonID) (bool, error) {
	f, err := a.store.TOTP(ctx, person)
	if obolus.KindOf(err) == obolus.NotFound {
		return false, nil
	}
	return err == nil && !f.OnAt.IsZero(), err
}

// BeginTOTP makes a secret for a person's app, which counts only after FinishTOTP; where one was begun and
// not finished it is replaced. It needs a session that was confirmed lately.
func (a *App) BeginTOTP(ctx context.Context, session string) (auth.TOTP, error) {
	person, err := a.confirmed(ctx, session)
	if err != nil {
		return auth.TOTP{}, err
	}
	fresh := auth.NewTOTP()
	return fresh, a.write(ctx, func(tx Tx) error {
		f, err := tx.TOTP(ctx, person)
		if err == nil && !f.OnAt.IsZero() {
			return obolus.Errorf(obolus.Conflict, "totp_on", "the second factor is on already")
		}
		if err != nil && obolus.KindOf(err) != obolus.NotFound {
			return err
		}
		return tx.InsertTOTP(ctx, person, fresh.Secret)
	})
}

// FinishTOTP turns the second factor on for whoever shows a code of the new secret, and returns the recovery
// codes, this once.
func (a *App) FinishTOTP(ctx context.Context, session, code string) ([]string, error) {
	person, err := a.confirmed(ctx, session)
	if err == nil {
		err = a.try(ctx, codesOfAccount, fmt.Sprint(person))
	}
	if err != nil {
		return nil, err
	}
	f, err := a.store.TOTP(ctx, person)
	if err != nil {
		return nil, err
	}
	step, right := f.Accept(code, a.now())
	if !right || !f.OnAt.IsZero() {
		return nil, errCode
	}
	codes := auth.NewRecoveryCodes()
	hashes := make([]string, len(codes))
	for i, c := range codes {
		hashes[i] = auth.HashRecoveryCode(c)
	}
	err = a.tell(ctx, person, ChangedLetter, func(tx Tx) error {
		fresh, err := tx.UseTOTP(ctx, person, step)
		if err == nil && !fresh {
			err = errCode
		}
		if err != nil {
			return err
		}
		err = tx.TurnOnTOTP(ctx, person, a.now())
		if err != nil {
			return err
		}
		return tx.InsertRecovery(ctx, person, hashes)
	})
	if err != nil {
		return nil, err
	}
	return codes, nil
}

// StopTOTP turns the second factor off. It needs a session that was confirmed lately.
func (a *App) StopTOTP(ctx context.Context, session string) error {
	person, err := a.confirmed(ctx, session)
	if err != nil {
		return err
	}
	return a.tell(ctx, person, ChangedLetter, func(tx Tx) error { return tx.DeleteTOTP(ctx, person) })
}

// checkCode takes a code of the app, or a recovery code; none of them works twice.
func (a *App) checkCode(ctx context.Context, person obolus.PersonID, code string) error {
	err := a.try(ctx, codesOfAccount, fmt.Sprint(person))
	if err == nil {
		err = a.try(ctx, codesOfDay, fmt.Sprint(person))
	}
	if err != nil {
		return err
	}
	f, err := a.store.TOTP(ctx, person)
	if err != nil {
		return err
	}
	step, right := f.Accept(code, a.now())
	recovery := auth.HashRecoveryCode(code)
	if !right && recovery == "" {
		return errCode
	}
	err = a.write(ctx, func(tx Tx) error {
		var fresh bool
		var err error
		if right {
			fresh, err = tx.UseTOTP(ctx, person, step)
		} else {
			fresh, err = tx.UseRecovery(ctx, person, recovery)
		}
		if err == nil && !fresh {
			err = errCode
		}
		return err
	})
	if err != nil {
		return err
	}
	err = a.forgive(ctx, codesOfAccount, fmt.Sprint(person))
	if err != nil {
		return err
	}
	return a.forgive(ctx, codesOfDay, fmt.Sprint(person))
}
