package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"obolus"
)

// Backup writes a copy of the SQLite database at path, as of one instant, to a file that must not
// exist (kind Conflict, file_exists), in a folder that does (kind NotFound, folder_unknown). Others may
// read and write meanwhile. The schema is not looked at, since a backup is made before migrating. The
// file appears only when it is whole and on the disk.
func Backup(ctx context.Context, path, file string) error {
	_, err := os.Lstat(file)
	if err == nil {
		return obolus.Errorf(obolus.Conflict, "file_exists", "%s is there already: choose another name, nothing is overwritten", file)
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("looking for %s: %w", file, err)
	}
	folder := filepath.Dir(file)
	_, err = os.Stat(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return obolus.Errorf(obolus.NotFound, "folder_unknown", "there is no folder %s to write the backup to", folder)
	}
	partial := file + ".partial"
	err = os.Remove(partial) // of a backup that was broken off
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("removing %s: %w", partial, err)
	}
	err = vacuumInto(ctx, path, partial)
	if err == nil {
		err = settle(partial, file)
	}
	if err != nil {
		_ = os.Remove(partial)
		return fmt.Errorf("writing the backup %s: %w", file, err)
	}
	return nil
}

// vacuumInto copies the database in one read transaction, on a connection of its own.
func vacuumInto(ctx context.Context, path, file string) error {
	source := (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath()}).String()
	db, err := sql.Open("sqlite", source+"?mode=rw&_pragma=busy_timeout(15000)&_pragma=synchronous(FULL)")
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = db.ExecContext(ctx, `VACUUM INTO $1`, file)
	return classify(err)
}

// settle puts a whole file on the disk and gives it its name.
func settle(partial, file string) error {
	f, err := os.OpenFile(partial, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	err = errors.Join(f.Sync(), f.Close())
	if err != nil {
		return err
	}
	return os.Rename(partial, file)
}
