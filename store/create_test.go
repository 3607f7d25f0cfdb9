package store_test

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"obolus/store"
	"obolus/store/storetest"
)

// Processes that start together on a new SQLite file all find its whole schema, and leave no drafts.
func TestOpen_ManyAtOnceOnANewFile(t *testing.T) {
	path := storetest.File(t)
	var group sync.WaitGroup
	for range 12 {
		group.Go(func() {
			db, err := store.Open(context.Background(), path, store.Options{})
			if err != nil {
				t.Errorf("opening: %v", err)
				return
			}
			defer db.Close()
			version, err := db.SchemaVersion(context.Background())
			if err != nil || version.Database != version.Program {
				t.Errorf("the schema is %+v, %v", version, err)
			}
		})
	}
	group.Wait()
	files, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if matched, _ := filepath.Match("*.new-*", file.Name()); matched {
			t.Errorf("the draft %s was left", file.Name())
		}
	}
}
