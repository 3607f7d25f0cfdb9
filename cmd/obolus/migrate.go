package main

import (
	"context"

	"obolus/store"
)

type migrateCommand struct{}

// migratedJSON is what a migration did for programs.
type migratedJSON struct {
	Database string `json:"database"`
	Schema   int64  `json:"schema"`
}

// Run brings the schema up to date. It only goes forward.
func (m *migrateCommand) Run(ctx context.Context, c *console) error {
	d, err := c.openAt(ctx, c.address(), store.Options{Migrate: true})
	if err != nil {
		return err
	}
	defer d.close()
	version, err := d.db.SchemaVersion(ctx)
	if err != nil {
		return err
	}
	return c.answer(migratedJSON{Database: d.db.Engine(), Schema: version.Database}, func(out *page) {
		out.line("The %s database has schema %d, which is this program's.", d.db.Engine(), version.Database)
	})
}
