package store

import (
	"context"
	"database/sql"

	"obolus"
	"obolus/app"
)

func (q queries) Payees(ctx context.Context, thing obolus.ThingID) ([]obolus.Payee, error) {
	return all(ctx, q.q, func(rows *sql.Rows) (obolus.Payee, error) {
		var p obolus.Payee
		err := rows.Scan(&p.Markup, &p.Name)
		return p, err
	}, `SELECT markup, name FROM thing_payee WHERE thing = $1 ORDER BY place`, int64(thing))
}

func (q queries) NamedFor(ctx context.Context, r obolus.RecipientID, limit int) ([]app.NamedPayee, error) {
	return all(ctx, q.q, func(rows *sql.Rows) (app.NamedPayee, error) {
		var p app.NamedPayee
		err := rows.Scan(&p.Markup, &p.Name, &p.Pages)
		return p, err
	}, `SELECT thing_payee.markup, thing_payee.name, COUNT(*) FROM thing_payee JOIN thing ON thing.id = thing_payee.thing
		WHERE thing.recipient = $1 GROUP BY thing_payee.markup, thing_payee.name
		ORDER BY COUNT(*) DESC, thing_payee.markup, thing_payee.name LIMIT $2`, int64(r), int64(limit))
}

func (q queries) SetPayees(ctx context.Context, thing obolus.ThingID, payees []obolus.Payee) error {
	_, err := exec(ctx, q.q, `DELETE FROM thing_payee WHERE thing = $1`, int64(thing))
	for i, p := range payees {
		if err == nil {
			_, err = exec(ctx, q.q, `INSERT INTO thing_payee (thing, place, markup, name) VALUES ($1, $2, $3, $4)`,
				int64(thing), int64(i+1), string(p.Markup), p.Name)
		}
	}
	return err
}
