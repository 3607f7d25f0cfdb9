package store

import (
	"context"
	"embed"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"obolus"
)

//go:embed sqlite/*.sql postgres/*.sql
var migrations embed.FS

// Version is a schema's number: how many migrations it has seen.
type Version struct{ Database, Program int64 }

// fits refuses a database of a newer obolus, and one of an older one that has not been migrated (kind Conflict).
func (v Version) fits() error {
	switch {
	case v.Database > v.Program:
		return obolus.Errorf(obolus.Conflict, "schema_newer",
			"the database has schema %d and this program knows %d: run the newer obolus that wrote it", v.Database, v.Program)
	case v.Database < v.Program:
		return obolus.Errorf(obolus.Conflict, "schema_older",
			"the database has schema %d and this program needs %d: make a backup, then run `obolus migrate`", v.Database, v.Program)
	}
	return nil
}

// migrate brings the schema to the program's version where it may. It only goes forward, and it
// refuses to touch a database that a newer obolus has written (kind Conflict).
func (db *DB) migrate(ctx context.Context, options Options) error {
	version, err := db.SchemaVersion(ctx)
	if err != nil {
		return err
	}
	db.schema = version.Program
	switch {
	case version.Database >= version.Program:
		return version.fits()
	case version.Database == 0 && options.Existing:
		return obolus.Errorf(obolus.NotFound, "database_unknown",
			"there is nothing of obolus in this database: name another with --db or OBOLUS_DB, or make one of it with obolus migrate")
	case version.Database != 0 && !options.Migrate:
		return version.fits()
	}
	provider, err := db.migrator()
	if err != nil {
		return err
	}
	_, err = provider.Up(ctx)
	if err != nil { // another process may have done it meanwhile
		version, again := db.SchemaVersion(ctx)
		if again != nil || version.Database != version.Program {
			return fmt.Errorf("migrating the schema: %w", err)
		}
	}
	return nil
}

// SchemaVersion tells the database's schema and the program's. It changes nothing but for creating
// the table that remembers the version.
func (db *DB) SchemaVersion(ctx context.Context) (Version, error) {
	provider, err := db.migrator()
	if err != nil {
		return Version{}, err
	}
	var version Version
	version.Database, err = provider.GetDBVersion(ctx)
	if err != nil {
		return Version{}, fmt.Errorf("reading the schema's version: %w", err)
	}
	for _, source := range provider.ListSources() {
		version.Program = max(version.Program, source.Version)
	}
	return version, nil
}

func (db *DB) migrator() (*goose.Provider, error) {
	folder, err := fs.Sub(migrations, string(db.engine))
	if err != nil {
		return nil, fmt.Errorf("finding the migrations: %w", err)
	}
	options := []goose.ProviderOption{goose.WithDisableGlobalRegistry(true), goose.WithGoMigrations(readdressing()...)}
	if db.engine == sqlite {
		return goose.NewProvider(goose.DialectSQLite3, db.write, folder, options...)
	}
	locker, err := lock.NewPostgresSessionLocker() // so that processes that start together take turns
	if err != nil {
		return nil, fmt.Errorf("making the migration lock: %w", err)
	}
	return goose.NewProvider(goose.DialectPostgres, db.write, folder, append(options, goose.WithSessionLocker(locker))...)
}
