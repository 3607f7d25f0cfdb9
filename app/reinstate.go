package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"obolus"
	"obolus/ledger"
	"obolus/money"
	"obolus/month"
)

type reinstateReader interface {
	// FrozenMonths returns the closed months in which a person has clicks that were not settled.
	FrozenMonths(ctx context.Context, person obolus.PersonID) ([]obolus.Month, error)
	// SupporterIn returns one supporter's month as Supporters would.
	SupporterIn(ctx context.Context, m obolus.Month, person obolus.PersonID) (Supporter, error)
}

type reinstateWriter interface {
	InsertLateSettlement(ctx context.Context, m obolus.Month, settlement month.Settlement) error
}

// Reinstate lifts a suspension. The months that closed while it lasted are divided now, each from the
// budget and funds of this moment, so that nothing that was frozen is lost. Reinstating somebody who is
// not suspended changes nothing.
func (a *App) Reinstate(ctx context.Context, id obolus.PersonID) (obolus.Person, error) {
	var p obolus.Person
	var err error
	for range raceRetries { // again with numbers for the months that closed meanwhile
		p, err = a.reinstate(ctx, id)
		if !errors.Is(err, ErrExists) {
			break
		}
	}
	return p, err
}

func (a *App) reinstate(ctx context.Context, id obolus.PersonID) (obolus.Person, error) {
	var p obolus.Person
	months, err := a.store.FrozenMonths(ctx, id)
	if err != nil {
		return p, err
	}
	ids, err := a.store.NewIDs(ctx, len(months)+1)
	if err != nil {
		return p, err
	}
	err = a.write(ctx, func(tx Tx) error {
		err := tx.LockMonth(ctx, EveryMonth) // no close may pass by while she is neither frozen nor settled
		if err != nil {
			return err
		}
		frozen, err := tx.FrozenMonths(ctx, id)
		if err != nil {
			return err
		}
		if len(frozen) > len(months) {
			return fmt.Errorf("a month closed meanwhile: %w", ErrExists)
		}
		err = tx.SetSuspended(ctx, id, time.Time{})
		if err != nil {
			return err
		}
		for i, m := range frozen {
			err = a.settleLate(ctx, tx, m, id, ids+int64(i))
			if err != nil {
				return fmt.Errorf("settling %s late: %w", m, err)
			}
		}
		p, err = tx.Person(ctx, id)
		return err
	})
	return p, err
}

// settleLate divides one supporter's part of a month that closed without her.
func (a *App) settleLate(ctx context.Context, tx Tx, m obolus.Month, person obolus.PersonID, id int64) error {
	s, err := tx.SupporterIn(ctx, m, person)
	if err != nil {
		return err
	}
	teams, err := tx.Teams(ctx)
	if err != nil {
		return err
	}
	settlements, earnings, err := month.Close([]month.Supporter{s.Supporter}, teams)
	if err != nil {
		return err
	}
	err = month.Check([]month.Supporter{s.Supporter}, teams, settlements, earnings)
	if err != nil {
		return err
	}
	err = tx.InsertLateSettlement(ctx, m, settlements[0])
	if err != nil || settlements[0].Spent() == 0 {
		return err
	}
	return a.postLate(ctx, tx, m, id, person, settlements[0].Spent(), earnings)
}

func (a *App) postLate(ctx context.Context, tx Tx, m obolus.Month, id int64, person obolus.PersonID, spent money.Amount, earnings []month.Earning) error {
	rate, err := tx.FeeRate(ctx, m)
	if err != nil {
		return err
	}
	receivers, err := tx.Receivers(ctx)
	if err != nil {
		return err
	}
	postings, err := receive(m, earnings, receivers, rate)
	if err != nil {
		return err
	}
	pot := ledger.Account{Kind: ledger.Pot, Owner: int64(m)}
	postings = append([]ledger.Posting{{Source: account(ledger.Funds, person), Destination: pot, Amount: spent}}, postings...)
	t, err := ledger.NewTransfer(ledger.Cause{Kind: ledger.SettledLate, Ref: fmt.Sprintf("%s/%d", m, person)}, postings...)
	if err != nil {
		return err
	}
	settings, err := tx.Settings(ctx)
	if err != nil {
		return err
	}
	now := a.now()
	available := settings.AvailableAt(m)
	if available.Before(now) {
		available = now
	}
	return tx.Post(ctx, id, t, now, available)
}
