package store

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// createSQLite makes a new SQLite file appear with its whole schema at once: processes that start
// together on a new file never see each other's half of it. It does nothing where the file exists.
func createSQLite(ctx context.Context, path string, options Options) error {
	_, err := os.Stat(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return nil // opening it will tell what is wrong, if anything is
	}
	draft := path + ".new-" + rand.Text()
	db, err := openSQLite(draft, options.Volatile)
	if err != nil {
		return err
	}
	defer func() {
		for _, suffix := range []string{"", "-wal", "-shm"} {
			os.Remove(draft + suffix) // what is not there, or cannot be removed, harms nobody
		}
	}()
	db.log = options.Log
	err = db.migrate(ctx, Options{Migrate: true})
	closed := db.Close() // moves the log into the file
	if err == nil {
		err = closed
	}
	if err != nil {
		return fmt.Errorf("making a new database: %w", err)
	}
	err = os.Link(draft, path)
	if err != nil && !errors.Is(err, fs.ErrExist) { // somebody else's is as good
		return fmt.Errorf("putting the new database in its place: %w", err)
	}
	return nil
}
