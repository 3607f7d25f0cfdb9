package store

import (
	"context"
	"database/sql"
	"fmt"

	"obolus"
	"obolus/app"
)

func (q queries) History(ctx context.Context, person obolus.PersonID) ([]app.HistoryOfThing, error) {
	return all(ctx, q.q, func(rows *sql.Rows) (app.HistoryOfThing, error) {
		var h app.HistoryOfThing
		var created sql.NullInt64
		err := rows.Scan(&h.Source, &h.Row.Reference, &h.Row.Month, &h.Row.Clicks, &h.Row.Revenue, &h.Row.ClicksTotal,
			&h.Thing.ID, &h.Thing.URL, &h.Thing.Title, &h.Thing.Recipient, &created)
		h.Thing.CreatedAt = moment(created)
		h.Row.URL, h.Row.Title = h.Thing.URL, h.Thing.Title
		return h, err
	}, `SELECT history.source, history.reference, history.month, history.clicks, history.revenue, history.clicks_total, `+thingColumns+`
		FROM history JOIN thing ON thing.id = history.thing
		WHERE history.person = $1 ORDER BY history.month, thing.url, history.source, history.reference`, int64(person))
}

func (q queries) InsertHistory(ctx context.Context, person obolus.PersonID, entries []app.HistoryOfThing) error {
	for len(entries) > 0 {
		n := min(len(entries), rowsAtOnce)
		args := make([]any, 0, 8*n)
		for _, h := range entries[:n] {
			args = append(args, int64(person), h.Source, h.Row.Reference, int64(h.Row.Month), int64(h.Thing.ID),
				h.Row.Clicks, int64(h.Row.Revenue), h.Row.ClicksTotal)
		}
		_, err := exec(ctx, q.q, `
			INSERT INTO history (person, source, reference, month, thing, clicks, revenue, clicks_total) VALUES `+q.engine.values(n, 8), args...)
		if err != nil {
			return fmt.Errorf("storing %d rows of history: %w", n, err)
		}
		entries = entries[n:]
	}
	return nil
}
