package store_test

import (
	"testing"

	"obolus/store"
	"obolus/store/storetest"
)

// Protects the ledger and closed months from everybody (R8, R12): what was written stays, whoever
// holds the connection. Each statement would change a row that is there.
func TestAppendOnly(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		furnish(t, db)
		for _, statement := range []string{
			`UPDATE transfer SET available_at = 1`,
			`UPDATE transfer SET reference = reference WHERE id = 31`,
			`DELETE FROM transfer WHERE id = 31`,
			`UPDATE posting SET amount = amount + 1`,
			`DELETE FROM posting`,
			`UPDATE settlement SET share = 0`,
			`DELETE FROM settlement WHERE supporter = 1`,
			`UPDATE month SET fee_rate = 1 WHERE month = 202609`,
			`DELETE FROM month WHERE month = 202608`,
			`UPDATE click SET weight = 2 WHERE month = 202611`,
			`UPDATE click SET month = 202612 WHERE month = 202609`,
			`DELETE FROM click WHERE month = 202609`,
			`DELETE FROM click`,
			`UPDATE audit SET detail = 'nothing happened'`,
			`DELETE FROM audit`,
			`UPDATE receipt SET content = '{"spent":0}'`,
			`INSERT INTO click (supporter, month, thing, recipient, id, weight, at) VALUES (1, 202608, 21, 12, 69, 1, 0)`,
			`INSERT INTO click (supporter, month, thing, recipient, id, weight, at) VALUES (1, 202612, 21, 12, 68, 1, 0), (1, 202608, 21, 12, 69, 1, 0)`,
		} {
			err := attempt(t.Context(), db.Raw(), statement)
			if got := refusal(err); got != "trigger" {
				t.Errorf("%s is refused by %q, want a trigger: %v", statement, got, err)
			}
		}
		for _, statement := range []string{ // a click of a month that is open comes and goes
			`INSERT INTO click (supporter, month, thing, recipient, id, weight, at) VALUES (1, 202612, 21, 12, 69, 1, 0)`,
			`DELETE FROM click WHERE month = 202611`,
		} {
			if got := refusal(attempt(t.Context(), db.Raw(), statement)); got != "" {
				t.Errorf("%s is refused by %q", statement, got)
			}
		}
	})
}

// Protects the same from TRUNCATE, which runs no trigger of rows; SQLite has no such statement.
func TestAppendOnly_Truncate(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		if db.Engine() != "postgres" {
			return
		}
		furnish(t, db)
		for _, name := range []string{"transfer", "posting", "settlement", "month", "click"} {
			err := attempt(t.Context(), db.Raw(), `TRUNCATE `+name+` CASCADE`)
			if got := refusal(err); got != "trigger" {
				t.Errorf("TRUNCATE %s is refused by %q: %v", name, got, err)
			}
		}
	})
}

// Protects the books from orphans where a trigger stands for a foreign key.
func TestOrphans(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		furnish(t, db)
		for _, statement := range []string{
			`INSERT INTO posting (transfer, position, source_kind, source_owner, destination_kind, destination_owner, amount)
				VALUES (99, 0, 'provider/test', 0, 'funds', 1, 1)`,
			`INSERT INTO settlement (supporter, month, budget, funds, clicks, weights, share, late) VALUES (1, 202512, 0, 0, 1, 1, 0, FALSE)`,
			`INSERT INTO click (supporter, month, thing, recipient, id, weight, at) VALUES (9, 202612, 21, 12, 69, 1, 0)`,
			`INSERT INTO click (supporter, month, thing, recipient, id, weight, at) VALUES (1, 202612, 99, 12, 69, 1, 0)`,
			`INSERT INTO click (supporter, month, thing, recipient, id, weight, at) VALUES (1, 202612, 21, 99, 69, 1, 0)`,
			`DELETE FROM person`, `DELETE FROM thing`, `DELETE FROM recipient`,
		} {
			if got := refusal(attempt(t.Context(), db.Raw(), statement)); got != "trigger" {
				t.Errorf("%s is refused by %q", statement, got)
			}
		}
	})
}
