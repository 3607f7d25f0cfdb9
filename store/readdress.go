package store

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/pressly/goose/v3"

	"obolus/identity"
)

// readdressings are the versions of the schema with which addresses came to be written otherwise. Whoever
// changes what identity makes of an address adds one.
var readdressings = []int64{
	16, // Threads, TikTok and others with accounts at /@name; "@" that was written %40
}

// readdressPage is how many addresses are read at a time.
const readdressPage = 1000

func readdressing() []*goose.Migration {
	var list []*goose.Migration
	for _, version := range readdressings {
		list = append(list, goose.NewGoMigration(version, &goose.GoFunc{RunTx: readdress}, nil))
	}
	return list
}

// readdress has addresses lead to the things that are there, as they are written by now. Things keep their
// address and their recipient, and what is known about platforms grows: without it the same page, typed
// again, would become a second thing. A thing that is at the new address already stays there; of several that
// would come to it, the first in the alphabet does.
func readdress(ctx context.Context, tx *sql.Tx) error {
	for after, more := "", true; more; {
		page, err := all(ctx, tx, func(rows *sql.Rows) (knownURL, error) {
			var a knownURL
			return a, rows.Scan(&a.url, &a.thing)
		}, `SELECT url, id FROM thing WHERE url > $1 AND NOT EXISTS (SELECT 1 FROM thing_alias WHERE thing_alias.url = thing.url)
			UNION ALL SELECT url, thing FROM thing_alias WHERE url > $1 ORDER BY url LIMIT $2`, after, readdressPage)
		if err != nil {
			return fmt.Errorf("reading addresses: %w", err)
		}
		for _, a := range page {
			after = a.url
			err = a.readdress(ctx, tx)
			if err != nil {
				return fmt.Errorf("having another address lead to thing %d: %w", a.thing, err)
			}
		}
		more = len(page) == readdressPage
	}
	return nil
}

// knownURL is an address that leads to a thing.
type knownURL struct {
	url   string
	thing int64
}

// readdress gives the thing the address as it is written by now. It is as old as the thing, since nobody asks
// for its age and migrations have no clock.
func (a knownURL) readdress(ctx context.Context, tx *sql.Tx) error {
	now, err := identity.Parse(a.url)
	if err != nil || string(now.URL) == a.url { // what is refused by now is reached by its number only
		return nil
	}
	_, err = exec(ctx, tx, `
		INSERT INTO thing_alias (url, thing, created_at)
			SELECT CAST($1 AS TEXT), id, created_at FROM thing WHERE id = $2 AND NOT EXISTS (SELECT 1 FROM thing WHERE url = $1)
		ON CONFLICT (url) DO NOTHING`, string(now.URL), a.thing)
	return err
}
