package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
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
		var anonymous sql.NullBool
		var said string
		err := rows.Scan(&w.URL, &w.Title, &anonymous, &said, &at)
		w.At = time.UnixMilli(at).UTC()
		if anonymous.Valid {
			w.Anonymous = &anonymous.Bool
		}
		if err == nil && said != "" {
			err = json.Unmarshal([]byte(said), &w.Said)
		}
		return w, err
	}, "wish_unknown", "no click is waiting", `SELECT url, title, anonymous, said, created_at FROM wish WHERE person = $1`, int64(person))
}

func (q queries) SetWish(ctx context.Context, person obolus.PersonID, w app.Wish) error {
	said := ""
	if !w.Said.Empty() {
		text, err := json.Marshal(w.Said)
		if err != nil {
			return fmt.Errorf("writing what was said of a wish: %w", err)
		}
		said = string(text)
	}
	var anonymous sql.NullBool
	if w.Anonymous != nil {
		anonymous = sql.NullBool{Bool: *w.Anonymous, Valid: true}
	}
	_, err := exec(ctx, q.q, `
		INSERT INTO wish (person, url, title, anonymous, said, created_at) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (person) DO UPDATE SET url = EXCLUDED.url, title = EXCLUDED.title, anonymous = EXCLUDED.anonymous,
			said = EXCLUDED.said, created_at = EXCLUDED.created_at`,
		int64(person), w.URL, w.Title, anonymous, said, w.At.UnixMilli())
	return err
}

func (q queries) DeleteWish(ctx context.Context, person obolus.PersonID) error {
	_, err := exec(ctx, q.q, `DELETE FROM wish WHERE person = $1`, int64(person))
	return err
}
