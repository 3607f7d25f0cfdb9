package store

import (
	"context"
	"database/sql"
	"time"

	"obolus"
	"obolus/app"
)

func (q queries) WantedPages(ctx context.Context, now time.Time, limit int) ([]app.WantedPage, error) {
	return all(ctx, q.q, func(rows *sql.Rows) (app.WantedPage, error) {
		var p app.WantedPage
		var at, created sql.NullInt64
		err := rows.Scan(&p.Attempts, &at, &p.Thing.ID, &p.Thing.URL, &p.Thing.Title, &p.Thing.Recipient, &created)
		p.At, p.Thing.CreatedAt = moment(at), moment(created)
		return p, err
	}, `SELECT description.attempts, description.wanted_at, `+thingColumns+`
		FROM description JOIN thing ON thing.id = description.thing
		WHERE description.wanted_at IS NOT NULL AND description.wanted_at <= $1
		ORDER BY description.wanted_at LIMIT $2`, now.UnixMilli(), int64(limit))
}

func (q queries) TakePage(ctx context.Context, p app.WantedPage, until time.Time) (bool, error) {
	n, err := exec(ctx, q.q, `
		UPDATE description SET wanted_at = $3, attempts = attempts + 1
		WHERE thing = $1 AND wanted_at = $2`, int64(p.Thing.ID), p.At.UnixMilli(), until.UnixMilli())
	return n == 1, err
}

func (q queries) LeavePage(ctx context.Context, thing obolus.ThingID) error {
	return execOne(ctx, q.q, `UPDATE description SET wanted_at = NULL WHERE thing = $1`, int64(thing))
}
