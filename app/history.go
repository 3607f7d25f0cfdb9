package app

import (
	"context"

	"obolus"
	"obolus/money"
)

// HistoryRow is one thing's month at an earlier service, as that service reported it.
type HistoryRow struct {
	Reference   string // the service's own number of the thing
	URL, Title  string
	Month       obolus.Month
	Clicks      int64
	Revenue     money.Amount
	ClicksTotal int64 // up to the end of that month
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

// ImportHistory stores what a creator received elsewhere before. It is shown and worth no money.
func (a *App) ImportHistory(ctx context.Context, person obolus.PersonID, source string, rows []HistoryRow) (Imported, error) {
	return Imported{}, obolus.Errorf(obolus.Internal, "internal", "history follows")
}

// History returns what a person imported, per thing and month, oldest first.
func (a *App) History(ctx context.Context, person obolus.PersonID) ([]HistoryOfThing, error) {
	return nil, obolus.Errorf(obolus.Internal, "internal", "history follows")
}
