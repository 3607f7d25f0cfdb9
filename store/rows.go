package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"obolus"
)

// all runs a query and scans every row.
func all[T any](ctx context.Context, q querier, scan func(*sql.Rows) (T, error), query string, args ...any) ([]T, error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, classify(err)
	}
	defer rows.Close()
	var list []T
	for rows.Next() {
		value, err := scan(rows)
		if err != nil {
			return nil, classify(err)
		}
		list = append(list, value)
	}
	return list, classify(rows.Err())
}

// one runs a query for one row; where there is none it returns an error of kind NotFound with the
// given code and sentence.
func one[T any](ctx context.Context, q querier, scan func(*sql.Rows) (T, error), code, missing, query string, args ...any) (T, error) {
	list, err := all(ctx, q, scan, query, args...)
	if err == nil && len(list) == 0 {
		err = obolus.Errorf(obolus.NotFound, code, "%s", missing)
	}
	if err != nil {
		var none T
		return none, err
	}
	return list[0], nil
}

// single runs a query for one row, of which the caller scans what it wants; sql.ErrNoRows where there is none.
func single(ctx context.Context, q querier, query string, args ...any) singleRow {
	rows, err := q.QueryContext(ctx, query, args...)
	return singleRow{rows, err}
}

type singleRow struct {
	rows *sql.Rows
	err  error
}

func (r singleRow) Scan(into ...any) error {
	if r.err != nil {
		return r.err
	}
	defer r.rows.Close()
	if r.rows.Next() {
		return errors.Join(r.rows.Scan(into...), r.rows.Close())
	}
	err := r.rows.Err()
	if err == nil {
		err = sql.ErrNoRows
	}
	return err
}

// exec runs a statement and tells how many rows it changed.
func exec(ctx context.Context, q querier, query string, args ...any) (int64, error) {
	result, err := q.ExecContext(ctx, query, args...)
	if err != nil {
		return 0, classify(err)
	}
	return result.RowsAffected()
}

// errNoRow is for updates that must find their row: the caller has locked or just read it.
var errNoRow = errors.New("the row to be changed is not there")

// execOne is exec for a statement that must change exactly one row.
func execOne(ctx context.Context, q querier, query string, args ...any) error {
	n, err := exec(ctx, q, query, args...)
	if err == nil && n != 1 {
		err = fmt.Errorf("%w (%d rows)", errNoRow, n)
	}
	return err
}
