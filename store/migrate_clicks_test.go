package store_test

import (
	"slices"
	"testing"

	"obolus/store"
)

// Protects the clicks of an older database, closed months' and the running one's, while their table gets
// another key: each is there afterwards, once, as it was, and is as safe from change as before.
func TestMigrate_ClicksOfAnOlderSchema(t *testing.T) {
	addresses(t, func(t *testing.T, address string) {
		err := store.MigrateTo(t.Context(), address, 14,
			`INSERT INTO person (id, name, folded, budget, created_at) VALUES (1, 'Ann', 'ann', 0, 0), (2, 'Bo', 'bo', 0, 0)`,
			`INSERT INTO recipient (id, kind, name, created_at) VALUES (12, 'identity', 'domain:example.org', 0), (13, 'identity', 'domain:example.net', 0)`,
			`INSERT INTO thing (id, url, title, recipient, created_at) VALUES (21, 'https://example.org/', 'One', 12, 0), (22, 'https://example.net/', 'Two', 13, 0)`,
			`INSERT INTO click (supporter, month, thing, recipient, id, weight, at) VALUES
				(1, 202608, 21, 12, 31, 1, 5), (1, 202609, 22, 13, 32, 2, 6), (2, 202608, 22, 13, 33, 1, 7), (2, 202609, 21, 13, 34, 1, 8)`,
			`INSERT INTO month (month, closed_at, fee_rate) VALUES (202608, 9, 0)`)
		if err != nil {
			t.Fatal(err)
		}
		db, err := open(t, address, store.Options{Migrate: true})
		if err != nil {
			t.Fatal(err)
		}
		const clicks = `SELECT CAST(id AS TEXT) || ' ' || CAST(supporter AS TEXT) || ' ' || CAST(month AS TEXT) || ' ' || CAST(thing AS TEXT) || ' ' ||
			CAST(recipient AS TEXT) || ' ' || CAST(weight AS TEXT) || ' ' || CAST(at AS TEXT) FROM click WHERE anonymous`
		want := []string{"31 1 202608 21 12 1 5", "32 1 202609 22 13 2 6", "33 2 202608 22 13 1 7", "34 2 202609 21 13 1 8"}
		if got := read(t, db, clicks); !slices.Equal(got, want) {
			t.Errorf("the clicks are %q", got)
		}
		for _, statement := range []string{
			`INSERT INTO click (supporter, month, thing, recipient, id, weight, at) VALUES (2, 202609, 21, 12, 35, 1, 0)`, // there already
			`INSERT INTO click (supporter, month, thing, recipient, id, weight, at) VALUES (2, 202608, 21, 12, 35, 1, 0)`, // closed
			`INSERT INTO click (supporter, month, thing, recipient, id, weight, at) VALUES (3, 202609, 21, 12, 35, 1, 0)`, // nobody's
			`UPDATE click SET weight = 3 WHERE id = 34`,
			`DELETE FROM click WHERE id = 31`,
		} {
			if attempt(t.Context(), db.Raw(), statement) == nil {
				t.Errorf("%s was let through", statement)
			}
		}
	})
}
