package store

import (
	"context"
	"database/sql"

	"obolus"
	"obolus/app"
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

func (q queries) GivenTo(ctx context.Context, supporter obolus.PersonID, m obolus.Month) ([]app.GivenTo, error) {
	return all(ctx, q.q, func(rows *sql.Rows) (app.GivenTo, error) {
		var g app.GivenTo
		var person, claimed sql.NullInt64
		err := rows.Scan(&g.Weight, &g.Clicks, &g.Recipient.ID, &g.Recipient.Kind, &g.Recipient.Name, &person, &claimed)
		g.Recipient.Person, g.Recipient.ClaimedAt = obolus.PersonID(person.Int64), moment(claimed)
		return g, err
	}, `SELECT given.weight, given.clicks, `+recipientColumns+` FROM (
			SELECT recipient, weight, COUNT(*) AS clicks FROM click WHERE supporter = $1 AND month = $2 GROUP BY recipient, weight) AS given
		JOIN recipient ON recipient.id = given.recipient ORDER BY given.clicks DESC, recipient.id, given.weight`, int64(supporter), int64(m))
}
