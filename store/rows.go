package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

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

// values writes the placeholders of n rows of the given width: ($1,$2),($3,$4)
func values(n, width int) string {
	var b strings.Builder
	b.Grow(n * width * 6)
	for i := range n * width {
		switch {
		case i == 0:
			b.WriteByte('(')
		case i%width == 0:
			b.WriteString("),(")
		default:
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "$%d", i+1)
	}
	b.WriteByte(')')
	return b.String()
}

// list writes n placeholders beginning at $first, for IN (…).
func list(first, n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "$%d", first+i)
	}
	return b.String()
}

// typedValues writes n rows of placeholders as a table with named columns, such as "owner BIGINT".
// PostgreSQL must be told the types of parameters that are not inserted straight into a column, and
// takes them from the first row. VALUES has no limit of rows on SQLite, a UNION has.
func typedValues(n int, columns ...string) string {
	var names strings.Builder
	for i, column := range columns {
		name, _, _ := strings.Cut(column, " ")
		if i > 0 {
			names.WriteByte(',')
		}
		fmt.Fprintf(&names, "column%d AS %s", i+1, name)
	}
	return "SELECT " + names.String() + " FROM (" + typedRows(n, columns...) + ") AS typed"
}

// typedRows writes n rows of placeholders whose types are told, beginning at $1.
func typedRows(n int, columns ...string) string {
	var b strings.Builder
	b.WriteString("VALUES ")
	for i := range n * len(columns) {
		switch column := i % len(columns); {
		case i == 0:
			b.WriteByte('(')
		case column == 0:
			b.WriteString("),(")
		default:
			b.WriteByte(',')
		}
		if i >= len(columns) {
			fmt.Fprintf(&b, "$%d", i+1)
			continue
		}
		_, kind, _ := strings.Cut(columns[i], " ")
		fmt.Fprintf(&b, "CAST($%d AS %s)", i+1, kind)
	}
	b.WriteByte(')')
	return b.String()
}
