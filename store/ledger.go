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

// rowsAtOnce bounds the rows of one INSERT: both engines allow some 32,000 parameters.
const rowsAtOnce = 1000

// insertPostings writes postings of a transfer, numbered from first on.
func (q queries) insertPostings(ctx context.Context, transfer int64, first int, postings []ledger.Posting) error {
	for len(postings) > 0 {
		n := min(len(postings), rowsAtOnce)
		args := make([]any, 0, 7*n)
		for i, p := range postings[:n] {
			args = append(args, transfer, int64(first+i), string(p.Source.Kind), p.Source.Owner,
				string(p.Destination.Kind), p.Destination.Owner, int64(p.Amount))
		}
		_, err := exec(ctx, q.q, `
			INSERT INTO posting (transfer, position, source_kind, source_owner, destination_kind, destination_owner, amount)
			VALUES `+q.engine.values(n, 7), args...)
		if err != nil {
			return err
		}
		first, postings = first+n, postings[n:]
	}
	return nil
}

// moveBalances adds each change to its account, which is created by its first change. An account
// that would begin below zero is refused like one that falls there.
func (q queries) moveBalances(ctx context.Context, changes []ledger.Change) error {
	for len(changes) > 0 {
		n := min(len(changes), rowsAtOnce)
		// The rows are made first and moved after, because an INSERT … ON CONFLICT would test the
		// change itself, and not the sum, against the rule that balances are not negative.
		made, moved := make([]any, 0, 2*n), make([]any, 0, 3*n)
		for _, c := range changes[:n] {
			made = append(made, c.Account.Owner, string(c.Account.Kind))
			moved = append(moved, c.Account.Owner, string(c.Account.Kind), int64(c.Amount))
		}
		_, err := exec(ctx, q.q, `
			INSERT INTO balance (owner, kind, amount)
			SELECT made.owner, made.kind, 0 FROM (`+q.engine.typedValues(n, "owner BIGINT", "kind TEXT")+`) AS made
			WHERE true ON CONFLICT (owner, kind) DO NOTHING`, made...)
		if err != nil {
			return err
		}
		_, err = exec(ctx, q.q, `
			UPDATE balance SET amount = balance.amount + change.amount
			FROM (`+q.engine.typedValues(n, "owner BIGINT", "kind TEXT", "amount BIGINT")+`) AS change
			WHERE balance.owner = change.owner AND balance.kind = change.kind`, moved...)
		if err != nil {
			return err
		}
		changes = changes[n:]
	}
	return nil
}
