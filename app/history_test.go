package app_test

import (
	"slices"
	"sync"
	"testing"

	"obolus"
	"obolus/app"
	"obolus/money"
)

// reported is what a service once reported to Bob, in two months.
func reported() []app.HistoryRow {
	return []app.HistoryRow{
		{Reference: "1214915", URL: "http://x.com/bob/", Title: "Bob", Month: 201305, Clicks: 8, Revenue: 950_000, ClicksTotal: 168},
		{Reference: "1330156", URL: "https://bob.example.org/2013/05/anthropozän", Title: "Klarer Fall von Anthropozän", Month: 201305, Clicks: 4, Revenue: 390_000, ClicksTotal: 11},
		{Reference: "1214915", URL: "https://x.com/bob", Title: "Bob", Month: 201309, Clicks: 8, Revenue: 2_260_000, ClicksTotal: 168},
	}
}

func (w *world) importHistory(p obolus.Person, rows []app.HistoryRow) app.Imported {
	w.t.Helper()
	done, err := w.ImportHistory(w.t.Context(), p.ID, "flattr", rows)
	w.must(err)
	return done
}

// Protects a creator's history: each row once however often it is imported, shown and worth no money.
func TestImportHistory(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		bob := w.creator("Bob")
		if done := w.importHistory(bob, reported()); done != (app.Imported{Added: 3, Things: 2}) {
			t.Errorf("first: %+v", done)
		}
		rows := reported()
		rows[0].Title, rows[2].ClicksTotal = "Bob's page", 170 // a later report of the same months
		if done := w.importHistory(bob, rows); done != (app.Imported{Known: 3, Things: 2}) {
			t.Errorf("again: %+v", done)
		}
		history, err := w.History(t.Context(), bob.ID)
		w.must(err)
		if len(history) != 3 || history[2].Row.Month != 201309 || history[2].Thing.Title != "Bob" || history[2].Row.Revenue != 2_260_000 || history[2].Source != "flattr" {
			t.Errorf("the history is %+v", history)
		}
		if b := w.balances(bob); b != (app.Balances{}) {
			t.Errorf("the history is worth %+v", b)
		}
		if owned, err := w.db.RecipientsOf(t.Context(), bob.ID); err != nil || len(owned) != 1 {
			t.Errorf("the history made her %+v, %v", owned, err)
		}
	})
}

// Protects what a creator's statement counts: her old clicks and the new, and nobody else's reports.
func TestImportHistory_CountsInTotals(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		bob, eve := w.creator("Bob"), w.creator("Eve")
		w.importHistory(bob, reported())
		w.importHistory(eve, reported())
		w.claim(bob, "twitter:bob")
		w.click(w.supporter("Ada", 4*money.Unit, 50*money.Unit), "https://x.com/bob")
		if s := w.creatorStatement(bob, 202610); len(s.Things) != 1 || s.Things[0].ClicksTotal != 169 || s.Things[0].Clicks != 1 {
			t.Errorf("the statement is %+v", s)
		}
	})
}

// Protects against a half import: one wrong row and nothing is stored, and it is named.
func TestImportHistory_AllOrNothing(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		bob := w.creator("Bob")
		for field, spoil := range map[string]func(*app.HistoryRow){
			"url":          func(r *app.HistoryRow) { r.URL = "ftp://example.org/" },
			"month":        func(r *app.HistoryRow) { r.Month = 201313 },
			"reference":    func(r *app.HistoryRow) { r.Reference = "" },
			"clicks":       func(r *app.HistoryRow) { r.Clicks = -1 },
			"clicks_total": func(r *app.HistoryRow) { r.ClicksTotal = 1 << 40 },
			"revenue":      func(r *app.HistoryRow) { r.Revenue = money.Max },
		} {
			rows := reported()
			spoil(&rows[2])
			_, err := w.ImportHistory(t.Context(), bob.ID, "flattr", rows)
			refused(t, err, obolus.Invalid, "invalid_rows[2]."+field)
		}
		_, err := w.ImportHistory(t.Context(), bob.ID, "", reported())
		refused(t, err, obolus.Invalid, "invalid_source")
		_, err = w.ImportHistory(t.Context(), 999_999, "flattr", reported())
		refused(t, err, obolus.NotFound, "person_unknown")

		w.importHistory(bob, reported()[:1])
		rows := reported()
		slices.Reverse(rows)
		rows[2].Revenue++
		_, err = w.ImportHistory(t.Context(), bob.ID, "flattr", rows)
		refused(t, err, obolus.Conflict, "history_differs")
		if history, err := w.History(t.Context(), bob.ID); err != nil || len(history) != 1 {
			t.Errorf("stored are %+v, %v", history, err)
		}
	})
}

// Protects R7: imports of the same file at once end as one.
func TestImportHistory_AtOnce(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		bob := w.creator("Bob")
		added, errs := make([]int, 4), make([]error, 4)
		var all sync.WaitGroup
		for i := range errs {
			all.Go(func() {
				var done app.Imported
				done, errs[i] = w.ImportHistory(t.Context(), bob.ID, "flattr", reported())
				added[i] = done.Added
			})
		}
		all.Wait()
		slices.Sort(added)
		if !slices.Equal(added, []int{0, 0, 0, 3}) {
			t.Errorf("added were %v rows: %v", added, errs)
		}
	})
}
