package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"obolus"
	"obolus/month"
)

const recipientColumns = `recipient.id, recipient.kind, recipient.name, recipient.person, recipient.claimed_at`

func scanRecipient(rows *sql.Rows) (obolus.Recipient, error) {
	var r obolus.Recipient
	err := scanRecipientInto(rows, &r)
	return r, err
}

// scanRecipientInto reads recipientColumns after whatever other columns come first.
func scanRecipientInto(rows *sql.Rows, r *obolus.Recipient, before ...any) error {
	var person, claimed sql.NullInt64
	err := rows.Scan(append(before, &r.ID, &r.Kind, &r.Name, &person, &claimed)...)
	r.Person, r.ClaimedAt = obolus.PersonID(person.Int64), moment(claimed)
	return err
}

func (q queries) Recipient(ctx context.Context, id obolus.RecipientID) (obolus.Recipient, error) {
	return one(ctx, q.q, scanRecipient, "recipient_unknown", "there is no such recipient",
		`SELECT `+recipientColumns+` FROM recipient WHERE id = $1`, int64(id))
}

func (q queries) RecipientNamed(ctx context.Context, name string) (obolus.Recipient, error) {
	return one(ctx, q.q, scanRecipient, "recipient_unknown", "nobody has supported "+name+" yet",
		`SELECT `+recipientColumns+` FROM recipient WHERE name = $1`, name)
}

func (q queries) RecipientsOf(ctx context.Context, person obolus.PersonID) ([]obolus.Recipient, error) {
	return all(ctx, q.q, scanRecipient,
		`SELECT `+recipientColumns+` FROM recipient WHERE person = $1 ORDER BY id`, int64(person))
}

func (q queries) InsertRecipient(ctx context.Context, r obolus.Recipient, at time.Time) (obolus.Recipient, error) {
	var person any
	if r.Person != 0 {
		person = int64(r.Person)
	}
	n, err := exec(ctx, q.q, `
		INSERT INTO recipient (id, kind, name, person, claimed_at, created_at) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (name) DO NOTHING`, int64(r.ID), string(r.Kind), r.Name, person, millis(r.ClaimedAt), at.UnixMilli())
	if err != nil || n == 1 {
		return r, err
	}
	return q.RecipientNamed(ctx, r.Name)
}

func (q queries) InsertTeam(ctx context.Context, team obolus.RecipientID, members month.Team) error {
	args := make([]any, 0, 4*len(members))
	for i, m := range members {
		args = append(args, int64(team), int64(i), m.Recipient, m.Weight)
	}
	_, err := exec(ctx, q.q, `INSERT INTO team_member (team, position, member, weight) VALUES `+q.engine.values(len(members), 4), args...)
	if err != nil {
		return fmt.Errorf("naming the members of team %d: %w", team, err)
	}
	return nil
}

func (q queries) Teams(ctx context.Context) (month.Teams, error) {
	return q.teams(ctx, `SELECT team, member, weight FROM team_member ORDER BY team, position`)
}

// teams reads rows of team, member and weight, which must come in the order of the members.
func (q queries) teams(ctx context.Context, query string, args ...any) (month.Teams, error) {
	type row struct {
		team   int64
		member month.Member
	}
	rows, err := all(ctx, q.q, func(rows *sql.Rows) (row, error) {
		var r row
		err := rows.Scan(&r.team, &r.member.Recipient, &r.member.Weight)
		return r, err
	}, query, args...)
	teams := month.Teams{}
	for _, r := range rows {
		teams[r.team] = append(teams[r.team], r.member)
	}
	return teams, err
}
