package store_test

import (
	"slices"
	"strings"
	"testing"

	"obolus/store"
	"obolus/store/storetest"
)

// Protects whoever asks for her data, or leaves, from tables that nobody thought of: each that names a
// person says what she may read of it and whether its rows stay. Those of the list without a person's
// name on it are told apart here, with the reason.
func TestPersonalTables(t *testing.T) {
	others := []string{}
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		listed := store.PersonalColumns()
		for _, reference := range read(t, db, catalogs[db.Engine()].foreign) { // "click.thing → thing.id"
			column, target, _ := strings.Cut(reference, " → ")
			if target != "person.id" || slices.Contains(listed, column) || slices.Contains(others, column) {
				continue
			}
			t.Errorf("%s is a person's and not among the tables of store/personal.go", column)
		}
	})
}
