package storetest

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"obolus/store"
)

// Ready gives an empty SQLite database that has all its tables. Every test's is a copy of one: to make the
// tables takes more than a second under the race detector, longer than most tests.
func Ready(t testing.TB) string {
	t.Helper()
	content, err := made()
	if err != nil {
		t.Fatalf("making the database that is copied: %v", err)
	}
	path := File(t)
	err = os.WriteFile(path, content, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	return path
}

var made = sync.OnceValues(func() ([]byte, error) {
	folder, err := os.MkdirTemp("", "obolus-test-") // no test's own, which would be gone for the next one
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "obolus.db")
	db, err := store.Open(context.Background(), path, store.Options{})
	if err != nil {
		return nil, err
	}
	err = db.Close()
	if err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})
