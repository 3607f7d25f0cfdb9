package store_test

import (
	"strings"
	"sync"
	"testing"

	"obolus"
	"obolus/store"
	"obolus/store/storetest"
	"obolus/testpg"
)

// open opens an address for the length of the test if it can be.
func open(t *testing.T, address string, options store.Options) (*store.DB, error) {
	t.Helper()
	db, err := store.Open(t.Context(), address, options)
	if err == nil {
		t.Cleanup(func() {
			err := db.Close()
			if err != nil {
				t.Error(err)
			}
		})
	}
	return db, err
}

func refusedAs(t *testing.T, err error, code string) {
	t.Helper()
	got := obolus.AsError(err)
	if got == nil || got.Kind != obolus.Conflict || got.Code != code {
		t.Errorf("opening gave %v, want it refused as %s", err, code)
	}
}

// Protects a new database: it gets its schema by itself. On PostgreSQL several processes may begin at
// once; a new SQLite file is begun by one, since nothing but its own lock could make others wait.
func TestOpen_NewDatabase(t *testing.T) {
	addresses(t, func(t *testing.T, address string) {
		databases, errs := make([]*store.DB, 4), make([]error, 4)
		var all sync.WaitGroup
		for i := range databases {
			all.Go(func() { databases[i], errs[i] = open(t, address, store.Options{}) })
			if !strings.HasPrefix(address, "postgres://") {
				all.Wait()
			}
		}
		all.Wait()
		for i, db := range databases {
			if errs[i] != nil {
				t.Errorf("process %d: %v", i, errs[i])
				continue
			}
			version, err := db.SchemaVersion(t.Context())
			if err != nil || version.Database != version.Program || version.Program == 0 {
				t.Errorf("process %d has schema %+v, %v", i, version, err)
			}
		}
	})
}

// Protects an older database: it is only migrated where that is asked for, and keeps what is in it.
func TestOpen_OlderSchema(t *testing.T) {
	addresses(t, func(t *testing.T, address string) {
		err := store.MigrateTo(t.Context(), address, 2)
		if err != nil {
			t.Fatal(err)
		}
		for range 2 { // the refusal has changed nothing
			_, err = open(t, address, store.Options{})
			refusedAs(t, err, "schema_older")
		}
		db, err := open(t, address, store.Options{Migrate: true})
		if err != nil {
			t.Fatal(err)
		}
		furnish(t, db)
		version, err := db.SchemaVersion(t.Context())
		if err != nil || version.Database != version.Program {
			t.Errorf("the schema is %+v, %v", version, err)
		}
		_, err = open(t, address, store.Options{})
		if err != nil {
			t.Error(err)
		}
	})
}

// Protects a database from a program that is older than it: nothing is read, migrated or written.
func TestOpen_NewerSchema(t *testing.T) {
	addresses(t, func(t *testing.T, address string) {
		_, err := storetest.Open(t, address).Raw().ExecContext(t.Context(),
			`INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, $1)`, true)
		if err != nil {
			t.Fatal(err)
		}
		for _, migrate := range []bool{false, true} {
			_, err = open(t, address, store.Options{Migrate: migrate})
			refusedAs(t, err, "schema_newer")
		}
	})
}

// Protects operators from a mistyped name: a database with nothing of obolus in it must not look like an instance
// in which all adds up, where the command means nothing on an empty one.
func TestOpen_ExistingRefusesAnEmptyOne(t *testing.T) {
	address := testpg.URL(t)
	for range 2 {
		_, err := open(t, address, store.Options{Existing: true, Migrate: true})
		if refused := obolus.AsError(err); err == nil || refused.Kind != obolus.NotFound || refused.Code != "database_unknown" {
			t.Errorf("opening gave %v", err)
		}
	}
	for _, existing := range []bool{false, true} {
		_, err := open(t, address, store.Options{Existing: existing})
		if err != nil {
			t.Error(err)
		}
	}
}

// Protects a balancer from a process whose database a newer obolus has migrated, or that was put back to an older
// state, while it ran.
func TestPing_SchemaThatDoesNotFit(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		err := db.Ping(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, step := range []struct{ statement, code string }{
			{`INSERT INTO goose_db_version (version_id, is_applied) SELECT 9999, is_applied FROM goose_db_version WHERE version_id = 1`, "schema_newer"},
			{`DELETE FROM goose_db_version WHERE version_id > 3`, "schema_older"},
			{`DROP TABLE goose_db_version`, "internal"},
		} {
			_, err = db.Raw().ExecContext(t.Context(), step.statement)
			if err != nil {
				t.Fatal(err)
			}
			err = db.Ping(t.Context())
			if err == nil || obolus.AsError(err).Code != step.code {
				t.Errorf("after %q the database gave %v, want %s", step.statement, err, step.code)
			}
		}
	})
}
