package store

import (
	"context"
	"database/sql"

	"obolus"
	"obolus/app"
)

// Givers looks each person's funds up: joining balances makes PostgreSQL read all of a small table.
func (q queries) Givers(ctx context.Context, people []obolus.PersonID) (map[obolus.PersonID]app.Giver, error) {
	givers := make(map[obolus.PersonID]app.Giver, len(people))
	if len(people) == 0 {
		return givers, nil
	}
	condition, args := among(q.engine, people)
	_, err := all(ctx, q.q, func(rows *sql.Rows) (struct{}, error) {
		var id obolus.PersonID
		var g app.Giver
		var deleted, suspended sql.NullInt64
		err := rows.Scan(&id, &g.Budget, &g.Funds, &g.Anonymous, &deleted, &suspended)
		g.Deleted, g.Suspended = deleted.Valid, suspended.Valid
		givers[id] = g
		return struct{}{}, err
	}, `SELECT person.id, person.budget,
			COALESCE((SELECT amount FROM balance WHERE owner = person.id AND kind = 'funds'), 0),
			person.anonymous, person.deleted_at, person.suspended_at
		FROM person WHERE person.id `+condition, args...)
	return givers, err
}

// Targets follows a team to its members, so that a member cannot click on the team's things either.
func (q queries) Targets(ctx context.Context, things []obolus.ThingID) (map[obolus.ThingID]app.Target, error) {
	targets := make(map[obolus.ThingID]app.Target, len(things))
	if len(things) == 0 {
		return targets, nil
	}
	condition, args := among(q.engine, things)
	_, err := all(ctx, q.q, func(rows *sql.Rows) (struct{}, error) {
		var id obolus.ThingID
		var recipient obolus.RecipientID
		var owner, member, gone, barred sql.NullInt64
		err := rows.Scan(&id, &recipient, &owner, &member, &gone, &barred)
		t := targets[id]
		t.Recipient, t.Gone, t.Barred = recipient, t.Gone || gone.Valid, barred.Valid
		for _, person := range []sql.NullInt64{owner, member} {
			if person.Valid {
				t.Owners = append(t.Owners, obolus.PersonID(person.Int64))
			}
		}
		targets[id] = t
		return struct{}{}, err
	}, `SELECT thing.id, thing.recipient, recipient.person, member.person,
			(SELECT person.deleted_at FROM person WHERE person.id = COALESCE(recipient.person, member.person)),
			(SELECT barred.at FROM barred WHERE barred.thing = thing.id)
		FROM thing JOIN recipient ON recipient.id = thing.recipient
		LEFT JOIN team_member ON team_member.team = recipient.id
		LEFT JOIN recipient AS member ON member.id = team_member.member
		WHERE thing.id `+condition, args...)
	return targets, err
}
