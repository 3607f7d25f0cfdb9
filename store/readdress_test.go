package store_test

import (
	"testing"

	"obolus"
	"obolus/store"
)

// Protects what waits at addresses that a newer obolus writes otherwise: whoever types them again comes to the
// thing that is there and makes no second one of the same page.
func TestOpen_OlderAddresses(t *testing.T) {
	addresses(t, func(t *testing.T, address string) {
		err := store.MigrateTo(t.Context(), address, 15,
			`INSERT INTO recipient (id, kind, name, created_at) VALUES (1, 'identity', 'domain:tiktok.com', 1)`,
			`INSERT INTO thing (id, url, title, recipient, created_at) VALUES
				(10, 'https://www.tiktok.com/@alice', '', 1, 5),
				(11, 'https://www.tiktok.com/@both', '', 1, 5), (12, 'https://tiktok.com/@both', '', 1, 6),
				(13, 'https://threads.net/@two', '', 1, 7), (14, 'https://www.threads.net/@two', '', 1, 6),
				(17, 'https://www.tiktok.com/@carol', '', 1, 5), (15, 'https://10.0.0.1/refused', '', 1, 5), (16, 'https://example.org/same', '', 1, 5)`,
			`INSERT INTO thing_alias (url, thing, created_at) VALUES
				('https://www.tiktok.com/@other', 16, 9), ('https://www.tiktok.com/@alice', 16, 9)`)
		if err != nil {
			t.Fatal(err)
		}
		db, err := open(t, address, store.Options{Migrate: true})
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]obolus.ThingID{
			"https://tiktok.com/@alice":  16, // to which the one of before led
			"https://tiktok.com/@carol":  17,
			"https://tiktok.com/@both":   12, // it was there
			"https://threads.com/@two":   13, // the first in the alphabet
			"https://tiktok.com/@other":  16, // another address of a thing is written otherwise too
			"https://10.0.0.1/refused":   15,
			"https://example.org/same":   16,
			"https://tiktok.com/@nobody": 0,
		}
		var asked []string
		for url := range want {
			asked = append(asked, url)
		}
		found, err := db.ThingsAt(t.Context(), asked)
		if err != nil {
			t.Fatal(err)
		}
		for url, thing := range want {
			if found[url] != thing {
				t.Errorf("%s leads to thing %d, want %d", url, found[url], thing)
			}
		}
	})
}
