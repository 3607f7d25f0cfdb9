package store

import (
	"context"
	"database/sql"
	"time"

	"obolus"
	"obolus/app"
)

func (q queries) TrustedSite(ctx context.Context, person obolus.PersonID, site string) (bool, error) {
	found, err := all(ctx, q.q, scanText, `SELECT site FROM trusted_site WHERE person = $1 AND site = $2`, int64(person), site)
	return len(found) == 1, err
}

func (q queries) TrustedSites(ctx context.Context, person obolus.PersonID) ([]string, error) {
	return all(ctx, q.q, scanText, `SELECT site FROM trusted_site WHERE person = $1 ORDER BY site`, int64(person))
}

func (q queries) TrustSite(ctx context.Context, person obolus.PersonID, site string, at time.Time) error {
	_, err := exec(ctx, q.q, `INSERT INTO trusted_site (person, site, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
		int64(person), site, at.UnixMilli())
	return err
}

func (q queries) DistrustSite(ctx context.Context, person obolus.PersonID, site string) error {
	_, err := exec(ctx, q.q, `DELETE FROM trusted_site WHERE person = $1 AND site = $2`, int64(person), site)
	return err
}

func (q queries) Wish(ctx context.Context, person obolus.PersonID) (app.Wish, error) {
	return one(ctx, q.q, func(rows *sql.Rows) (app.Wish, error) {
		var w app.Wish
		var at int64
		err := rows.Scan(&w.URL, &w.Title, &at)
		w.At = time.UnixMilli(at).UTC()
		return w, err
	}, "wish_unknown", "no click is waiting", `SELECT url, title, created_at FROM wish WHERE person = $1`, int64(person))
}

func (q queries) SetWish(ctx context.Context, person obolus.PersonID, w app.Wish) error {
	_, err := exec(ctx, q.q, `
		INSERT INTO wish (person, url, title, created_at) VALUES ($1, $2, $3, $4)
		ON CONFLICT (person) DO UPDATE SET url = EXCLUDED.url, title = EXCLUDED.title, created_at = EXCLUDED.created_at`,
		int64(person), w.URL, w.Title, w.At.UnixMilli())
	return err
}

func (q queries) DeleteWish(ctx context.Context, person obolus.PersonID) error {
	_, err := exec(ctx, q.q, `DELETE FROM wish WHERE person = $1`, int64(person))
	return err
}
