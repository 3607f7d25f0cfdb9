package store

import (
	"context"
	"database/sql"

	"obolus"
	"obolus/app"
)

func (q queries) About(ctx context.Context, id obolus.ThingID) (app.About, error) {
	about, err := one(ctx, q.q, func(rows *sql.Rows) (app.About, error) {
		var a app.About
		var described sql.NullInt64
		err := rows.Scan(&a.Thing, &a.Text, &a.Category, &a.Language, &a.Hidden, &a.Edited, &described)
		a.DescribedAt = moment(described)
		return a, err
	}, "thing_unknown", "there is no such thing", `
		SELECT thing, text, category, language, hidden, edited, described_at FROM description WHERE thing = $1`, int64(id))
	if err != nil {
		return about, err
	}
	about.Tags, err = all(ctx, q.q, scanText, `SELECT tag FROM thing_tag WHERE thing = $1 ORDER BY tag`, int64(id))
	return about, err
}

func scanText(rows *sql.Rows) (string, error) {
	var text string
	err := rows.Scan(&text)
	return text, err
}

func (q queries) SetAbout(ctx context.Context, a app.About) error {
	err := execOne(ctx, q.q, `
		UPDATE description SET text = $2, category = $3, language = $4, hidden = $5, edited = $6, described_at = $7, wanted_at = NULL, indexed = $8
		WHERE thing = $1`, int64(a.Thing), a.Text, string(a.Category), a.Language, a.Hidden, a.Edited, millis(a.DescribedAt), false)
	if err != nil {
		return err
	}
	return q.setTags(ctx, a)
}

func (q queries) Introduce(ctx context.Context, a app.About) error {
	err := execOne(ctx, q.q, `UPDATE description SET text = $2, category = $3, language = $4, hidden = $5, indexed = $6 WHERE thing = $1`,
		int64(a.Thing), a.Text, string(a.Category), a.Language, a.Hidden, false)
	if err != nil {
		return err
	}
	return q.setTags(ctx, a)
}

func (q queries) setTags(ctx context.Context, a app.About) error {
	_, err := exec(ctx, q.q, `DELETE FROM thing_tag WHERE thing = $1`, int64(a.Thing))
	for _, tag := range a.Tags {
		if err == nil {
			_, err = exec(ctx, q.q, `INSERT INTO thing_tag (tag, thing) VALUES ($1, $2) ON CONFLICT DO NOTHING`, tag, int64(a.Thing))
		}
	}
	return err
}
