// Package testpg is the test bench's PostgreSQL: a database of its own for every test, and a proxy
// that makes the server slow, or gone, at the test's wish.
//
// The server is the one that OBOLUS_TEST_POSTGRES names; `make test` starts a private one and sets
// it. Only tests import this package.
package testpg

import (
	"context"
	"crypto/rand"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// patience bounds creating and dropping one database, which takes a tenth of a second on an idle
// machine. Beyond it the server is gone, and the test should say so instead of hanging.
const patience = time.Minute

// URL creates an empty database, gives its postgres:// URL and drops it when the test ends, whatever
// is still connected to it. It is a database rather than a schema because advisory locks and
// notifications reach across the schemas of one database: parallel tests would feel each other.
//
// Without a server the test is skipped; with CI=true that is a failure.
func URL(t testing.TB) string {
	t.Helper()
	server := serverURL(t)
	name := "obolus_test_" + strings.ToLower(rand.Text())

	// template0 takes no connections, so that many tests can copy it at once.
	execute(t, server, "CREATE DATABASE "+name+" TEMPLATE template0")
	t.Cleanup(func() { execute(t, server, "DROP DATABASE "+name+" WITH (FORCE)") })

	own := *server
	own.Path = "/" + name
	return own.String()
}

// serverURL is where the server listens, or the end of the test.
func serverURL(t testing.TB) *url.URL {
	t.Helper()
	dsn := os.Getenv("OBOLUS_TEST_POSTGRES")
	if dsn == "" && os.Getenv("CI") == "true" {
		t.Fatal("OBOLUS_TEST_POSTGRES is not set, and with CI=true PostgreSQL must be tested: run make test")
	}
	if dsn == "" {
		t.Skip("no PostgreSQL: OBOLUS_TEST_POSTGRES is not set; make test starts one")
	}
	return parse(t, dsn)
}

// parse refuses the keyword form of a DSN ("host=… dbname=…"): only a URL's database can be swapped.
func parse(t testing.TB, dsn string) *url.URL {
	t.Helper()
	u, err := url.Parse(dsn)
	if err != nil {
		t.Fatalf("testpg: reading the address of PostgreSQL: %v", err)
	}
	if u.Scheme != "postgres" && u.Scheme != "postgresql" || u.Host == "" {
		t.Fatalf("testpg: %q is not of the form postgres://user@host:port/database", u.Redacted())
	}
	return u
}

// execute runs one statement on a connection of its own: CREATE and DROP DATABASE take no
// transaction, and the test's own context has already ended when its cleanups run.
func execute(t testing.TB, server *url.URL, statement string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	conn, err := pgx.Connect(ctx, server.String())
	if err != nil {
		t.Fatalf("testpg: connecting to PostgreSQL for %s: %v", statement, err)
	}
	_, err = conn.Exec(ctx, statement)
	if err != nil {
		t.Errorf("testpg: %s: %v", statement, err)
	}
	err = conn.Close(ctx)
	if err != nil {
		t.Errorf("testpg: closing the connection after %s: %v", statement, err)
	}
}
