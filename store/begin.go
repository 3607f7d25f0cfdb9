package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5/pgconn"
)

// begin takes a connection out of the pool and begins a transaction on it. A connection that broke
// while nobody used it, because PostgreSQL was restarted, is only noticed here, where nothing has been
// done on it yet: the next one is taken, until none is left that the pool could have kept.
func begin(ctx context.Context, pool *sql.DB, options *sql.TxOptions) (*sql.Conn, *sql.Tx, error) {
	for kept := postgresWriters; ; kept-- {
		conn, err := pool.Conn(ctx)
		if err != nil {
			return nil, nil, fmt.Errorf("connecting: %w", err)
		}
		tx, err := conn.BeginTx(ctx, options)
		if err == nil {
			return conn, tx, nil
		}
		_ = conn.Close() // gives it back to the pool, which drops a broken one
		if kept == 0 || ctx.Err() != nil || !broken(err) {
			return nil, nil, fmt.Errorf("beginning a transaction: %w", err)
		}
	}
}

// broken recognises a connection that was lost, as opposed to a server that cannot be connected to.
func broken(err error) bool {
	var connecting *pgconn.ConnectError
	return sqliteCode(err) == 0 && gone(err) && !errors.As(err, &connecting)
}
