package store

import (
	"context"
	"database/sql"
	"log/slog"
	"net/url"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"

	"obolus"
)

// Options say how to open a database.
type Options struct {
	Existing bool         // refuse a database in which there is nothing of obolus yet, with kind NotFound
	Migrate  bool         // bring an older schema up to date; a new database always gets its schema
	Volatile bool         // SQLite: a throwaway file that need not survive a power cut
	Log      *slog.Logger // nil: nothing is logged
}

// Open opens "postgres://…" or an SQLite file (a path, or "sqlite:path"). It fails with kind
// Unavailable where the database cannot be reached, and with kind Conflict where its schema is older
// or newer than this program and may not be migrated.
func Open(ctx context.Context, address string, options Options) (*DB, error) {
	if options.Log == nil {
		options.Log = slog.New(slog.DiscardHandler)
	}
	var db *DB
	var err error
	if isPostgres(address) {
		db, err = openPostgres(address)
	} else {
		path := strings.TrimPrefix(address, "sqlite:")
		err = CheckAddress(address)
		if err == nil {
			err = checkFolder(path)
		}
		if err == nil {
			err = createSQLite(ctx, path, options)
		}
		if err == nil {
			db, err = openSQLite(path, options.Volatile)
		}
	}
	if err != nil {
		return nil, classify(err)
	}
	db.log = options.Log
	db.queries = queries{q: repeatable{db.read}, engine: db.engine}
	err = db.migrate(ctx, options)
	if err != nil {
		db.Close()
		return nil, classify(err)
	}
	return db, nil
}

const (
	sqliteReaders      = 8
	postgresWriters    = 12
	postgresReaders    = 12
	connectionLifetime = time.Hour
)

// openSQLite opens one writing connection and several reading ones on a file. Committed means on the
// disk (synchronous=FULL), since a click is acknowledged on that promise. Transactions begin by
// taking the write lock (txlock), because upgrading a read lock later fails under concurrency.
func openSQLite(path string, volatile bool) (*DB, error) {
	synchronous := "FULL"
	if volatile {
		synchronous = "OFF"
	}
	common := url.Values{"_pragma": {
		"busy_timeout(15000)", "journal_mode(WAL)", "synchronous(" + synchronous + ")", "foreign_keys(1)",
		"recursive_triggers(1)", // so that REPLACE meets the triggers of DELETE
		"cache_size(-65536)", "temp_store(MEMORY)", "mmap_size(268435456)",
		"wal_autocheckpoint(16000)", // 64 MB: see README.md
	}}
	writing := url.Values{"_txlock": {"immediate"}, "_pragma": common["_pragma"]}
	reading := url.Values{"_pragma": append([]string{}, append(common["_pragma"], "query_only(1)")...)}

	db := &DB{engine: sqlite}
	file := (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath()}).String()
	db.write = sql.OpenDB(connector{file + "?" + writing.Encode()})
	db.read = sql.OpenDB(connector{file + "?" + reading.Encode()})
	db.write.SetMaxOpenConns(1)
	db.read.SetMaxOpenConns(sqliteReaders)
	db.read.SetMaxIdleConns(sqliteReaders)
	return db, nil
}

// openPostgres opens two pools on one server, so that a flood of reads cannot starve the writers.
func openPostgres(address string) (*DB, error) {
	config, err := pgx.ParseConfig(address)
	u, unread := url.Parse(address)
	if err != nil || unread != nil || strings.Contains(u.EscapedPath(), "@") { // the name would be half of a password with a slash in it
		return nil, obolus.Invalidf("db", "the database's address cannot be read; it looks like postgres://user:password@host:5432/name, where a slash in the password is %%2F")
	}
	db := &DB{engine: postgres}
	for _, pool := range []**sql.DB{&db.write, &db.read} {
		*pool = stdlib.OpenDB(*config, stdlib.OptionAfterConnect(cheapPages))
		(*pool).SetMaxIdleConns(postgresWriters)
		(*pool).SetConnMaxLifetime(connectionLifetime)
	}
	db.write.SetMaxOpenConns(postgresWriters)
	db.read.SetMaxOpenConns(postgresReaders)
	return db, nil
}

// cheapPages lets PostgreSQL go by its indexes. Its default is a disk that must turn to reach a page, for which
// it rather reads a thousand people to find twenty of them, with every batch of clicks. What the operator has
// chosen, in the server's configuration or the address, stays.
func cheapPages(ctx context.Context, conn *pgx.Conn) error {
	_, err := conn.Exec(ctx, `SELECT set_config(name, '1.1', false) FROM pg_settings WHERE name = 'random_page_cost' AND source = 'default'`)
	return err
}
