package store_test

import (
	"testing"

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
