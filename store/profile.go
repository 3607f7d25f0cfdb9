package store

import (
	"context"
	"database/sql"

	"obolus"
)

func (q queries) ProfileOf(ctx context.Context, person obolus.PersonID) (string, bool, error) {
	type profile struct {
		text  string
		shown bool
	}
	p, err := one(ctx, q.q, func(rows *sql.Rows) (profile, error) {
		var p profile
		err := rows.Scan(&p.text, &p.shown)
		return p, err
	}, "profile_unknown", "she has said nothing of herself", `SELECT text, shown FROM profile WHERE person = $1`, int64(person))
	return p.text, p.shown, err
}

func (q queries) SetProfile(ctx context.Context, person obolus.PersonID, text string, shown bool) error {
	_, err := exec(ctx, q.q, `
		INSERT INTO profile (person, text, shown) VALUES ($1, $2, $3)
		ON CONFLICT (person) DO UPDATE SET text = EXCLUDED.text, shown = EXCLUDED.shown`, int64(person), text, shown)
	return err
}
