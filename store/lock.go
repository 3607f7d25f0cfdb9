package store

import (
	"context"
	"fmt"

	"obolus"
)

// lockSpace keeps our advisory locks apart from those of other programs on the same server.
const lockSpace = 0x0b01

// ShareMonth lets clicks enter the month until the transaction ends: any number at a time, but none
// while LockMonth is held. The month's state must be read after it (R8).
func (q queries) ShareMonth(ctx context.Context, m obolus.Month) error {
	return q.lockMonth(ctx, shareMonth, m)
}

const shareMonth = `SELECT pg_advisory_xact_lock_shared($1, $2)`

// LockMonth keeps all clicks out of the month until the transaction ends, and waits for those that
// are on their way in.
func (q queries) LockMonth(ctx context.Context, m obolus.Month) error {
	return q.lockMonth(ctx, `SELECT pg_advisory_xact_lock($1, $2)`, m)
}

// Writers is 1 on SQLite, which has one writer. PostgreSQL works on a batch of clicks while another's
// commit is on its way to the disk.
func (db *DB) Writers() int {
	if db.engine == sqlite {
		return 1
	}
	return postgresLanes
}

// postgresLanes was measured: more lanes make smaller batches.
const postgresLanes = 2

// lockMonth is the one difference between the engines: SQLite has a single writer, so a transaction
// there holds every lock from its beginning.
func (q queries) lockMonth(ctx context.Context, statement string, m obolus.Month) error {
	if q.engine == sqlite {
		return nil
	}
	_, err := q.q.ExecContext(ctx, statement, int32(lockSpace), int32(m))
	if err != nil {
		return fmt.Errorf("locking month %s: %w", m, err)
	}
	return nil
}
