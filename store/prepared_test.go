package store_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"obolus"
	"obolus/store"
	"obolus/store/storetest"
)

// Statements that are kept prepared give right answers: nested, evicted while read, after an error and
// after a request that was given up.
func TestPrepared_NestedEvictedAndBroken(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		for i := range 3 {
			_, err := db.Raw().ExecContext(t.Context(), `INSERT INTO person (id, name, folded, created_at) VALUES ($1, $2, $2, 0)`,
				int64(i+1), fmt.Sprintf("p%d", i+1))
			if err != nil {
				t.Fatal(err)
			}
		}
		tx, err := db.Raw().BeginTx(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		defer tx.Rollback()
		rows, err := tx.QueryContext(t.Context(), `SELECT id FROM person ORDER BY id`)
		if err != nil {
			t.Fatal(err)
		}
		var seen []int64
		for rows.Next() {
			var id int64
			err = rows.Scan(&id)
			if err != nil {
				t.Fatal(err)
			}
			seen = append(seen, id)
			if db.Engine() == "sqlite" { // PostgreSQL answers one query at a time on a connection
				for n := range 200 {
					var first int64
					err = tx.QueryRowContext(t.Context(), `SELECT id FROM person ORDER BY id`).Scan(&first)
					if err != nil || first != 1 {
						t.Fatalf("the same query within itself gave %d, %v", first, err)
					}
					_, err = tx.ExecContext(t.Context(), fmt.Sprintf(`UPDATE person SET budget = 0 WHERE id = -%d`, n+1))
					if err != nil {
						t.Fatal(err)
					}
				}
			}
		}
		if fmt.Sprint(seen) != "[1 2 3]" || rows.Err() != nil {
			t.Errorf("the outer query saw %v, %v", seen, rows.Err())
		}
	})
}

// A request that is given up leaves its connection's statements usable.
func TestPrepared_AfterCancelledRequest(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		gone, cancel := context.WithCancel(t.Context())
		cancel()
		_, err := db.People(gone, 0, 1)
		if obolus.KindOf(err) != obolus.Unavailable || !errors.Is(err, context.Canceled) {
			t.Errorf("a request that was given up ended with %v", err)
		}
		for range 20 {
			people, err := db.People(t.Context(), 0, 1)
			if err != nil || len(people) != 0 {
				t.Fatalf("afterwards there are %v, %v", people, err)
			}
		}
	})
}
