package store_test

import (
	"os"
	"strings"
	"testing"

	"obolus"
	"obolus/store"
	"obolus/testpg"
)

// Protects the operator's choice of what reading a page costs PostgreSQL: only where there is none is it ours.
func TestOpen_PagesAreCheapUnlessTheOperatorSaysOtherwise(t *testing.T) {
	address := testpg.URL(t)
	for suffix, want := range map[string]string{"": "1.1", "&random_page_cost=3": "3"} {
		db, err := open(t, address+suffix, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var cost string
		err = db.Raw().QueryRowContext(t.Context(), `SHOW random_page_cost`).Scan(&cost)
		if err != nil || cost != want {
			t.Errorf("with %q it is %s, %v; want %s", suffix, cost, err, want)
		}
	}
}

// Protects a password in an address that we cannot use, from the terminal and the logs of whoever mistyped it,
// and from becoming the name of a file.
func TestOpen_PasswordIsNotRepeated(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, address := range []string{
		" postgres://ada:s3cret@db/x", `"postgres://ada:s3cret@db/x"`, "./postgres://ada:s3cret@db/x", "DATABASE_URL=postgres://ada:s3cret@db/x",
		"sqlite:postgres://ada:s3cret@db/x", "Postgres://ada:s3cret@db/x", "postgres//ada:s3cret@db/x", "postgres:/ada:s3cret@db/x", "ada:s3cret@db:5432/x",
		"jdbc:postgresql://db/x?user=ada&password=s3cret", "host=db user=ada password=s3cret dbname=x", "Host=db;Password=s3cret?",
		"postgres://ada:1/s3cret@db/x", "postgres://ada:s3cret@db:x/y", "postgres://ada:s3cret%zz@db/x",
	} {
		_, err := open(t, address, store.Options{})
		if obolus.KindOf(err) != obolus.Invalid || obolus.AsError(err).Field != "db" || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%q is told %v", address, err)
		}
	}
	if left, err := os.ReadDir("."); err != nil || len(left) > 0 {
		t.Errorf("there is %v, %v", left, err)
	}
	for _, path := range []string{"a=b.db", "ada@home.db", "12:30.db", "user.db"} {
		if _, err := open(t, path, store.Options{}); err != nil {
			t.Errorf("%s, which is a file's name, is told %v", path, err)
		}
	}
}
