package store

import (
	"fmt"
	"strconv"
	"strings"
)

// placeholder writes the n-th parameter of a list that is made up at run time, whose parameters stand
// in order and once each. SQLite takes $1 for a name and looks every name up among all others: with a
// thousand rows an INSERT with $n was measured to be eighty times slower than the same with ?.
func (e engine) placeholder(n int) string {
	if e == sqlite {
		return "?"
	}
	return "$" + strconv.Itoa(n)
}

// values writes the placeholders of n rows of the given width: ($1,$2),($3,$4)
func (e engine) values(n, width int) string {
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
		b.WriteString(e.placeholder(i + 1))
	}
	b.WriteByte(')')
	return b.String()
}

// list writes n placeholders beginning at $first, for IN (…).
func (e engine) list(first, n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(e.placeholder(first + i))
	}
	return b.String()
}

// typedRows writes n rows of placeholders whose types are told, beginning at $1. PostgreSQL must be told
// the types of parameters that are not inserted straight into a column, and takes them from the first row.
func (e engine) typedRows(n int, columns ...string) string {
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
			b.WriteString(e.placeholder(i + 1))
			continue
		}
		_, kind, _ := strings.Cut(columns[i], " ")
		fmt.Fprintf(&b, "CAST(%s AS %s)", e.placeholder(i+1), kind)
	}
	b.WriteByte(')')
	return b.String()
}

// among compares with a list of numbers: a condition to stand behind a column, and its arguments from $1
// on. PostgreSQL takes the list as one array, so that it plans a single statement for all lengths; SQLite
// has no arrays.
func among[ID ~int64](e engine, numbers []ID) (condition string, args []any) {
	return amongPlain(e, plain(numbers))
}

// amongPlain is among for values that drivers know.
func amongPlain[V int64 | string](e engine, values []V) (condition string, args []any) {
	if e == postgres {
		return "= ANY($1)", []any{values}
	}
	args = padded(values)
	return "IN (" + e.list(1, len(args)) + ")", args
}

// plain makes numbers of one type out of those of many, which is what drivers know.
func plain[ID ~int64](numbers []ID) []int64 {
	list := make([]int64, len(numbers))
	for i, n := range numbers {
		list[i] = int64(n)
	}
	return list
}

// padded makes values into arguments for IN (…), repeating the last one up to a power of two: so few
// lengths occur that the database knows the statement already.
func padded[V int64 | string](values []V) []any {
	if len(values) == 0 {
		return nil
	}
	length := 1
	for length < len(values) {
		length *= 2
	}
	args := make([]any, length)
	for i := range args {
		args[i] = values[min(i, len(values)-1)]
	}
	return args
}
