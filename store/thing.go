package store

import (
	"context"
	"database/sql"
	"fmt"

	"obolus"
	"obolus/app"
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

func (q queries) ThingsAt(ctx context.Context, urls []string) (map[string]obolus.ThingID, error) {
	things := make(map[string]obolus.ThingID, len(urls))
	condition, args := amongPlain(q.engine, urls)
	for _, query := range []string{`SELECT url, id FROM thing WHERE url `, `SELECT url, thing FROM thing_alias WHERE url `} { // the later one prevails
		_, err := all(ctx, q.q, func(rows *sql.Rows) (struct{}, error) {
			var url string
			var thing obolus.ThingID
			err := rows.Scan(&url, &thing)
			things[url] = thing
			return struct{}{}, err
		}, query+condition, args...)
		if err != nil {
			return nil, fmt.Errorf("looking for things at %d addresses: %w", len(urls), err)
		}
	}
	return things, nil
}

func (q queries) Sights(ctx context.Context, things []obolus.ThingID) (map[obolus.ThingID]app.Sight, error) {
	sights := make(map[obolus.ThingID]app.Sight, len(things))
	condition, args := among(q.engine, things)
	_, err := all(ctx, q.q, func(rows *sql.Rows) (struct{}, error) {
		var s app.Sight
		var created, barred sql.NullInt64
		err := scanRecipientInto(rows, &s.Recipient, &s.Thing.ID, &s.Thing.URL, &s.Thing.Title, &s.Thing.Recipient, &created, &barred)
		s.Thing.CreatedAt, s.Barred = moment(created), barred.Valid
		sights[s.Thing.ID] = s
		return struct{}{}, err
	}, `SELECT `+thingColumns+`, (SELECT barred.at FROM barred WHERE barred.thing = thing.id), `+recipientColumns+`
		FROM thing JOIN recipient ON recipient.id = thing.recipient WHERE thing.id `+condition, args...)
	if err != nil {
		return nil, fmt.Errorf("looking at %d things: %w", len(things), err)
	}
	return sights, nil
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
