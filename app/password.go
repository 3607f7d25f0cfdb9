package app

import (
	"context"

	"obolus"
	"obolus/auth"
)

// ChangePassword sets a person's password and ends all her other sessions and links: whoever knew the old
// one is out. It needs a session that was confirmed lately (step_up), and a good password (Invalid).
func (a *App) ChangePassword(ctx context.Context, session, password string) error {
	person, err := a.confirmed(ctx, session)
	if err != nil {
		return err
	}
	p, err := a.store.Person(ctx, person)
	if err != nil {
		return err
	}
	account, err := a.Account(ctx, person)
	if err != nil {
		return err
	}
	if account.Email == "" {
		return obolus.Errorf(obolus.Conflict, "email_needed", "a password belongs to an e-mail address: add yours first")
	}
	err = auth.JudgePassword(password, p.Name, account.Email)
	if err != nil {
		return err
	}
	hashed := auth.HashPassword(password)
	err = a.tell(ctx, person, ChangedLetter, func(tx Tx) error {
		err := tx.SetPassword(ctx, person, hashed)
		if err != nil {
			return err
		}
		return endOthers(ctx, tx, person, session)
	})
	a.known.credentials.forgetAll()
	return err
}
