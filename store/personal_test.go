package store_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"obolus/app"
	"obolus/store"
	"obolus/store/storetest"
)

// Protects whoever asks for her data, or leaves, from tables that nobody thought of: each that names a
// person says what she may read of it and whether its rows stay.
func TestPersonalTables(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		listed := store.PersonalColumns()
		for _, reference := range read(t, db, catalogs[db.Engine()].foreign) { // "click.thing → thing.id"
			column, target, _ := strings.Cut(reference, " → ")
			if target != "person.id" || slices.Contains(listed, column) {
				continue
			}
			t.Errorf("%s is a person's and not among the tables of store/personal.go", column)
		}
	})
}

// Protects whoever leaves: of the rows that no book needs none is left, nor a letter to her.
func TestForgetPerson(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		furnish(t, db)
		for _, statement := range []string{
			`UPDATE account SET email = 'ada@example.org', folded = 'ada@example.org' WHERE person = 1`,
			`UPDATE letter SET email = 'ada@example.org'`,
			`UPDATE waiting SET folded = 'ada@example.org'`,
		} {
			_, err := db.Raw().ExecContext(t.Context(), statement)
			done(t, err)
		}
		done(t, db.Write(t.Context(), func(tx app.Tx) error {
			return tx.ForgetPerson(t.Context(), 1, "deleted-1", "deleted:1", time.UnixMilli(5))
		}))
		for _, table := range append(store.ForgottenTables(), "letter WHERE email = 'ada@example.org'", "waiting WHERE folded = 'ada@example.org'") {
			var n int
			done(t, db.Raw().QueryRowContext(t.Context(), `SELECT COUNT(*) FROM `+table).Scan(&n))
			if n != 0 {
				t.Errorf("%d rows are left of %s", n, table)
			}
		}
		p, err := db.Person(t.Context(), 1)
		if err != nil || p.Name != "deleted-1" || !p.Deleted() || !p.Anonymous || p.Budget != 0 {
			t.Errorf("she is %+v, %v", p, err)
		}
	})
}

func done(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
