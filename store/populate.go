package store

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"time"

	"obolus"
	"obolus/money"
)

// Population is a made-up community for measurements: everybody has clicked equally often, on things
// of which few are popular and many are not. Every second recipient is claimed.
type Population struct {
	Supporters int
	Clicks     int // of each supporter
	Recipients int
	Things     int
	Month      obolus.Month
	Progress   func(table string, rows int64) // may be nil
}

// populationAt is when everything in a population was made; it must lie before the month.
var populationAt = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC).UnixMilli()

// Populate fills an empty database in bulk, with foreign keys unchecked, as no verb could at that
// speed; what it writes is as verbs would have left it, so that verify finds nothing. It wants a
// PostgreSQL superuser.
func (db *DB) Populate(ctx context.Context, p Population) error {
	people, err := db.People(ctx, 0, 1)
	if err == nil && len(people) > 0 {
		err = obolus.Errorf(obolus.Conflict, "database_used", "a made-up community needs an empty database: name another one")
	}
	if err != nil {
		return err
	}
	conn, err := db.write.Conn(ctx)
	if err != nil {
		return classify(err)
	}
	defer conn.Close()
	for _, t := range p.tables() {
		if p.Progress != nil {
			p.Progress(t.name, int64(t.n))
		}
		err = db.fill(ctx, conn, t)
		if err != nil {
			return fmt.Errorf("filling table %s: %w", t.name, err)
		}
	}
	statements := []string{`PRAGMA wal_checkpoint(TRUNCATE)`, `ANALYZE`}
	if db.engine == postgres {
		statements = []string{`VACUUM ANALYZE`, `CHECKPOINT`} // as autovacuum would have done by the month's end
	}
	for _, statement := range statements {
		_, err = conn.ExecContext(ctx, statement)
		if err != nil {
			return fmt.Errorf("%s: %w", statement, err)
		}
	}
	return nil
}

// fill writes one table in a transaction of its own, unchecked: on PostgreSQL as a replica would, on
// SQLite with foreign keys off and indexes made afterwards.
func (db *DB) fill(ctx context.Context, conn *sql.Conn, t table) error {
	before, after := `PRAGMA foreign_keys = 0`, `PRAGMA foreign_keys = 1`
	if db.engine == postgres {
		before, after = `SET session_replication_role = replica`, `SET session_replication_role = origin`
	}
	_, err := conn.ExecContext(ctx, before)
	if err != nil {
		return err
	}
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	var restore []string
	if db.engine == sqlite {
		restore, err = withoutIndexes(ctx, tx, t.name)
	}
	if err == nil {
		err = queries{q: tx, pg: &pgTx{conn: conn, begun: true}, engine: db.engine}.insert(ctx, t)
	}
	for _, statement := range restore {
		if err == nil {
			_, err = tx.ExecContext(ctx, statement)
		}
	}
	if err == nil {
		err = tx.Commit()
	}
	if err != nil {
		return err
	}
	_, err = conn.ExecContext(ctx, after)
	return err
}

// withoutIndexes drops a table's indexes and triggers and returns how to make them again: making them
// over all rows at once takes a fraction of the time.
func withoutIndexes(ctx context.Context, tx *sql.Tx, name string) ([]string, error) {
	type object struct{ kind, name, definition string }
	objects, err := all(ctx, tx, func(rows *sql.Rows) (object, error) {
		var o object
		err := rows.Scan(&o.kind, &o.name, &o.definition)
		return o, err
	}, `SELECT type, name, sql FROM sqlite_master WHERE tbl_name = $1 AND type IN ('index', 'trigger') AND sql IS NOT NULL`, name)
	var restore []string
	for _, o := range objects {
		if err == nil {
			_, err = tx.ExecContext(ctx, `DROP `+o.kind+` `+o.name)
		}
		restore = append(restore, o.definition)
	}
	return restore, err
}

// Numbers of a population's rows; supporters begin at 1.
const (
	firstRecipient = 100_000_000
	firstThing     = 200_000_000
	firstTransfer  = 300_000_000
	firstClick     = 1_000_000_000
	firstFree      = 1_000_000_000_000
)

// creators is how many people share the claimed recipients; they do not click.
func (p Population) creators() int { return max(1, p.Recipients/4) }

// ThingURL returns the address of the i-th thing, the first being the most popular.
func (p Population) ThingURL(i int) string {
	return fmt.Sprintf("https://r%d.example/%d", i%p.Recipients, i)
}

// ThingNumber returns the number of the i-th thing.
func (p Population) ThingNumber(i int) obolus.ThingID { return obolus.ThingID(firstThing + i) }

func (p Population) tables() []table {
	budgets := []money.Amount{2 * money.Unit, 5 * money.Unit, 10 * money.Unit, 20 * money.Unit, 7_500_000}
	funds := func(i int) int64 {
		if i%10 == 3 {
			return 1_230_000 // less than any budget
		}
		return int64(3 * budgets[i%len(budgets)])
	}
	recipientOf := func(thing int) int64 { return int64(firstRecipient + thing%p.Recipients) }
	start := p.Month.Start().UnixMilli()
	return []table{
		{"id_block", []string{"name", "next"}, 1, func(int) []any { return []any{"id", int64(firstFree)} }},
		{"person", []string{"id", "name", "folded", "budget", "created_at"}, p.Supporters + p.creators(), func(i int) []any {
			name, budget := fmt.Sprintf("supporter-%d", i+1), budgets[i%len(budgets)]
			if i >= p.Supporters {
				name, budget = fmt.Sprintf("creator-%d", i+1), 0
			}
			return []any{int64(i + 1), name, name, int64(budget), populationAt}
		}},
		{"recipient", []string{"id", "kind", "name", "person", "claimed_at", "created_at"}, p.Recipients, func(i int) []any {
			name := fmt.Sprintf("domain:r%d.example", i)
			if i%2 == 0 {
				return []any{int64(firstRecipient + i), "identity", name, nil, nil, populationAt}
			}
			return []any{int64(firstRecipient + i), "identity", name, int64(p.Supporters + 1 + i%p.creators()), populationAt, populationAt}
		}},
		{"thing", []string{"id", "url", "title", "recipient", "created_at"}, p.Things, func(i int) []any {
			url := p.ThingURL(i)
			return []any{int64(p.ThingNumber(i)), url, url, recipientOf(i), populationAt}
		}},
		{"description", []string{"thing", "category"}, p.Things, func(i int) []any {
			return []any{int64(p.ThingNumber(i)), string(obolus.Categories[i%len(obolus.Categories)])}
		}},
		{"deposit", []string{"id", "person", "provider", "reference", "gross", "fee", "net", "state", "created_at", "decided_at"}, p.Supporters, func(i int) []any {
			return []any{int64(firstTransfer + i), int64(i + 1), "test", fmt.Sprintf("start-%d", i+1), funds(i), int64(0), funds(i), "cleared", populationAt, populationAt}
		}},
		{"transfer", []string{"id", "cause", "reference", "at", "available_at"}, p.Supporters, func(i int) []any {
			return []any{int64(firstTransfer + i), "deposit", fmt.Sprint(firstTransfer + i), populationAt, populationAt}
		}},
		{"posting", []string{"transfer", "position", "source_kind", "source_owner", "destination_kind", "destination_owner", "amount"}, p.Supporters, func(i int) []any {
			return []any{int64(firstTransfer + i), int64(0), "provider/test", int64(0), "funds", int64(i + 1), funds(i)}
		}},
		{"balance", []string{"owner", "kind", "amount"}, p.Supporters + 1, func(i int) []any {
			if i < p.Supporters {
				return []any{int64(i + 1), "funds", funds(i)}
			}
			var total int64
			for person := range p.Supporters {
				total -= funds(person)
			}
			return []any{int64(0), "provider/test", total}
		}},
		{"click", []string{"supporter", "month", "thing", "recipient", "id", "weight", "at"}, p.Supporters * p.Clicks, p.clicks(start, recipientOf)},
	}
}

// clicks returns the rows of the clicks, supporter by supporter: each picks different things, popular
// ones (by the square of a random number) more often than others.
func (p Population) clicks(start int64, recipientOf func(int) int64) func(int) []any {
	random := rand.New(rand.NewPCG(1, 2))
	var picked map[int]bool
	return func(i int) []any {
		if i%p.Clicks == 0 {
			picked = make(map[int]bool, p.Clicks)
		}
		thing := 0
		for {
			x := random.Float64()
			thing = int(x * x * x * float64(p.Things))
			if !picked[thing] {
				break
			}
		}
		picked[thing] = true
		return []any{int64(i/p.Clicks + 1), int64(p.Month), int64(firstThing + thing), recipientOf(thing),
			int64(firstClick + i), int64(1), start + int64(i%2_000_000_000)}
	}
}

// CountByRecipient is the least that any close must ask: how many clicks each recipient has. Bench
// measures the close against it. It returns how many recipients there are.
func (db *DB) CountByRecipient(ctx context.Context, m obolus.Month) (int, error) {
	rows, err := all(ctx, db.read, func(rows *sql.Rows) (int64, error) {
		var recipient, n int64
		err := rows.Scan(&recipient, &n)
		return n, err
	}, `SELECT recipient, COUNT(*) FROM click WHERE month = $1 GROUP BY recipient`, int64(m))
	return len(rows), err
}
