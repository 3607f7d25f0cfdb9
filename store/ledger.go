package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"obolus/ledger"
	"obolus/money"
)

func (q queries) Balance(ctx context.Context, account ledger.Account) (money.Amount, error) {
	amounts, err := all(ctx, q.q, func(rows *sql.Rows) (money.Amount, error) {
		var amount money.Amount
		err := rows.Scan(&amount)
		return amount, err
	}, `SELECT amount FROM balance WHERE owner = $1 AND kind = $2`, account.Owner, string(account.Kind))
	if err != nil || len(amounts) == 0 {
		return 0, err
	}
	return amounts[0], nil
}

// LockAccount changes the account's row into itself: that locks it on both engines, where SELECT …
// FOR UPDATE exists on one of them only.
func (q queries) LockAccount(ctx context.Context, account ledger.Account) error {
	_, err := exec(ctx, q.q, `UPDATE balance SET amount = amount WHERE owner = $1 AND kind = $2`, account.Owner, string(account.Kind))
	if err != nil {
		return fmt.Errorf("locking %s: %w", account, err)
	}
	return nil
}

// Post writes the transfer and moves the balances; the table itself refuses a negative one.
func (q queries) Post(ctx context.Context, id int64, t ledger.Transfer, at, availableAt time.Time) error {
	changes, err := t.Changes()
	if err != nil {
		return err
	}
	err = q.insertTransfer(ctx, id, t.Cause(), at, availableAt)
	if err != nil {
		return err
	}
	err = q.insertPostings(ctx, id, 0, t.Postings())
	if err != nil {
		return fmt.Errorf("posting %s: %w", t.Cause(), err)
	}
	err = q.moveBalances(ctx, changes)
	if err != nil {
		return fmt.Errorf("moving balances for %s: %w", t.Cause(), err)
	}
	return nil
}

func (q queries) insertTransfer(ctx context.Context, id int64, cause ledger.Cause, at, availableAt time.Time) error {
	err := execOne(ctx, q.q, `
		INSERT INTO transfer (id, cause, reference, at, available_at) VALUES ($1, $2, $3, $4, $5)`,
		id, string(cause.Kind), cause.Ref, at.UnixMilli(), availableAt.UnixMilli())
	if err != nil {
		return fmt.Errorf("posting %s: %w", cause, err)
	}
	return nil
}

// insertPostings writes postings of a transfer, numbered from first on.
func (q queries) insertPostings(ctx context.Context, transfer int64, first int, postings []ledger.Posting) error {
	return q.insert(ctx, table{"posting",
		[]string{"transfer", "position", "source_kind", "source_owner", "destination_kind", "destination_owner", "amount"},
		len(postings), func(i int) []any {
			p := postings[i]
			return []any{transfer, int64(first + i), string(p.Source.Kind), p.Source.Owner,
				string(p.Destination.Kind), p.Destination.Owner, int64(p.Amount)}
		}})
}

// moveBalances adds each change to its account, which is created by its first increase. What falls is
// changed row by row, and must be there: an INSERT … ON CONFLICT would test the change itself, and
// not the sum, against the rule that balances are not negative. Only a few rows fall in any transfer,
// the supporters' funds at a close aside, which have a statement of their own.
func (q queries) moveBalances(ctx context.Context, changes []ledger.Change) error {
	rising := make([]ledger.Change, 0, len(changes))
	for _, c := range changes {
		if c.Amount == 0 { // passed on within the transfer
			continue
		}
		if c.Amount > 0 || c.Account.Kind.Outside() {
			rising = append(rising, c)
			continue
		}
		err := execOne(ctx, q.q, `UPDATE balance SET amount = amount + $3 WHERE owner = $1 AND kind = $2`,
			c.Account.Owner, string(c.Account.Kind), int64(c.Amount))
		if err != nil {
			return fmt.Errorf("taking %s from %s: %w", -c.Amount, c.Account, err)
		}
	}
	return q.raiseBalances(ctx, rising)
}

func (q queries) raiseBalances(ctx context.Context, changes []ledger.Change) error {
	for len(changes) > 0 {
		n := min(len(changes), rowsAtOnce)
		args := make([]any, 0, 3*n)
		for _, c := range changes[:n] {
			args = append(args, c.Account.Owner, string(c.Account.Kind), int64(c.Amount))
		}
		_, err := exec(ctx, q.q, `
			INSERT INTO balance (owner, kind, amount) VALUES `+q.engine.values(n, 3)+`
			ON CONFLICT (owner, kind) DO UPDATE SET amount = balance.amount + excluded.amount`, args...)
		if err != nil {
			return err
		}
		changes = changes[n:]
	}
	return nil
}
