package store

import (
	"context"
	"database/sql/driver"
	"errors"

	lru "github.com/hashicorp/golang-lru/v2"
	driversqlite "modernc.org/sqlite"
)

// SQLite's driver reads a statement's text anew each time it runs, which took longer than running it.
// So each connection keeps its last statements prepared, as pgx does for PostgreSQL.

// preparedMost is how many statements a connection keeps, and preparedLongest how long their texts may
// be: bulk statements differ with every number of rows and are not worth a place.
const (
	preparedMost    = 128
	preparedLongest = 4000
)

// connector opens connections to one SQLite file.
type connector struct{ dsn string }

func (c connector) Driver() driver.Driver { return &driversqlite.Driver{} }

func (c connector) Connect(context.Context) (driver.Conn, error) {
	conn, err := c.Driver().Open(c.dsn)
	if err != nil {
		return nil, err
	}
	p := &preparedConn{Conn: conn, whole: conn.(wholeConn)}
	p.statements, err = lru.NewWithEvict(preparedMost, func(_ string, s *preparedStatement) { s.evict() })
	return p, err
}

// wholeConn is what SQLite's connection can do beyond driver.Conn.
type wholeConn interface {
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
	driver.SessionResetter
	driver.Validator
	driver.Pinger
}

// preparedConn is one connection; database/sql lets one goroutine at a time use it.
type preparedConn struct {
	driver.Conn
	whole      wholeConn
	statements *lru.Cache[string, *preparedStatement]
}

var _ wholeConn = (*preparedConn)(nil)

func (c *preparedConn) BeginTx(ctx context.Context, o driver.TxOptions) (driver.Tx, error) {
	return c.whole.BeginTx(ctx, o)
}
func (c *preparedConn) PrepareContext(ctx context.Context, query string) (driver.Stmt, error) {
	return c.whole.PrepareContext(ctx, query)
}
func (c *preparedConn) ResetSession(ctx context.Context) error { return c.whole.ResetSession(ctx) }
func (c *preparedConn) IsValid() bool                          { return c.whole.IsValid() }
func (c *preparedConn) Ping(ctx context.Context) error         { return c.whole.Ping(ctx) }

// Close ends the statements before their connection.
func (c *preparedConn) Close() error {
	c.statements.Purge()
	return c.Conn.Close()
}

func (c *preparedConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	s, err := c.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return c.whole.ExecContext(ctx, query, args)
	}
	defer s.release()
	return s.ExecContext(ctx, args)
}

func (c *preparedConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	s, err := c.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return c.whole.QueryContext(ctx, query, args)
	}
	rows, err := s.QueryContext(ctx, args)
	if err != nil {
		s.release()
		return nil, err
	}
	return &preparedRows{rows, s}, nil
}

// statement returns the prepared statement of a text, or nil where it must run unprepared: because it
// is long, or its rows are still being read.
func (c *preparedConn) statement(ctx context.Context, query string) (*preparedStatement, error) {
	if len(query) > preparedLongest {
		return nil, nil
	}
	s, known := c.statements.Get(query)
	if known && s.busy {
		return nil, nil
	}
	if !known {
		stmt, err := c.whole.PrepareContext(ctx, query)
		if err != nil {
			return nil, err
		}
		runner, complete := stmt.(statementRunner)
		if !complete {
			return nil, errors.Join(errors.New("the driver's statements cannot be run with a context"), stmt.Close())
		}
		s = &preparedStatement{statementRunner: runner}
		c.statements.Add(query, s)
	}
	s.busy = true
	return s, nil
}

type statementRunner interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
}

// preparedStatement is busy while it runs and while its rows are read; one that is evicted meanwhile
// is closed afterwards.
type preparedStatement struct {
	statementRunner
	busy, evicted bool
}

func (s *preparedStatement) release() {
	s.busy = false
	if s.evicted {
		s.Close() // nobody can be told that closing failed, and nothing depends on it
	}
}

func (s *preparedStatement) evict() {
	s.evicted = true
	if !s.busy {
		s.Close()
	}
}

// preparedRows frees its statement when it has been read.
type preparedRows struct {
	driver.Rows
	statement *preparedStatement
}

func (r *preparedRows) Close() error {
	err := r.Rows.Close()
	r.statement.release()
	return err
}
