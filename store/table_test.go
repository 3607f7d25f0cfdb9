package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
	driversqlite "modernc.org/sqlite"
	sqlitecodes "modernc.org/sqlite/lib"

	"obolus/store"
	"obolus/store/storetest"
)

// row is a table's row by column.
type row map[string]any

// table is what a table accepts and refuses. Every noun's file has those of its tables.
type table struct {
	name    string
	there   row              // a row that the others refer to
	fresh   row              // another that is accepted
	refused map[string][]row // by PostgreSQL's name of the constraint: changes to fresh that it refuses
}

// tables are in the order in which they refer to each other.
var tables = slices.Concat(peopleTables, recipientTables, thingTables, aboutTables, ledgerTables, depositTables, payoutTables, clickTables, monthTables, jobTables, receiptTables, operatorTables, accountTables, wishTables)

// TestConstraints holds every constraint of every table against both engines: the database refuses
// what the code should never write.
func TestConstraints(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		furnish(t, db)
		met := map[string]bool{}
		for _, table := range tables {
			t.Run(table.name, func(t *testing.T) {
				if got := refusal(insert(t, db, table.name, table.fresh)); got != "" {
					t.Fatalf("the fresh row is refused: %s", got)
				}
				for constraint, rows := range table.refused {
					met[constraint] = true
					for _, change := range rows {
						check(t, db, table, constraint, change)
					}
				}
				notNull(t, db, table)
			})
		}
		if db.Engine() == "postgres" {
			complete(t, db, met)
		}
	})
}

// check fails the test unless the change to the table's fresh row is refused by the constraint.
func check(t *testing.T, db *store.DB, table table, constraint string, change row) {
	t.Helper()
	err := insert(t, db, table.name, changed(table.fresh, change))
	var pg *pgconn.PgError
	if got := refusal(err); got != kindOf(constraint) {
		t.Errorf("%v is refused by %q, want it refused by %s: %v", change, got, constraint, err)
	} else if errors.As(err, &pg) && pg.ConstraintName != constraint {
		t.Errorf("%v is refused by %s, want it refused by %s", change, pg.ConstraintName, constraint)
	}
}

// notNull tries NULL in every column that forbids it.
func notNull(t *testing.T, db *store.DB, table table) {
	t.Helper()
	for column := range table.fresh {
		if !slices.Contains(read(t, db, catalogs[db.Engine()].notNull), table.name+"."+column) {
			continue
		}
		err := insert(t, db, table.name, changed(table.fresh, row{column: nil}))
		if got := refusal(err); got != "not null" {
			t.Errorf("%s NULL is refused by %q, want not null: %v", column, got, err)
		}
	}
}

// complete fails the test where a constraint of the database is not among those met.
func complete(t *testing.T, db *store.DB, met map[string]bool) {
	t.Helper()
	for _, name := range read(t, db, `SELECT conname FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
		WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'f', 'p', 'u') AND relname NOT IN ('goose_db_version', 'search')`) {
		if !met[name] {
			t.Errorf("nothing is tried against the constraint %s", name)
		}
		delete(met, name)
	}
	for name := range met {
		t.Errorf("there is no constraint %s", name)
	}
}

// kindOf tells by PostgreSQL's name what sort of constraint it is.
func kindOf(constraint string) string {
	switch {
	case strings.HasSuffix(constraint, "_pkey"), strings.HasSuffix(constraint, "_key"):
		return "unique"
	case strings.HasSuffix(constraint, "_fkey"):
		return "foreign key"
	}
	return "check"
}

// refusal names the sort of constraint that an error comes from, "" for none; another error is its text.
func refusal(err error) string {
	if err == nil {
		return ""
	}
	var pg *pgconn.PgError
	var lite *driversqlite.Error
	kinds := map[string]string{"23505": "unique", "23503": "foreign key", "23514": "check", "23502": "not null", "23000": "trigger"}
	codes := map[int]string{
		sqlitecodes.SQLITE_CONSTRAINT_UNIQUE: "unique", sqlitecodes.SQLITE_CONSTRAINT_PRIMARYKEY: "unique",
		sqlitecodes.SQLITE_CONSTRAINT_FOREIGNKEY: "foreign key", sqlitecodes.SQLITE_CONSTRAINT_CHECK: "check",
		sqlitecodes.SQLITE_CONSTRAINT_NOTNULL: "not null", sqlitecodes.SQLITE_CONSTRAINT_TRIGGER: "trigger",
	}
	switch {
	case errors.As(err, &pg) && kinds[pg.Code] != "":
		return kinds[pg.Code]
	case errors.As(err, &lite) && codes[lite.Code()] != "":
		return codes[lite.Code()]
	}
	return err.Error()
}

// furnish fills a database with the rows that are there.
func furnish(t *testing.T, db *store.DB) {
	t.Helper()
	for _, table := range tables {
		statement, args := insertion(table.name, table.there)
		_, err := db.Raw().ExecContext(t.Context(), statement, args...)
		if err != nil {
			t.Fatalf("furnishing %s: %v", table.name, err)
		}
	}
}

// insert tries a row and takes it back.
func insert(t *testing.T, db *store.DB, table string, r row) error {
	t.Helper()
	statement, args := insertion(table, r)
	return attempt(t.Context(), db.Raw(), statement, args...)
}

// attempt runs a statement in a transaction that is rolled back.
func attempt(ctx context.Context, db *sql.DB, statement string, args ...any) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, statement, args...)
	return errors.Join(err, tx.Rollback())
}

func insertion(table string, r row) (string, []any) {
	var columns, places []string
	var args []any
	for _, column := range slices.Sorted(maps.Keys(r)) {
		columns, args = append(columns, column), append(args, r[column])
		places = append(places, fmt.Sprintf("$%d", len(args)))
	}
	return fmt.Sprintf(`INSERT INTO %s (%s) VALUES (%s)`, table, strings.Join(columns, ", "), strings.Join(places, ", ")), args
}

func changed(r, change row) row {
	r = maps.Clone(r)
	maps.Copy(r, change)
	return r
}
