package store_test

import (
	"database/sql"
	"slices"
	"testing"

	"obolus/store"
)

// catalog is how an engine is asked what it has. Every query returns one text per fact, written the
// same on both engines.
type catalog struct {
	columns string // "person.budget INTEGER NOT NULL DEFAULT 0"
	notNull string // "person.budget", where a NULL is refused
	keys    string // "person UNIQUE folded": the columns of primary keys, unique keys and indexes
	foreign string // "click.thing → thing.id"
	checks  string // "person 3": how many rules a table has
	tables  string // "click"
}

var catalogs = map[string]catalog{"sqlite": inSQLite, "postgres": inPostgres}

// sqliteTables leaves out SQLite's own tables, the one that remembers the schema's version, and the search,
// which each engine has in its own way (store/search.go): on SQLite a virtual table with shadows.
const sqliteTables = `FROM sqlite_schema AS t `
const sqliteOurs = ` t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name <> 'goose_db_version' AND t.name <> 'search' AND t.name NOT LIKE 'search!_%' ESCAPE '!'`

// A column of two values is a BOOLEAN on PostgreSQL and a CHECK on SQLite, which is not counted. SQLite
// numbers a row whose INTEGER PRIMARY KEY is NULL, whatever the column says.
var inSQLite = catalog{
	columns: `SELECT t.name || '.' || c.name || ' ' || c.type || CASE c."notnull" WHEN 1 THEN ' NOT NULL' ELSE '' END ||
		COALESCE(' DEFAULT ' || c.dflt_value, '') ` + sqliteTables + `JOIN pragma_table_info(t.name) AS c WHERE` + sqliteOurs,
	notNull: `SELECT t.name || '.' || c.name ` + sqliteTables + `JOIN pragma_table_info(t.name) AS c WHERE` + sqliteOurs + ` AND c."notnull" = 1
		AND NOT (c.pk = 1 AND c.type = 'INTEGER' AND (SELECT MAX(pk) FROM pragma_table_info(t.name)) = 1)`,
	keys: `SELECT t.name || CASE i."unique" WHEN 1 THEN ' UNIQUE ' ELSE ' INDEX ' || i.name || ' ' END ||
		(SELECT GROUP_CONCAT(name, ' ') FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno)) ` +
		sqliteTables + `JOIN pragma_index_list(t.name) AS i WHERE` + sqliteOurs + `
		UNION ALL SELECT t.name || ' UNIQUE ' || c.name ` + sqliteTables + `JOIN pragma_table_info(t.name) AS c WHERE` + sqliteOurs + `
		AND c.pk = 1 AND NOT EXISTS (SELECT 1 FROM pragma_index_list(t.name) WHERE origin = 'pk')`,
	foreign: `SELECT t.name || '.' || f."from" || ' → ' || f."table" || '.' || f."to" ` + sqliteTables + `JOIN pragma_foreign_key_list(t.name) AS f WHERE` + sqliteOurs,
	checks: `SELECT t.name || ' ' || ((LENGTH(t.sql) - LENGTH(REPLACE(t.sql, 'CHECK (', ''))) / 7 -
		(LENGTH(t.sql) - LENGTH(REPLACE(t.sql, ' IN (0, 1)', ''))) / 10) ` + sqliteTables + `WHERE` + sqliteOurs,
	tables: `SELECT t.name ` + sqliteTables + `JOIN pragma_table_list(t.name) AS l WHERE` + sqliteOurs + ` AND l.strict = 1`,
}

const postgresOurs = ` t.relkind = 'r' AND t.relnamespace = 'public'::regnamespace AND t.relname NOT IN ('goose_db_version', 'search')`
const postgresColumns = ` FROM pg_class AS t JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
		LEFT JOIN pg_attrdef AS d ON d.adrelid = t.oid AND d.adnum = a.attnum WHERE` + postgresOurs

// Text that is not ordered by bytes shows here as a type of its own.
var inPostgres = catalog{
	columns: `SELECT t.relname || '.' || a.attname || ' ' ||
		CASE format_type(a.atttypid, NULL) WHEN 'bigint' THEN 'INTEGER' WHEN 'integer' THEN 'INTEGER' WHEN 'boolean' THEN 'INTEGER'
		WHEN 'bytea' THEN 'BLOB'
		WHEN 'text' THEN CASE WHEN a.attcollation = '"C"'::regcollation THEN 'TEXT' ELSE 'TEXT in another order' END
		ELSE format_type(a.atttypid, NULL) END ||
		CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END ||
		COALESCE(' DEFAULT ' || REPLACE(REPLACE(REPLACE(pg_get_expr(d.adbin, d.adrelid), '::text', ''), 'true', '1'), 'false', '0'), '')` + postgresColumns,
	notNull: `SELECT t.relname || '.' || a.attname` + postgresColumns + ` AND a.attnotnull`,
	keys: `SELECT t.relname || CASE WHEN i.indisunique THEN ' UNIQUE ' ELSE ' INDEX ' || x.relname || ' ' END ||
		(SELECT string_agg(a.attname, ' ' ORDER BY k.place) FROM unnest(i.indkey) WITH ORDINALITY AS k (number, place)
		JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = k.number WHERE k.place <= i.indnkeyatts)
		FROM pg_class AS t JOIN pg_index AS i ON i.indrelid = t.oid JOIN pg_class AS x ON x.oid = i.indexrelid WHERE` + postgresOurs,
	foreign: `SELECT t.relname || '.' || a.attname || ' → ' || r.relname || '.' || b.attname
		FROM pg_class AS t JOIN pg_constraint AS c ON c.conrelid = t.oid AND c.contype = 'f' JOIN pg_class AS r ON r.oid = c.confrelid
		JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = c.conkey[1]
		JOIN pg_attribute AS b ON b.attrelid = r.oid AND b.attnum = c.confkey[1] WHERE` + postgresOurs,
	checks: `SELECT t.relname || ' ' || (SELECT COUNT(*) FROM pg_constraint AS c WHERE c.conrelid = t.oid AND c.contype = 'c')
		FROM pg_class AS t WHERE` + postgresOurs,
	tables: `SELECT t.relname FROM pg_class AS t WHERE` + postgresOurs,
}

// read returns a query's texts in order.
func read(t *testing.T, db *store.DB, query string) []string {
	t.Helper()
	rows, err := db.Raw().QueryContext(t.Context(), query)
	if err != nil {
		t.Fatalf("%v in %s", err, query)
	}
	defer rows.Close()
	var list []string
	for rows.Next() {
		var text sql.NullString
		err = rows.Scan(&text)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, text.String)
	}
	if rows.Err() != nil {
		t.Fatal(rows.Err())
	}
	slices.Sort(list)
	return list
}
