package app_test

import (
	"context"
	"time"

	"obolus"
	"obolus/app"
	"obolus/store"
)

// hooked runs a test's step within a transaction: when it has looked whether a person's money is held, or when
// it has just held it or suspended her; or another when a payout has looked where it goes.
type hooked struct {
	*store.DB
	leaving bool // the step belongs to money that is about to leave
	step    func()
	going   func() // nil: nothing happens then
}

type hookedTx struct {
	app.Tx
	hook *hooked
}

func (h *hooked) Write(ctx context.Context, f func(app.Tx) error) error {
	return h.DB.Write(ctx, func(tx app.Tx) error { return f(hookedTx{tx, h}) })
}

func (h *hooked) at(leaving bool) {
	if leaving == h.leaving {
		h.step()
	}
}

func (tx hookedTx) HeldBy(ctx context.Context, person obolus.PersonID) (bool, error) {
	held, err := tx.Tx.HeldBy(ctx, person)
	tx.hook.at(true)
	return held, err
}

func (tx hookedTx) BankAccount(ctx context.Context, person obolus.PersonID) (obolus.BankAccount, error) {
	b, err := tx.Tx.BankAccount(ctx, person)
	if tx.hook.going != nil {
		tx.hook.going()
	}
	return b, err
}

func (tx hookedTx) SetHeld(ctx context.Context, r obolus.RecipientID, held bool, at time.Time) error {
	err := tx.Tx.SetHeld(ctx, r, held, at)
	tx.hook.at(false)
	return err
}

func (tx hookedTx) SetSuspended(ctx context.Context, person obolus.PersonID, at time.Time) error {
	err := tx.Tx.SetSuspended(ctx, person, at)
	tx.hook.at(false)
	return err
}
