package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	"obolus"
	"obolus/app"
	"obolus/store"
)

// console is what a command works with: the program's surroundings and the common flags.
type console struct {
	*Program
	common
}

// answer writes a command's result, as JSON for programs or as a text for people.
func (c *console) answer(value any, text func(*page)) error {
	out := bufio.NewWriter(c.Stdout)
	if c.JSON {
		encoder := json.NewEncoder(out)
		encoder.SetEscapeHTML(false)
		err := encoder.Encode(value)
		if err != nil {
			return fmt.Errorf("writing the result: %w", err)
		}
	} else {
		text(&page{out: out})
	}
	err := out.Flush()
	if err != nil {
		return fmt.Errorf("writing the result: %w", err)
	}
	return nil
}

// note writes a line to the standard error.
func (c *console) note(format string, arguments ...any) {
	fmt.Fprintf(c.Stderr, format+"\n", arguments...)
}

// address is the database that the operator named.
func (c *console) address() string {
	for _, named := range []string{c.DB, c.Env("OBOLUS_DB")} {
		if named != "" {
			return named
		}
	}
	return "obolus.db"
}

// database is an open database and the verbs on it.
type database struct {
	*app.App
	db *store.DB
}

// open opens the operator's database, and makes it where it is a file that does not exist.
func (c *console) open(ctx context.Context) (*database, error) {
	return c.openAt(ctx, c.address(), store.Options{Migrate: c.Migrate})
}

// openExisting opens the operator's database for a command that means nothing on an empty one: a
// mistyped path must not look like an instance in which all is well.
func (c *console) openExisting(ctx context.Context) (*database, error) {
	address := c.address()
	err := store.CheckAddress(address)
	if err != nil {
		return nil, err
	}
	if file, ok := sqliteFile(address); ok {
		err = mustExist(file)
		if err != nil {
			return nil, err
		}
	}
	return c.openAt(ctx, address, store.Options{Existing: true, Migrate: c.Migrate})
}

// mustExist fails with kind NotFound where there is no such file, or nothing in it: SQLite would take
// what a full disk or a broken copy left for a new database.
func mustExist(file string) error {
	found, err := os.Stat(file)
	if errors.Is(err, fs.ErrNotExist) {
		return obolus.Errorf(obolus.NotFound, "database_unknown",
			"there is no database %s: name it with --db or OBOLUS_DB, or make it with obolus migrate", file)
	}
	if err == nil && found.Size() == 0 {
		return obolus.Errorf(obolus.NotFound, "database_unknown",
			"the file %s is empty, so there is no database in it: name another with --db or OBOLUS_DB, or make one of it with obolus migrate", file)
	}
	return nil
}

func (c *console) openAt(ctx context.Context, address string, options store.Options) (*database, error) {
	if options.Migrate { // which writes tables anew, the larger the longer
		tick := time.NewTicker(time.Second)
		defer tick.Stop()
		defer c.progress("bringing the database up to date").elapsing(tick.C)()
	}
	db, err := store.Open(ctx, address, options)
	if err != nil {
		file, _ := sqliteFile(address) // PostgreSQL's address may hold a password
		return nil, fmt.Errorf("%s: %w", strings.TrimSpace("opening the database "+file), err)
	}
	return newDatabase(db, c.Now), nil
}

func newDatabase(db *store.DB, now func() time.Time) *database {
	return &database{App: app.New(db, now), db: db}
}

// close closes the database; what a command wrote is committed before.
func (d *database) close() { _ = d.db.Close() }

// sqliteFile returns the file of an address that is not PostgreSQL's.
func sqliteFile(address string) (string, bool) {
	if strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://") {
		return "", false
	}
	return strings.TrimPrefix(address, "sqlite:"), true
}
