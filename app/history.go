package app

import (
	"context"
	"fmt"

	"obolus"
	"obolus/identity"
	"obolus/money"
)

type historyReader interface {
	// History returns what a person imported, oldest month first.
	History(ctx context.Context, person obolus.PersonID) ([]HistoryOfThing, error)
}

type historyWriter interface {
	// InsertHistory fails with ErrExists where a row's source, reference and month are known.
	InsertHistory(ctx context.Context, person obolus.PersonID, rows []HistoryOfThing) error
}

// HistoryRow is one thing's month at an earlier service, as that service reported it.
type HistoryRow struct {
	Reference   string // the service's own number of the thing
	URL, Title  string
	Month       obolus.Month
	Clicks      int64
	Revenue     money.Amount
	ClicksTotal int64 // all that the thing had when the report was made
}

// Imported counts what an import did.
type Imported struct {
	Added  int // rows
	Known  int // rows that were there before
	Things int // different things named in the rows
}

// HistoryOfThing is a row of history with the thing it led to.
type HistoryOfThing struct {
	Source string
	Thing  obolus.Thing
	Row    HistoryRow
}

// History returns what a person imported, per thing and month, oldest first.
func (a *App) History(ctx context.Context, person obolus.PersonID) ([]HistoryOfThing, error) {
	return a.store.History(ctx, person)
}

// ImportHistory stores what a creator received elsewhere before: all rows or none, each once. It is
// shown and worth no money, and says nothing about whose the things are: their recipients are the
// identities behind their addresses, as with any other thing. It fails with kind Invalid (the field is
// source, or the row's as in rows[3].url), NotFound, or Conflict (history_differs, the field is the row)
// where a row that is known says something else now.
func (a *App) ImportHistory(ctx context.Context, person obolus.PersonID, source string, rows []HistoryRow) (Imported, error) {
	addresses, err := checkHistory(source, rows)
	if err != nil {
		return Imported{}, err
	}
	var done Imported
	if len(rows) == 0 {
		return done, nil
	}
	ids, err := a.store.NewIDs(ctx, 2*len(rows))
	if err != nil {
		return done, err
	}
	err = a.write(ctx, func(tx Tx) error {
		done, err = a.importHistory(ctx, tx, person, source, rows, addresses, ids)
		return err
	})
	if err != nil {
		return Imported{}, fmt.Errorf("importing the history of person %d from %s: %w", person, source, err)
	}
	return done, nil
}

func (a *App) importHistory(ctx context.Context, tx Tx, person obolus.PersonID, source string, rows []HistoryRow, addresses []identity.Address, ids int64) (Imported, error) {
	_, err := tx.Person(ctx, person)
	if err != nil {
		return Imported{}, err
	}
	known, err := knownHistory(ctx, tx, person, source)
	if err != nil {
		return Imported{}, err
	}
	var done Imported
	var fresh []HistoryOfThing
	things := map[identity.URL]obolus.Thing{}
	for i, row := range rows {
		t, seen := things[addresses[i].URL]
		if !seen {
			t, err = a.submit(ctx, tx, addresses[i], obolus.CleanTitle(row.Title), ids+2*int64(i))
			if err != nil {
				return Imported{}, fmt.Errorf("row %d: %w", i+1, err)
			}
			things[addresses[i].URL] = t
		}
		entry := HistoryOfThing{Source: source, Thing: t, Row: row}
		earlier, there := known[entry.key()]
		switch {
		case !there:
			known[entry.key()] = entry
			fresh = append(fresh, entry)
		case !earlier.same(entry):
			return Imported{}, &obolus.Error{Kind: obolus.Conflict, Code: "history_differs", Field: fmt.Sprintf("rows[%d]", i),
				Message: fmt.Sprintf("%s of %s is known with other numbers already; nothing was imported", row.Reference, row.Month)}
		default:
			done.Known++
		}
	}
	done.Added, done.Things = len(fresh), len(things)
	return done, tx.InsertHistory(ctx, person, fresh)
}
