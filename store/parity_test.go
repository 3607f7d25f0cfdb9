package store_test

import (
	"slices"
	"testing"

	"obolus/store"
	"obolus/store/storetest"
	"obolus/testpg"
)

// TestParity protects the two folders of migrations from growing apart: the same files, and in the
// databases that they make the same tables, columns, keys, indexes, foreign keys and number of rules,
// as the engines themselves report them. That the rules are the same ones is TestConstraints' business.
func TestParity(t *testing.T) {
	ours, err := store.MigrationFiles("sqlite")
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := store.MigrationFiles("postgres")
	if err != nil || !slices.Equal(ours, theirs) {
		t.Errorf("the files are %v and %v, %v", ours, theirs, err)
	}
	lite, pg := storetest.Open(t, storetest.File(t)), storetest.Open(t, testpg.URL(t))
	for name, query := range map[string]func(catalog) string{
		"columns":      func(c catalog) string { return c.columns },
		"keys":         func(c catalog) string { return c.keys },
		"foreign keys": func(c catalog) string { return c.foreign },
		"checks":       func(c catalog) string { return c.checks },
		"tables":       func(c catalog) string { return c.tables }, // on SQLite those that are STRICT
	} {
		one, other := read(t, lite, query(inSQLite)), read(t, pg, query(inPostgres))
		if len(one) == 0 {
			t.Errorf("SQLite reports no %s", name)
		}
		for _, fact := range one {
			if !slices.Contains(other, fact) {
				t.Errorf("%s: only SQLite has %q", name, fact)
			}
		}
		for _, fact := range other {
			if !slices.Contains(one, fact) {
				t.Errorf("%s: only PostgreSQL has %q", name, fact)
			}
		}
	}
}
