package store

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"
)

// question is a statement, and what to do with each row of its answer.
type question struct {
	statement string
	args      []any
	row       func(scan func(...any) error) error
}

// ask runs questions one after the other. PostgreSQL is sent all of them at once, which saves waiting for
// one answer before the next can be asked; it still begins each when the one before it has ended, and so
// sees what was committed until then. Outside a transaction there is no connection to send them on.
func (q queries) ask(ctx context.Context, questions ...question) error {
	if q.pg != nil {
		return q.pg.ask(ctx, questions)
	}
	for _, asked := range questions {
		rows, err := q.q.QueryContext(ctx, asked.statement, asked.args...)
		if err != nil {
			return err
		}
		for rows.Next() && err == nil {
			err = asked.row(rows.Scan)
		}
		err = errors.Join(err, rows.Close(), rows.Err())
		if err != nil {
			return err
		}
	}
	return nil
}

// read hands each row of an answer on.
func (asked question) read(rows pgx.Rows) error {
	for rows.Next() {
		err := asked.row(rows.Scan)
		if err != nil {
			return err
		}
	}
	return rows.Err()
}
