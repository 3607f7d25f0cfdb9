package store

import (
	"context"

	"obolus/app"
)

// Exec runs a statement within a transaction, for tests that tamper with what is stored.
func Exec(ctx context.Context, tx app.Tx, statement string) error {
	_, err := tx.(queries).q.ExecContext(ctx, statement)
	return err
}
