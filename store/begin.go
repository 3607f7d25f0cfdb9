package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"

	"obolus/app"
)

// transaction is what a group of statements runs in.
type transaction interface {
	querier
	commit(ctx context.Context) error
	rollback(ctx context.Context) // does nothing after a commit
	// unbegun is why it has not begun, and so has done nothing; nil where it has, or was never asked to.
	unbegun() error
}

// begin begins on SQLite, where that takes the lock; on PostgreSQL the first statement does.
func (db *DB) begin(ctx context.Context, conn *sql.Conn, readOnly bool) (transaction, queries) {
	if db.engine == postgres {
		tx := &pgTx{conn: conn, start: pgWrite}
		if readOnly {
			tx.start = pgSnapshot
		}
		return tx, queries{q: tx, pg: tx, engine: db.engine}
	}
	tx := &liteTx{}
	tx.Tx, tx.err = conn.BeginTx(ctx, &sql.TxOptions{ReadOnly: readOnly})
	return tx, queries{q: tx, engine: db.engine}
}

// transact runs f in a transaction. A connection that broke while nobody used it, because PostgreSQL was
// restarted, is only noticed when a transaction begins on it: the next one is taken, until none is left that
// the pool could have kept.
func (db *DB) transact(ctx context.Context, pool *sql.DB, readOnly bool, f func(app.Tx) error) error {
	for kept := postgresWriters; ; kept-- {
		begun, err := db.transactOn(ctx, pool, readOnly, f)
		if begun || kept == 0 || ctx.Err() != nil || !broken(err) {
			return err
		}
	}
}

func (db *DB) transactOn(ctx context.Context, pool *sql.DB, readOnly bool, f func(app.Tx) error) (begun bool, err error) {
	conn, err := pool.Conn(ctx)
	if err != nil {
		return true, fmt.Errorf("connecting: %w", err)
	}
	defer conn.Close() // gives it back to the pool, which drops a broken one
	tx, q := db.begin(ctx, conn, readOnly)
	defer tx.rollback(ctx) // undoes everything after an error or a panic
	if tx.unbegun() == nil {
		err = f(q)
	}
	if tx.unbegun() != nil { // whatever f has made of it
		return false, fmt.Errorf("beginning a transaction: %w", tx.unbegun())
	}
	if err != nil {
		return true, err
	}
	err = tx.commit(ctx)
	if err != nil {
		return true, fmt.Errorf("committing: %w", err)
	}
	return true, nil
}

// repeatable is a pool for queries outside transactions that may run twice. Here too a connection that broke
// while nobody used it is only noticed by whom it fails, who asks the next one.
type repeatable struct{ *sql.DB }

func (r repeatable) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	for kept := max(postgresReaders, postgresWriters); ; kept-- {
		rows, err := r.DB.QueryContext(ctx, query, args...)
		if err == nil || kept == 0 || ctx.Err() != nil || !broken(err) {
			return rows, err
		}
	}
}

// broken recognises a connection that was lost, as opposed to a server that cannot be connected to and to one
// that answers with an error: what took too long or was cancelled would only do so again.
func broken(err error) bool {
	var connecting *pgconn.ConnectError
	var answered *pgconn.PgError
	if errors.As(err, &connecting) {
		return false
	}
	if errors.As(err, &answered) {
		return strings.HasPrefix(answered.Code, "08") || slices.Contains(goingAway, answered.Code)
	}
	return sqliteCode(err) == 0 && gone(err)
}

// goingAway are admin_shutdown, crash_shutdown and cannot_connect_now: the last words of a server, or the first.
var goingAway = []string{"57P01", "57P02", "57P03"}

// liteTx is a transaction of SQLite.
type liteTx struct {
	*sql.Tx
	err error
}

func (t *liteTx) unbegun() error               { return t.err }
func (t *liteTx) commit(context.Context) error { return t.Commit() }
func (t *liteTx) rollback(context.Context) {
	if t.Tx != nil {
		_ = t.Rollback()
	}
}
