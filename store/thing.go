package store

import (
	"context"
	"database/sql"

	"obolus"
)

const thingColumns = `thing.id, thing.url, thing.title, thing.recipient, thing.created_at`

func scanThing(rows *sql.Rows) (obolus.Thing, error) {
	var t obolus.Thing
	var created sql.NullInt64
	err := rows.Scan(&t.ID, &t.URL, &t.Title, &t.Recipient, &created)
	t.CreatedAt = moment(created)
	return t, err
}

func (q queries) Thing(ctx context.Context, id obolus.ThingID) (obolus.Thing, error) {
	return one(ctx, q.q, scanThing, "thing_unknown", "there is no such thing",
		`SELECT `+thingColumns+` FROM thing WHERE id = $1`, int64(id))
}

func (q queries) ThingAt(ctx context.Context, url string) (obolus.Thing, error) {
	return one(ctx, q.q, scanThing, "thing_unknown", "nobody has supported "+url+" yet",
		`SELECT `+thingColumns+` FROM thing WHERE id = COALESCE(
			(SELECT thing_alias.thing FROM thing_alias WHERE thing_alias.url = $1), (SELECT same.id FROM thing AS same WHERE same.url = $1))`, url)
}

func (q queries) InsertThing(ctx context.Context, t obolus.Thing) (obolus.Thing, error) {
	there, err := q.ThingAt(ctx, t.URL) // by another address too
	if obolus.KindOf(err) != obolus.NotFound {
		return there, err
	}
	n, err := exec(ctx, q.q, `
		INSERT INTO thing (id, url, title, recipient, created_at) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (url) DO NOTHING`, int64(t.ID), t.URL, t.Title, int64(t.Recipient), t.CreatedAt.UnixMilli())
	if err != nil {
		return t, err
	}
	if n == 1 {
		_, err = exec(ctx, q.q, `INSERT INTO description (thing, wanted_at) VALUES ($1, $2)`, int64(t.ID), t.CreatedAt.UnixMilli())
		return t, err
	}
	return q.ThingAt(ctx, t.URL)
}

func (q queries) SetTitle(ctx context.Context, id obolus.ThingID, title string) error {
	err := execOne(ctx, q.q, `UPDATE thing SET title = $2 WHERE id = $1`, int64(id), title)
	if err != nil {
		return err
	}
	return execOne(ctx, q.q, `UPDATE description SET indexed = $2 WHERE thing = $1`, int64(id), false)
}
