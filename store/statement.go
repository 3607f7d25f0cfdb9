package store

import (
	"context"
	"database/sql"

	"obolus"
	"obolus/month"
)

func (q queries) Settlement(ctx context.Context, supporter obolus.PersonID, m obolus.Month) (month.Settlement, error) {
	return one(ctx, q.q, func(rows *sql.Rows) (month.Settlement, error) {
		var s month.Settlement
		err := rows.Scan(&s.Supporter, &s.Budget, &s.Funds, &s.Clicks, &s.Weights, &s.Share)
		return s, err
	}, "settlement_unknown", "nothing of hers was settled in "+m.String(), `
		SELECT supporter, budget, funds, clicks, weights, share FROM settlement WHERE supporter = $1 AND month = $2`,
		int64(supporter), int64(m))
}

func (q queries) WaitingTeams(ctx context.Context, supporter obolus.PersonID, m obolus.Month) (map[obolus.RecipientID]bool, error) {
	waiting := map[obolus.RecipientID]bool{}
	_, err := all(ctx, q.q, func(rows *sql.Rows) (struct{}, error) {
		var team obolus.RecipientID
		err := rows.Scan(&team)
		waiting[team] = true
		return struct{}{}, err
	}, `SELECT DISTINCT click.recipient FROM click
		JOIN team_member ON team_member.team = click.recipient JOIN recipient ON recipient.id = team_member.member
		WHERE click.supporter = $1 AND click.month = $2 AND recipient.person IS NULL`, int64(supporter), int64(m))
	return waiting, err
}
