package store

import (
	"context"
	"database/sql"
	"strconv"
	"strings"

	"obolus"
	"obolus/app"
)

// Each engine has its own search, which this file hides: FTS5 on SQLite, a tsvector on PostgreSQL. Both
// get the same words (obolus.Words), which are ASCII letters, digits and underscores alone, so nothing
// in them can be an operator; and both count a word of the title ten times as much as any other.

func (q queries) Unindexed(ctx context.Context, limit int) ([]obolus.ThingID, error) {
	return all(ctx, q.q, scanThingID, `SELECT thing FROM description WHERE NOT indexed ORDER BY thing LIMIT $1`, int64(limit))
}

func (q queries) TakeIndexed(ctx context.Context, id obolus.ThingID) error {
	return execOne(ctx, q.q, `UPDATE description SET indexed = $2 WHERE thing = $1`, int64(id), true)
}

func (q queries) Index(ctx context.Context, id obolus.ThingID, title, rest []string) error {
	if q.engine == sqlite {
		_, err := exec(ctx, q.q, `INSERT OR REPLACE INTO search (rowid, title, rest) VALUES ($1, $2, $3)`,
			int64(id), strings.Join(title, " "), strings.Join(rest, " "))
		return err
	}
	_, err := exec(ctx, q.q, `
		INSERT INTO search (thing, words) VALUES ($1, CAST($2 AS TSVECTOR))
		ON CONFLICT (thing) DO UPDATE SET words = EXCLUDED.words`, int64(id), vector(title, rest))
	return err
}

// vector writes words as PostgreSQL stores them, with places and the class A for those of the title.
func vector(title, rest []string) string {
	var b strings.Builder
	for i, word := range title {
		b.WriteString("'" + word + "':" + strconv.Itoa(i+1) + "A ")
	}
	for i, word := range rest {
		b.WriteString("'" + word + "':" + strconv.Itoa(len(title)+i+1) + " ")
	}
	return b.String()
}

// Found gives ranks to the newest foundAmong things that have the words: a word that every thing has
// would cost the database seconds otherwise, and ranks nothing.
func (q queries) Found(ctx context.Context, words []string, without, limit int) ([]app.Listed, error) {
	found := foundInPostgres
	if q.engine == sqlite {
		found = foundInSQLite
	}
	return all(ctx, q.q, scanListed, `SELECT `+listedColumns+` FROM (`+found+`) AS found JOIN thing ON thing.id = found.thing`+listedFrom+`
		ORDER BY found.rank DESC, thing.id DESC LIMIT $2 OFFSET $3`, q.question(words), int64(limit), int64(without))
}

// question writes wanted words as the engine's search asks for them.
func (q queries) question(words []string) string {
	if q.engine == sqlite {
		return `"` + strings.Join(words, `"* "`) + `"*`
	}
	return `'` + strings.Join(words, `':* & '`) + `':*`
}

// having is a condition on things, with its argument: that they have all wanted words.
func (q queries) having(words []string) (condition string, question any) {
	if q.engine == sqlite {
		return `thing.id IN (SELECT rowid FROM search WHERE search MATCH $n)`, q.question(words)
	}
	return `thing.id IN (SELECT thing FROM search WHERE words @@ CAST($n AS TSQUERY))`, q.question(words)
}

const (
	foundAmong    = ` LIMIT 2000`
	foundInSQLite = `SELECT rowid AS thing, -bm25(search, 10.0, 1.0) AS rank FROM search
		WHERE search MATCH $1 ORDER BY rowid DESC` + foundAmong
	foundInPostgres = `SELECT thing, ts_rank('{0.1, 0.1, 0.1, 1.0}', words, CAST($1 AS TSQUERY)) AS rank FROM search
		WHERE words @@ CAST($1 AS TSQUERY) ORDER BY thing DESC` + foundAmong
)

func scanThingID(rows *sql.Rows) (obolus.ThingID, error) {
	var id obolus.ThingID
	err := rows.Scan(&id)
	return id, err
}
