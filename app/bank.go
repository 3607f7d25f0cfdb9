package app

import (
	"context"
	"fmt"
	"time"
	"unicode/utf8"

	"obolus"
	"obolus/ledger"
)

type bankReader interface {
	// BankAccount fails with kind NotFound, code bank_account_none.
	BankAccount(ctx context.Context, person obolus.PersonID) (obolus.BankAccount, error)
}

type bankWriter interface {
	// SetBankAccount takes the place of an earlier one.
	SetBankAccount(ctx context.Context, person obolus.PersonID, b obolus.BankAccount) error
	// FillPayouts gives payouts on a rail that are under way and have no account this one.
	FillPayouts(ctx context.Context, person obolus.PersonID, rail string, b obolus.BankAccount) error
	DeleteBankAccount(ctx context.Context, person obolus.PersonID) error
}

// BankAccount is where a person's payouts go; kind NotFound where she has not said so.
func (a *App) BankAccount(ctx context.Context, person obolus.PersonID) (obolus.BankAccount, error) {
	return a.store.BankAccount(ctx, person)
}

// SetBankAccount says where a person's payouts go from now on. Payouts that she has asked for keep the
// account of then; one that was asked for without any gets this one. It needs a session that was confirmed
// lately (step_up), and a letter tells her of it: who has stolen the session shall not get the money. It
// fails with kind Invalid, field holder or iban.
func (a *App) SetBankAccount(ctx context.Context, session, holder, iban string) error {
	person, err := a.confirmed(ctx, session)
	if err != nil {
		return err
	}
	b := obolus.BankAccount{Holder: obolus.CleanTitle(holder), ChangedAt: a.now()}
	if b.Holder == "" || utf8.RuneCountInString(b.Holder) > obolus.MaxHolder {
		return &obolus.Error{Kind: obolus.Invalid, Code: "invalid_holder", Field: "holder",
			Message: fmt.Sprintf("the account's holder has a name of 1 to %d characters", obolus.MaxHolder)}
	}
	b.IBAN, err = obolus.ParseIBAN(iban)
	if err != nil {
		return err
	}
	known, err := a.store.BankAccount(ctx, person)
	if err == nil && known.IBAN == b.IBAN && known.Holder == b.Holder {
		return nil
	}
	if err != nil && obolus.KindOf(err) != obolus.NotFound {
		return err
	}
	return a.tell(ctx, person, BankLetter, func(tx Tx) error {
		err := stillHere(ctx, tx, person, a.now())
		if err == nil {
			err = tx.LockAccount(ctx, account(ledger.Earnings, person)) // so that a payout that is being asked for is there to be filled
		}
		if err == nil {
			err = tx.SetBankAccount(ctx, person, b)
		}
		if err != nil {
			return err
		}
		return tx.FillPayouts(ctx, person, bankRail, b)
	})
}

// stillHere fails with kind Signin where a person has left meanwhile. Who leaves has the month for
// herself, so that nothing about her is written after all of it was deleted. Her accounts would not do: who has
// never had any money has no row to lock.
func stillHere(ctx context.Context, tx Tx, person obolus.PersonID, now time.Time) error {
	err := tx.ShareMonth(ctx, obolus.MonthOf(now))
	if err != nil {
		return err
	}
	p, err := tx.Person(ctx, person)
	if err == nil && p.Deleted() {
		err = errSignin
	}
	return err
}

// RemoveBankAccount forgets where a person's payouts go, and tells her. It needs a confirmed session too.
func (a *App) RemoveBankAccount(ctx context.Context, session string) error {
	person, err := a.confirmed(ctx, session)
	if err != nil {
		return err
	}
	return a.tell(ctx, person, BankLetter, func(tx Tx) error { return tx.DeleteBankAccount(ctx, person) })
}
