package store

import (
	"context"
	"database/sql"
	"fmt"

	"obolus"
	"obolus/app"
)

// giversTo are up to $3 people who gave to person $1 in month $2.
const giversTo = mine + `, givers AS (SELECT DISTINCT click.supporter AS id` + gained + ` AND click.month = $2 ORDER BY 1 LIMIT $3)`

func (q queries) GiversTo(ctx context.Context, person obolus.PersonID, m obolus.Month, limit int) ([]app.Supporter, error) {
	people, err := all(ctx, q.q, func(rows *sql.Rows) (app.Supporter, error) {
		var s app.Supporter
		var suspended sql.NullInt64
		err := rows.Scan(&s.ID, &s.Budget, &s.Funds, &suspended)
		s.SuspendedAt = moment(suspended)
		return s, err
	}, giversTo+` SELECT person.id, person.budget, COALESCE(balance.amount, 0), person.suspended_at
		FROM givers JOIN person ON person.id = givers.id
		LEFT JOIN balance ON balance.owner = person.id AND balance.kind = 'funds' ORDER BY person.id`, int64(person), int64(m), int64(limit))
	if err != nil {
		return nil, err
	}
	index := make(map[int64]int, len(people))
	for i, s := range people {
		index[s.ID] = i
	}
	_, err = all(ctx, q.q, func(rows *sql.Rows) (struct{}, error) {
		var supporter int64
		var list string
		err := rows.Scan(&supporter, &list)
		i, known := index[supporter]
		if err == nil && !known {
			err = fmt.Errorf("%w: there are clicks of person %d, who does not exist", app.ErrContradiction, supporter)
		}
		if err == nil {
			people[i].Clicks, err = parseClicks(list)
		}
		return struct{}{}, err
	}, giversTo+` SELECT supporter, `+clickList+` FROM click
		WHERE month = $2 AND supporter IN (SELECT id FROM givers) GROUP BY supporter`, int64(person), int64(m), int64(limit))
	return people, err
}
