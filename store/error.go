package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"net"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	driversqlite "modernc.org/sqlite"
	sqlitecodes "modernc.org/sqlite/lib"

	"obolus"
	"obolus/app"
)

// classify turns what a driver says into what callers understand: app.ErrExists for a unique key
// that is taken, kind Unavailable for a database that cannot answer now. It is the only place that
// knows drivers' errors. What is classified already, or unknown, passes unchanged.
func classify(err error) error {
	var known *obolus.Error
	if err == nil || errors.As(err, &known) || errors.Is(err, app.ErrExists) {
		return err
	}
	switch {
	case taken(err):
		return &joined{app.ErrExists, err}
	case gone(err):
		return &obolus.Error{Kind: obolus.Unavailable, Code: "database_unavailable",
			Message: "The database cannot be reached or has no room at the moment. Nothing was lost; please try again in a minute.", Cause: err}
	}
	return err
}

// joined keeps the driver's text for the log under a sentinel for errors.Is.
type joined struct{ sentinel, cause error }

func (j *joined) Error() string   { return j.sentinel.Error() + ": " + j.cause.Error() }
func (j *joined) Unwrap() []error { return []error{j.sentinel, j.cause} }

// taken recognises a violated unique or primary key.
func taken(err error) bool {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code == "23505"
	}
	code := sqliteCode(err)
	return code == sqlitecodes.SQLITE_CONSTRAINT_UNIQUE || code == sqlitecodes.SQLITE_CONSTRAINT_PRIMARYKEY
}

// again recognises a transaction that lost against another and may simply be repeated.
func again(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && (pg.Code == "40001" || pg.Code == "40P01")
}

// gone recognises a database that is away, full, locked for too long or shutting down.
func gone(err error) bool {
	var connect *pgconn.ConnectError // whatever the server's reason: it may start, restore or have no room
	if errors.As(err, &connect) {
		return true
	}
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		class := pg.Code[:min(2, len(pg.Code))] // connection, resources, operator, system
		return class == "08" || class == "53" || class == "57" || class == "58" || pg.Code == "25006"
	}
	switch sqliteCode(err) & 0xff {
	case sqlitecodes.SQLITE_FULL, sqlitecodes.SQLITE_IOERR, sqlitecodes.SQLITE_CANTOPEN, sqlitecodes.SQLITE_BUSY,
		sqlitecodes.SQLITE_READONLY, sqlitecodes.SQLITE_NOMEM, sqlitecodes.SQLITE_INTERRUPT:
		return true
	}
	var network net.Error
	return errors.As(err, &network) || errors.Is(err, driver.ErrBadConn) ||
		errors.Is(err, sql.ErrConnDone) || errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) ||
		pgconn.Timeout(err) || strings.Contains(err.Error(), "unexpected EOF") || strings.Contains(err.Error(), "conn closed")
}

func sqliteCode(err error) int {
	var lite *driversqlite.Error
	if errors.As(err, &lite) {
		return lite.Code()
	}
	return 0
}
