package store

import (
	"context"
	"database/sql"

	"obolus"
	"obolus/app"
)

func (q queries) GainsOnThings(ctx context.Context, person obolus.PersonID, limit int) ([]app.ThingGain, error) {
	return all(ctx, q.q, func(rows *sql.Rows) (app.ThingGain, error) {
		var g app.ThingGain
		err := rows.Scan(&g.Thing.ID, &g.Thing.URL, &g.Thing.Title, &g.Month, &g.Recipient, &g.Late, &g.Worth, &g.Clicks)
		return g, err
	}, mine+`, best AS (SELECT thing.id`+gained+` GROUP BY thing.id ORDER BY COUNT(*) DESC, thing.id LIMIT $2),
		each AS (SELECT click.thing, `+gainColumns+gained+` AND click.thing IN (SELECT id FROM best))
		SELECT thing.id, thing.url, thing.title, each.month, each.recipient, each.late, each.worth, COUNT(*)
		FROM each JOIN thing ON thing.id = each.thing
		GROUP BY thing.id, thing.url, thing.title, each.month, each.recipient, each.late, each.worth`, int64(person), int64(limit))
}
