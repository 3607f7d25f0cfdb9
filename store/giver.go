package store

import (
	"context"
	"database/sql"
	"fmt"

	"obolus"
	"obolus/app"
)

// ClickBasis must not read before the share is taken (R8): each question sees what has been committed
// before it begins, and so what a close has done for whose end the share waited.
func (q queries) ClickBasis(ctx context.Context, m obolus.Month, people []obolus.PersonID, things []obolus.ThingID) (app.ClickBasis, error) {
	basis := app.ClickBasis{Givers: make(map[obolus.PersonID]app.Giver, len(people)), Targets: make(map[obolus.ThingID]app.Target, len(things))}
	questions := []question{
		{lastClosedMonth, nil, func(scan func(...any) error) error { return scan(&basis.LastClosed) }},
		askGivers(q.engine, people, basis.Givers),
		askTargets(q.engine, things, basis.Targets),
	}
	if q.engine == postgres {
		questions = append([]question{{shareMonth, []any{int32(lockSpace), int32(m)}, func(func(...any) error) error { return nil }}}, questions...)
	}
	err := q.ask(ctx, questions...)
	if err != nil {
		return basis, fmt.Errorf("reading what %d clicks depend on: %w", len(people), classify(err))
	}
	return basis, nil
}

func (q queries) Targets(ctx context.Context, things []obolus.ThingID) (map[obolus.ThingID]app.Target, error) {
	targets := make(map[obolus.ThingID]app.Target, len(things))
	err := q.ask(ctx, askTargets(q.engine, things, targets))
	if err != nil {
		return nil, fmt.Errorf("reading where clicks on %d things go: %w", len(things), classify(err))
	}
	return targets, nil
}

// askGivers looks each person's funds up: joining balances makes PostgreSQL read all of a small table.
func askGivers(e engine, people []obolus.PersonID, into map[obolus.PersonID]app.Giver) question {
	condition, args := among(e, people)
	var id obolus.PersonID // declared here, all rows share them: each would take memory of its own
	var g app.Giver
	var deleted, suspended sql.NullInt64
	return question{`SELECT person.id, person.budget,
			COALESCE((SELECT amount FROM balance WHERE owner = person.id AND kind = 'funds'), 0),
			person.anonymous, person.deleted_at, person.suspended_at
		FROM person WHERE person.id ` + condition, args, func(scan func(...any) error) error {
		err := scan(&id, &g.Budget, &g.Funds, &g.Anonymous, &deleted, &suspended)
		g.Deleted, g.Suspended = deleted.Valid, suspended.Valid
		into[id] = g
		return err
	}}
}

// askTargets follows a team to its members, so that a member cannot click on the team's things either.
func askTargets(e engine, things []obolus.ThingID, into map[obolus.ThingID]app.Target) question {
	condition, args := among(e, things)
	var id obolus.ThingID
	var recipient obolus.RecipientID
	var owner, member, gone, barred sql.NullInt64
	return question{`SELECT thing.id, thing.recipient, recipient.person, member.person,
			(SELECT person.deleted_at FROM person WHERE person.id = COALESCE(recipient.person, member.person)),
			(SELECT barred.at FROM barred WHERE barred.thing = thing.id)
		FROM thing JOIN recipient ON recipient.id = thing.recipient
		LEFT JOIN team_member ON team_member.team = recipient.id
		LEFT JOIN recipient AS member ON member.id = team_member.member
		WHERE thing.id ` + condition, args, func(scan func(...any) error) error {
		err := scan(&id, &recipient, &owner, &member, &gone, &barred)
		t := into[id]
		t.Recipient, t.Gone, t.Barred = recipient, t.Gone || gone.Valid, barred.Valid
		for _, person := range []sql.NullInt64{owner, member} {
			if person.Valid {
				t.Owners = append(t.Owners, obolus.PersonID(person.Int64))
			}
		}
		into[id] = t
		return err
	}}
}
