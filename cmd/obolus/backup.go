package main

import (
	"context"

	"obolus"
	"obolus/store"
)

type backupCommand struct {
	File string `arg:"" help:"The file to write; it must not exist."`
}

// Run writes a copy of the database as of one instant, while the server may be running. Unlike other
// commands it takes a database of any version: a backup comes before a migration.
func (b *backupCommand) Run(ctx context.Context, c *console) error {
	source, ok := sqliteFile(c.address())
	if !ok {
		return obolus.Errorf(obolus.Conflict, "backup_postgres",
			"PostgreSQL has its own tool for this: run pg_dump --format=custom --file=%s with the database's address", b.File)
	}
	err := store.CheckAddress(c.address())
	if err == nil {
		err = mustExist(source)
	}
	if err != nil {
		return err
	}
	err = store.Backup(ctx, source, b.File)
	if err != nil {
		return err
	}
	return c.answer(map[string]string{"file": b.File}, func(out *page) { out.line("%s is a copy of the database %s.", b.File, source) })
}
