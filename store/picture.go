package store

import (
	"context"
	"database/sql"

	"obolus"
	"obolus/app"
)

// seenPicture are the pictures of things that are neither hidden nor barred: what is barred is hidden too.
const seenPicture = `thing_picture JOIN description ON description.thing = thing_picture.thing AND NOT description.hidden`

func (q queries) PictureOf(ctx context.Context, id obolus.ThingID) (app.Shown, error) {
	found, err := all(ctx, q.q, func(rows *sql.Rows) (app.Shown, error) {
		var s app.Shown
		err := rows.Scan(&s.Mark, &s.Width, &s.Height)
		return s, err
	}, `SELECT thing_picture.mark, thing_picture.width, thing_picture.height FROM `+seenPicture+` WHERE thing_picture.thing = $1`, int64(id))
	if err != nil || len(found) == 0 {
		return app.Shown{}, err
	}
	return found[0], nil
}

func (q queries) Picture(ctx context.Context, id obolus.ThingID, mark string) (obolus.Picture, error) {
	return one(ctx, q.q, func(rows *sql.Rows) (obolus.Picture, error) {
		var p obolus.Picture
		err := rows.Scan(&p.Type, &p.Width, &p.Height, &p.Content)
		return p, err
	}, "page_unknown", "there is no such picture", `
		SELECT thing_picture.type, thing_picture.width, thing_picture.height, thing_picture.content FROM `+seenPicture+`
		WHERE thing_picture.thing = $1 AND thing_picture.mark = $2`, int64(id), mark)
}

func (q queries) SetPicture(ctx context.Context, id obolus.ThingID, p obolus.Picture) error {
	_, err := exec(ctx, q.q, `
		INSERT INTO thing_picture (thing, mark, type, width, height, content) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (thing) DO UPDATE SET mark = EXCLUDED.mark, type = EXCLUDED.type, width = EXCLUDED.width,
			height = EXCLUDED.height, content = EXCLUDED.content`,
		int64(id), p.Mark(), p.Type, int64(p.Width), int64(p.Height), p.Content)
	return err
}

func (q queries) DeletePicture(ctx context.Context, id obolus.ThingID) error {
	_, err := exec(ctx, q.q, `DELETE FROM thing_picture WHERE thing = $1`, int64(id))
	return err
}
