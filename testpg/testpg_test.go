package testpg_test

import (
	"database/sql"
	"errors"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
	_ "github.com/jackc/pgx/v5/stdlib"

	"obolus/testpg"
)

// open connects lazily, as database/sql does, and closes with the test.
func open(t *testing.T, dsn string) *sql.DB {
	t.Helper()
	db, err := sql.Open("pgx", dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		err := db.Close()
		if err != nil {
			t.Errorf("closing %s: %v", dsn, err)
		}
	})
	return db
}

func execute(t *testing.T, db *sql.DB, statement string) {
	t.Helper()
	_, err := db.ExecContext(t.Context(), statement)
	if err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

// Protects every test on PostgreSQL from every other: the same table name in two databases at once.
func TestURL_GivesEachTestItsOwnDatabase(t *testing.T) {
	for _, name := range []string{"one", "two", "three", "four"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := open(t, testpg.URL(t))
			execute(t, db, `CREATE TABLE thing (id BIGINT PRIMARY KEY)`)
			execute(t, db, `INSERT INTO thing (id) VALUES (1)`)
		})
	}
}

// Protects the server from filling up: the database is gone after its test, a connection left open
// or not.
func TestURL_DropsTheDatabase(t *testing.T) {
	var dsn string
	var left *sql.DB
	t.Run("uses it", func(t *testing.T) {
		dsn = testpg.URL(t)
		var err error
		left, err = sql.Open("pgx", dsn)
		if err != nil {
			t.Fatal(err)
		}
		execute(t, left, `SELECT 1`)
	})
	if left == nil {
		t.Skip("no PostgreSQL")
	}
	err := left.Close()
	if err != nil {
		t.Logf("closing the connection that the drop broke: %v", err)
	}

	err = open(t, dsn).PingContext(t.Context())
	var refused *pgconn.PgError
	if !errors.As(err, &refused) || refused.Code != "3D000" {
		t.Fatalf("connecting to the dropped database: got %v, want that it does not exist (3D000)", err)
	}
}

// Protects the rule that CI never passes by skipping an engine.
func TestURL_WithoutServer(t *testing.T) {
	t.Run("skips", func(t *testing.T) {
		t.Setenv("OBOLUS_TEST_POSTGRES", "")
		t.Setenv("CI", "")
		if got := verdict(t); got != "skipped" {
			t.Errorf("got %s, want skipped", got)
		}
	})
	t.Run("fails in CI", func(t *testing.T) {
		t.Setenv("OBOLUS_TEST_POSTGRES", "")
		t.Setenv("CI", "true")
		if got := verdict(t); got != "failed" {
			t.Errorf("got %s, want failed", got)
		}
	})
	t.Run("fails on an address that is no URL", func(t *testing.T) {
		t.Setenv("OBOLUS_TEST_POSTGRES", "host=127.0.0.1 dbname=x")
		if got := verdict(t); got != "failed" {
			t.Errorf("got %s, want failed", got)
		}
	})
}

// judge is a testing.TB that notes how a test ended instead of ending ours. The embedded nil
// interface panics on any method that URL is not expected to call.
type judge struct {
	testing.TB
	said string
}

func (j *judge) Helper()               {}
func (j *judge) Skip(...any)           { j.said = "skipped"; panic(j) }
func (j *judge) Fatal(...any)          { j.said = "failed"; panic(j) }
func (j *judge) Fatalf(string, ...any) { j.said = "failed"; panic(j) }

func verdict(t *testing.T) (said string) {
	t.Helper()
	j := &judge{}
	defer func() {
		if got := recover(); got != any(j) {
			t.Fatalf("URL neither skipped nor failed: %v", got)
		}
		said = j.said
	}()
	url := testpg.URL(j)
	return "gave " + strings.TrimSpace(url)
}
