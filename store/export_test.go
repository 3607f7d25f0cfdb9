package store

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"strings"
)

// Raw is the writing pool, for tests of what the database itself refuses.
func (db *DB) Raw() *sql.DB { return db.write }

// MigrateTo brings the database at an address to an older schema, runs what a program of that time would
// have run in it, and leaves it there.
func MigrateTo(ctx context.Context, address string, version int64, statements ...string) error {
	open := func() (*DB, error) { return openSQLite(address, false) }
	if strings.HasPrefix(address, "postgres://") {
		open = func() (*DB, error) { return openPostgres(address) }
	}
	db, err := open()
	if err != nil {
		return err
	}
	defer db.Close()
	provider, err := db.migrator()
	if err != nil {
		return err
	}
	_, err = provider.UpTo(ctx, version)
	for _, statement := range statements {
		if err == nil {
			_, err = db.write.ExecContext(ctx, statement)
		}
	}
	return err
}

// MigrationFiles names an engine's migrations.
func MigrationFiles(folder string) ([]string, error) {
	files, err := fs.Glob(migrations, folder+"/*.sql")
	for i := range files {
		files[i] = strings.TrimPrefix(files[i], folder+"/")
	}
	if err == nil && len(files) == 0 {
		err = fmt.Errorf("no migrations in %s", folder)
	}
	return files, err
}

// PersonalColumns are the columns that tell whose a personal row is.
func PersonalColumns() []string {
	var columns []string
	for _, t := range personalTables {
		columns = append(columns, t.name+"."+t.owner)
	}
	return columns
}

// ForgottenTables are the tables of which rows go when person 1 leaves, with a condition for these rows.
func ForgottenTables() []string {
	var tables []string
	for _, t := range personalTables {
		if !t.kept {
			tables = append(tables, t.name+" WHERE "+t.owner+" = 1")
		}
	}
	return tables
}

// Ask reads one number by itself, as single reads do.
func (db *DB) Ask(ctx context.Context, query string) (n int64, err error) {
	err = single(ctx, db.q, query).Scan(&n)
	return n, err
}
