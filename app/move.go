package app

import (
	"context"
	"fmt"
	"strconv"

	"obolus"
	"obolus/ledger"
	"obolus/money"
)

// MoveEarnings turns earnings into funds, never the other way (R10); those that wait for the 10th (R11)
// too, since they stay in the instance. It fails with kind Invalid (field amount), Forbidden (suspended,
// or held for a report), Conflict (earnings_short) or Mismatch.
func (a *App) MoveEarnings(ctx context.Context, person obolus.PersonID, amount money.Amount, once Once) (Balances, error) {
	if amount <= 0 {
		return Balances{}, obolus.Invalidf("amount", "an amount to move is more than 0, not %s", amount)
	}
	id, err := a.store.NewIDs(ctx, 1)
	if err != nil {
		return Balances{}, err
	}
	var after Balances
	err = a.write(ctx, func(tx Tx) error {
		after = Balances{}
		answered, err := stored(ctx, tx, person, once, &after)
		if err != nil || answered {
			return err
		}
		err = tx.LockAccount(ctx, account(ledger.Funds, person)) // before her earnings, as a close does, or each could wait for the other
		if err != nil {
			return err
		}
		earned, err := lockEarnings(ctx, tx, person)
		if err == nil {
			err = unheld(ctx, tx, person) // as funds, clicks would carry it away
		}
		if err != nil {
			return err
		}
		if amount > earned {
			return obolus.Errorf(obolus.Conflict, "earnings_short", "your earnings are %s: move at most that", earned)
		}
		now := a.now()
		err = post(ctx, tx, id, ledger.Cause{Kind: ledger.Moved, Ref: strconv.FormatInt(id, 10)}, now, []ledger.Posting{
			{Source: account(ledger.Earnings, person), Destination: account(ledger.Funds, person), Amount: amount}})
		if err != nil {
			return err
		}
		after, err = balances(ctx, tx, person)
		if err != nil {
			return err
		}
		return remember(ctx, tx, person, once, after, now)
	})
	if err != nil {
		return Balances{}, fmt.Errorf("moving earnings of person %d: %w", person, err)
	}
	return after, nil
}

// lockEarnings returns a person's earnings, which no other transaction can change until this one
// ends. It fails with kind NotFound, or Forbidden for a suspended person, whose earnings are frozen.
func lockEarnings(ctx context.Context, tx Tx, person obolus.PersonID) (money.Amount, error) {
	earnings := account(ledger.Earnings, person)
	err := tx.LockAccount(ctx, earnings) // before she is read, since who suspends her locks them too
	if err != nil {
		return 0, err
	}
	p, err := tx.Person(ctx, person)
	if err != nil {
		return 0, err
	}
	if p.Suspended() {
		return 0, obolus.Errorf(obolus.Forbidden, "suspended", "this account is suspended: its earnings wait until the operator has decided")
	}
	return tx.Balance(ctx, earnings)
}
