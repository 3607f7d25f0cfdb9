package store

import (
	"context"
	"database/sql"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

const (
	pgWrite    = `BEGIN`
	pgSnapshot = `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY`
	// rollbackTime bounds what is waited for where nothing is to be gained any more.
	rollbackTime = 5 * time.Second
)

// pgTx is a transaction of PostgreSQL that begins with its first statement, and together with its first
// questions: a batch of clicks waits for the server three times instead of four. database/sql's own
// transactions begin by waiting.
type pgTx struct {
	conn  *sql.Conn
	start string
	begun bool  // and must be ended
	err   error // why it did not begin: sticks, so that nothing runs outside a transaction
}

func (t *pgTx) begin(ctx context.Context) error {
	if !t.begun && t.err == nil {
		_, t.err = t.conn.ExecContext(ctx, t.start)
		t.begun = t.err == nil
	}
	return t.err
}

func (t *pgTx) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	err := t.begin(ctx)
	if err != nil {
		return nil, err
	}
	return t.conn.ExecContext(ctx, query, args...)
}

func (t *pgTx) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	err := t.begin(ctx)
	if err != nil {
		return nil, err
	}
	return t.conn.QueryContext(ctx, query, args...)
}

// on runs f on pgx' own connection, within the transaction.
func (t *pgTx) on(ctx context.Context, f func(*pgx.Conn) error) error {
	err := t.begin(ctx)
	if err != nil {
		return err
	}
	return t.raw(f)
}

func (t *pgTx) raw(f func(*pgx.Conn) error) error {
	return t.conn.Raw(func(driver any) error { return f(driver.(*stdlib.Conn).Conn()) })
}

// ask sends questions all at once, with the beginning where there was none yet. If that fails nothing has
// been done, as if it had not begun; but what there is of it must be ended.
func (t *pgTx) ask(ctx context.Context, questions []question) error {
	if t.err != nil {
		return t.err
	}
	first := !t.begun
	t.begun = true
	err := t.raw(func(conn *pgx.Conn) error {
		var batch pgx.Batch
		if first {
			batch.Queue(t.start)
		}
		for _, asked := range questions {
			batch.Queue(asked.statement, asked.args...).Query(asked.read)
		}
		return conn.SendBatch(ctx, &batch).Close()
	})
	if first {
		t.err = err
	}
	return err
}

func (t *pgTx) unbegun() error { return t.err }

// commit refuses what PostgreSQL would turn into a rollback, because a statement has failed, without an error.
func (t *pgTx) commit(ctx context.Context) error {
	if !t.begun {
		return nil
	}
	return t.raw(func(conn *pgx.Conn) error {
		tag, err := conn.Exec(ctx, `COMMIT`)
		if err == nil && tag.String() == "ROLLBACK" {
			err = pgx.ErrTxCommitRollback
		}
		if err == nil {
			t.begun = false
		}
		return err
	})
}

// rollback need not succeed: the pool drops a connection whose transaction is open.
func (t *pgTx) rollback(ctx context.Context) {
	if !t.begun {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), rollbackTime)
	defer cancel()
	_, _ = t.conn.ExecContext(ctx, `ROLLBACK`)
	t.begun = false
}
