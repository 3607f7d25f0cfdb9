package app

import (
	"context"
	"time"

	"obolus"
	"obolus/ledger"
	"obolus/money"
)

type ledgerReader interface {
	// Balance returns what an account holds, 0 where nothing was ever posted.
	Balance(ctx context.Context, account ledger.Account) (money.Amount, error)
}

type ledgerWriter interface {
	// LockAccount keeps other transactions from changing an account until this one ends. What it holds
	// must be read after it.
	LockAccount(ctx context.Context, account ledger.Account) error
	// Post writes a transfer and moves the balances. It fails with ErrExists where the cause was posted
	// before, and with an error where a balance would become negative (ErrShort).
	Post(ctx context.Context, id int64, t ledger.Transfer, at, availableAt time.Time) error
}

// Balances are a person's two balances and what is on its way, in millionths.
type Balances struct {
	Funds    money.Amount `json:"funds"`    // to give away
	Pending  money.Amount `json:"pending"`  // paid in, not cleared
	Earnings money.Amount `json:"earnings"` // received
	Leaving  money.Amount `json:"leaving"`  // asked for, not yet paid out
}

// Balances returns a person's balances as of one instant.
func (a *App) Balances(ctx context.Context, id obolus.PersonID) (Balances, error) {
	var b Balances
	err := a.store.Snapshot(ctx, func(tx Reader) error {
		var err error
		b, err = balances(ctx, tx, id)
		return err
	})
	return b, err
}

func balances(ctx context.Context, tx Reader, id obolus.PersonID) (Balances, error) {
	var b Balances
	for kind, amount := range map[ledger.Kind]*money.Amount{
		ledger.Funds: &b.Funds, ledger.Pending: &b.Pending, ledger.Earnings: &b.Earnings, ledger.Leaving: &b.Leaving,
	} {
		var err error
		*amount, err = tx.Balance(ctx, account(kind, id))
		if err != nil {
			return Balances{}, err
		}
	}
	return b, nil
}
