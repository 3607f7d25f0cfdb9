package store

import (
	"context"
	"time"

	"obolus"
)

func (q queries) SetAlias(ctx context.Context, url string, thing obolus.ThingID, at time.Time) error {
	_, err := exec(ctx, q.q, `
		INSERT INTO thing_alias (url, thing, created_at) VALUES ($1, $2, $3)
		ON CONFLICT (url) DO UPDATE SET thing = EXCLUDED.thing, created_at = EXCLUDED.created_at`,
		url, int64(thing), at.UnixMilli())
	return err
}

func (q queries) MoveAliases(ctx context.Context, from, to obolus.ThingID) error {
	_, err := exec(ctx, q.q, `UPDATE thing_alias SET thing = $2 WHERE thing = $1`, int64(from), int64(to))
	return err
}
