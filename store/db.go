// Package store is all the SQL there is. One text of every statement serves both engines; only the
// table definitions are written twice, under the same file names, in sqlite/ and postgres/.
// README.md says where the engines differ and what the rule is for each difference.
package store

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"time"

	"obolus/app"
)

// engine names the two databases. Nothing but lock.go, search.go, open.go, begin.go and what writes many rows may ask for it.
type engine string

const (
	sqlite   engine = "sqlite"
	postgres engine = "postgres"
)

// DB is an open database. It answers single reads itself; Write and Snapshot group statements.
type DB struct {
	queries // single reads, each seeing what is committed
	engine  engine
	write   *sql.DB // SQLite: one connection, so that writers queue here and not in the file's lock
	read    *sql.DB
	ids     idBlock
	log     *slog.Logger
	schema  int64 // the program's
}

// querier is what a database and a transaction have in common.
type querier interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// queries holds every statement, in a transaction or out of one.
type queries struct {
	q      querier
	pg     *pgTx // q itself, in a transaction of PostgreSQL
	engine engine
}

var _ app.Store = (*DB)(nil)

// retries bounds how often a transaction is tried again after a deadlock or a failed serialisation.
const retries = 5

// Write runs f in one transaction and commits it, or rolls everything back if f fails. On PostgreSQL
// each statement sees what others have committed before it (READ COMMITTED); what must not change
// meanwhile is locked. A deadlock's loser is run again, so f may be called more than once.
func (db *DB) Write(ctx context.Context, f func(app.Tx) error) error {
	var err error
	for attempt := range retries {
		err = db.transact(ctx, db.write, false, f)
		if !again(err) {
			break
		}
		db.log.InfoContext(ctx, "transaction is tried again", "attempt", attempt+1, "because", err)
	}
	return classify(err)
}

// Snapshot runs f in one read-only transaction in which all statements see the same instant.
func (db *DB) Snapshot(ctx context.Context, f func(app.Reader) error) error {
	return classify(db.transact(ctx, db.read, true, func(tx app.Tx) error { return f(tx) }))
}

// Ping asks the database for an answer, and whether its schema is still this program's: a newer one may have
// migrated it meanwhile. It fails with kind Unavailable, or Conflict where the schema does not fit.
func (db *DB) Ping(ctx context.Context) error {
	version := Version{Program: db.schema}
	err := single(ctx, db.q, `SELECT COALESCE(MAX(version_id), 0) FROM goose_db_version WHERE is_applied`).Scan(&version.Database)
	if err != nil {
		return fmt.Errorf("asking for the schema: %w", classify(err))
	}
	return version.fits()
}

// Engine names the engine for people: "sqlite" or "postgres".
func (db *DB) Engine() string { return string(db.engine) }

// Close closes all connections.
func (db *DB) Close() error {
	readErr := db.read.Close()
	err := db.write.Close()
	if err == nil {
		err = readErr
	}
	return err
}

// millis turns a time into what the tables hold; the zero time becomes NULL.
func millis(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UnixMilli()
}

// moment turns what the tables hold into a time.
func moment(millis sql.NullInt64) time.Time {
	if !millis.Valid {
		return time.Time{}
	}
	return time.UnixMilli(millis.Int64).UTC()
}
