package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"obolus"
	"obolus/app"
)

func (q queries) Tallies(ctx context.Context, since app.TallySince) ([]app.Tally, error) {
	return all(ctx, q.q, func(rows *sql.Rows) (app.Tally, error) {
		var t app.Tally
		err := rows.Scan(&t.Thing, &t.Day, &t.Week, &t.Trend)
		return t, err
	}, `SELECT thing, SUM(CASE WHEN at >= $3 THEN 1 ELSE 0 END), COUNT(*),
		SUM(CASE WHEN at >= $4 THEN 8 WHEN at >= $5 THEN 4 WHEN at >= $6 THEN 2 ELSE 1 END)
		FROM click WHERE month >= $1 AND at >= $2 GROUP BY thing`,
		int64(since.First), since.Week.UnixMilli(), since.Day.UnixMilli(),
		since.Fades[0].UnixMilli(), since.Fades[1].UnixMilli(), since.Fades[2].UnixMilli())
}

// MostIn reads one index in the order of the things. The plus keeps SQLite from the index by month, after
// which it would have to sort all clicks: five times as long.
func (q queries) MostIn(ctx context.Context, m obolus.Month, limit int) ([]app.Place, error) {
	return all(ctx, q.q, scanPlace, `
		SELECT thing, COUNT(*) FROM click WHERE +month = $1 GROUP BY thing ORDER BY COUNT(*) DESC, thing DESC LIMIT $2`, int64(m), int64(limit))
}

func (q queries) MostEver(ctx context.Context, limit int) ([]app.Place, error) {
	return all(ctx, q.q, scanPlace, `SELECT thing, COUNT(*) FROM click GROUP BY thing ORDER BY COUNT(*) DESC, thing DESC LIMIT $1`, int64(limit))
}

func (q queries) Places(ctx context.Context, list app.Ranking) ([]app.Place, error) {
	return all(ctx, q.q, scanPlace, `SELECT thing, score FROM ranking WHERE list = $1 ORDER BY place`, string(list))
}

func scanPlace(rows *sql.Rows) (app.Place, error) {
	var p app.Place
	err := rows.Scan(&p.Thing, &p.Score)
	return p, err
}

func (q queries) TakeChore(ctx context.Context, name string, now, next time.Time) (bool, error) {
	n, err := exec(ctx, q.q, `
		INSERT INTO chore (name, due_at) VALUES ($1, $2)
		ON CONFLICT (name) DO UPDATE SET due_at = EXCLUDED.due_at WHERE chore.due_at <= $3`, name, next.UnixMilli(), now.UnixMilli())
	return n == 1, err
}

func (q queries) SetPlaces(ctx context.Context, list app.Ranking, places []app.Place) error {
	_, err := exec(ctx, q.q, `DELETE FROM ranking WHERE list = $1`, string(list))
	if err != nil {
		return fmt.Errorf("clearing the ranking %s: %w", list, err)
	}
	return q.insert(ctx, table{"ranking", []string{"list", "place", "thing", "score"}, len(places), func(i int) []any {
		return []any{string(list), int64(i + 1), int64(places[i].Thing), places[i].Score}
	}})
}
