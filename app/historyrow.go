package app

import (
	"context"
	"fmt"

	"obolus"
	"obolus/identity"
	"obolus/money"
)

// The largest numbers that a report can hold: larger ones are mistakes, and sums of them might not fit.
const (
	maxHistoryClicks  = 1_000_000_000
	maxHistoryRevenue = 1_000_000_000 * money.Unit
	maxHistoryRows    = 100_000
)

// checkHistory understands the rows' addresses and refuses what cannot be stored.
func checkHistory(source string, rows []HistoryRow) ([]identity.Address, error) {
	if source == "" || len(source) > 64 || source != obolus.CleanTitle(source) {
		return nil, obolus.Invalidf("source", "name the service that the history comes from in 1 to 64 bytes")
	}
	if len(rows) > maxHistoryRows {
		return nil, obolus.Invalidf("rows", "at most %d rows can be imported at a time, not %d", maxHistoryRows, len(rows))
	}
	addresses := make([]identity.Address, len(rows))
	for i, row := range rows {
		field, problem := row.check()
		if problem == "" {
			var err error
			addresses[i], err = identity.Parse(row.URL)
			if err != nil {
				field, problem = "url", err.Error()
			}
		}
		if problem != "" {
			return nil, obolus.Invalidf(fmt.Sprintf("rows[%d].%s", i, field), "%s", problem)
		}
	}
	return addresses, nil
}

// check returns the field that is wrong and why, or nothing.
func (r HistoryRow) check() (field, problem string) {
	err := r.Month.Valid()
	switch {
	case err != nil:
		return "month", err.Error()
	case r.Reference == "" || len(r.Reference) > maxReference || r.Reference != obolus.CleanTitle(r.Reference):
		return "reference", fmt.Sprintf("the service's number of the thing is one line of 1 to %d bytes", maxReference)
	case r.Clicks < 0 || r.Clicks > maxHistoryClicks:
		return "clicks", fmt.Sprintf("there cannot have been %d clicks", r.Clicks)
	case r.ClicksTotal < 0 || r.ClicksTotal > maxHistoryClicks:
		return "clicks_total", fmt.Sprintf("there cannot have been %d clicks in total", r.ClicksTotal)
	case r.Revenue < 0 || r.Revenue > maxHistoryRevenue:
		return "revenue", fmt.Sprintf("the revenue cannot have been %s", r.Revenue)
	}
	return "", ""
}

// historyKey is what is unique within a person's history from one source.
type historyKey struct {
	reference string
	month     obolus.Month
}

func (h HistoryOfThing) key() historyKey { return historyKey{h.Row.Reference, h.Row.Month} }

// same compares what was reported for the month. Titles change, and the total is that of the day on
// which the report was made.
func (h HistoryOfThing) same(other HistoryOfThing) bool {
	return h.Thing.ID == other.Thing.ID && h.Row.Clicks == other.Row.Clicks && h.Row.Revenue == other.Row.Revenue
}

// knownHistory returns what a person has imported from a source before.
func knownHistory(ctx context.Context, tx Reader, person obolus.PersonID, source string) (map[historyKey]HistoryOfThing, error) {
	entries, err := tx.History(ctx, person)
	known := make(map[historyKey]HistoryOfThing, len(entries))
	for _, h := range entries {
		if h.Source == source {
			known[h.key()] = h
		}
	}
	return known, err
}
