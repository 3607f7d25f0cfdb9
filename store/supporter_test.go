package store_test

import (
	"cmp"
	"slices"
	"testing"

	"obolus/app"
	"obolus/month"
	"obolus/store"
	"obolus/store/storetest"
	"obolus/testpg"
)

// Protects shares: a close is handed every click of a month with its weight, and nobody else's or another month's.
func TestSupporters_ClicksWithTheirWeights(t *testing.T) {
	for engine, open := range map[string]func(t *testing.T) *store.DB{
		"sqlite":   func(t *testing.T) *store.DB { return storetest.Open(t, storetest.Ready(t)) },
		"postgres": func(t *testing.T) *store.DB { return storetest.Open(t, testpg.URL(t)) },
	} {
		t.Run(engine, func(t *testing.T) {
			db := open(t)
			for _, statement := range []string{
				`INSERT INTO person (id, name, folded, budget, created_at) VALUES (1, 'Ann', 'ann', 0, 0), (2, 'Bo', 'bo', 0, 0)`,
				`INSERT INTO recipient (id, kind, name, created_at) VALUES (12, 'identity', 'domain:example.org', 0), (9007199254740991, 'identity', 'domain:example.net', 0)`,
				`INSERT INTO thing (id, url, title, recipient, created_at) VALUES (21, 'https://example.org/', 'One', 12, 0),
					(22, 'https://example.org/2', 'Two', 12, 0), (23, 'https://example.net/', 'Three', 9007199254740991, 0)`,
				`INSERT INTO click (supporter, month, thing, recipient, id, weight, at) VALUES (1, 202610, 21, 12, 31, 1, 5),
					(1, 202610, 22, 12, 32, 1000000, 6), (1, 202610, 23, 9007199254740991, 33, 2, 6), (1, 202611, 21, 12, 34, 7, 7), (2, 202610, 23, 9007199254740991, 35, 10, 7)`,
			} {
				_, err := db.Raw().ExecContext(t.Context(), statement)
				if err != nil {
					t.Fatal(err)
				}
			}
			var got []app.Supporter
			err := db.Snapshot(t.Context(), func(r app.Reader) error {
				var err error
				got, _, err = r.Supporters(t.Context(), 202610, 0)
				return err
			})
			want := [][]month.Click{{{Recipient: 12, Weight: 1}, {Recipient: 12, Weight: 1000000}, {Recipient: 9007199254740991, Weight: 2}}, {{Recipient: 9007199254740991, Weight: 10}}}
			if err != nil || len(got) != len(want) {
				t.Fatalf("the supporters are %+v, %v", got, err)
			}
			for i, s := range got {
				slices.SortFunc(s.Clicks, func(x, y month.Click) int {
					return cmp.Or(cmp.Compare(x.Recipient, y.Recipient), cmp.Compare(x.Weight, y.Weight))
				})
				if !slices.Equal(s.Clicks, want[i]) {
					t.Errorf("supporter %d clicked %v, want %v", s.ID, s.Clicks, want[i])
				}
			}
		})
	}
}
