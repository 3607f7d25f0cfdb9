// Package storetest is the store's promises as one suite, run on both engines. A test here takes a
// fresh, empty database of each.
package storetest

import (
	"context"
	"path/filepath"
	"testing"

	"obolus/store"
	"obolus/testpg"
)

// Each runs a test on an empty database of every engine. A missing PostgreSQL skips its half, and
// fails it where CI=true.
func Each(t *testing.T, test func(t *testing.T, db *store.DB)) {
	t.Run("sqlite", func(t *testing.T) { test(t, Open(t, Ready(t))) })
	t.Run("postgres", func(t *testing.T) { test(t, Open(t, testpg.URL(t))) })
}

// File names an SQLite database that does not exist yet.
func File(t testing.TB) string { return filepath.Join(t.TempDir(), "obolus.db") }

// Open opens a database for the length of a test.
func Open(t testing.TB, address string) *store.DB {
	t.Helper()
	db, err := store.Open(context.Background(), address, store.Options{})
	if err != nil {
		t.Fatalf("opening the database: %v", err)
	}
	t.Cleanup(func() {
		err := db.Close()
		if err != nil {
			t.Errorf("closing the database: %v", err)
		}
	})
	return db
}
