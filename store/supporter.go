package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"obolus"
	"obolus/app"
	"obolus/month"
)

func (q queries) CountPeople(ctx context.Context) (int64, error) {
	var n int64
	err := single(ctx, q.q, `SELECT COUNT(*) FROM person`).Scan(&n)
	return n, classify(err)
}

func (q queries) FirstOpenMonth(ctx context.Context) (obolus.Month, error) {
	var m sql.NullInt64
	err := single(ctx, q.q, `
		SELECT MIN(month) FROM click WHERE month > (SELECT COALESCE(MAX(month), 0) FROM month)`).Scan(&m)
	return obolus.Month(m.Int64), classify(err)
}

func (q queries) Receivers(ctx context.Context) (map[obolus.RecipientID]obolus.PersonID, error) {
	receivers := map[obolus.RecipientID]obolus.PersonID{}
	_, err := all(ctx, q.q, func(rows *sql.Rows) (struct{}, error) {
		var r obolus.RecipientID
		var p obolus.PersonID
		err := rows.Scan(&r, &p)
		receivers[r] = p
		return struct{}{}, err
	}, `SELECT id, person FROM recipient WHERE person IS NOT NULL`)
	return receivers, err
}

// Supporters reads a page of people and, in a second query, their clicks: one row for each person
// with her recipients in one text, because a driver takes far longer to hand over a row than the
// database to find it.
func (q queries) Supporters(ctx context.Context, m obolus.Month, after obolus.PersonID) ([]app.Supporter, obolus.PersonID, error) {
	return q.supporters(ctx, m, after, app.SupportersAtOnce)
}

func (q queries) SupporterIn(ctx context.Context, m obolus.Month, person obolus.PersonID) (app.Supporter, error) {
	list, _, err := q.supporters(ctx, m, person-1, 1)
	if err == nil && (len(list) == 0 || list[0].ID != int64(person)) {
		err = fmt.Errorf("person %d has no clicks in %s", person, m)
	}
	if err != nil {
		return app.Supporter{}, err
	}
	return list[0], nil
}

func (q queries) FrozenMonths(ctx context.Context, person obolus.PersonID) ([]obolus.Month, error) {
	return all(ctx, q.q, func(rows *sql.Rows) (obolus.Month, error) {
		var m obolus.Month
		err := rows.Scan(&m)
		return m, err
	}, `SELECT DISTINCT click.month FROM month JOIN click ON click.month = month.month
		WHERE click.supporter = $1 AND NOT EXISTS (SELECT 1 FROM settlement
			WHERE settlement.supporter = click.supporter AND settlement.month = click.month)
		ORDER BY click.month`, int64(person))
}

func (q queries) supporters(ctx context.Context, m obolus.Month, after obolus.PersonID, limit int) ([]app.Supporter, obolus.PersonID, error) {
	people, err := all(ctx, q.q, func(rows *sql.Rows) (app.Supporter, error) {
		var s app.Supporter
		var suspended sql.NullInt64
		err := rows.Scan(&s.ID, &s.Budget, &s.Funds, &suspended)
		s.SuspendedAt = moment(suspended)
		return s, err
	}, `SELECT person.id, person.budget, COALESCE(balance.amount, 0), person.suspended_at
		FROM person LEFT JOIN balance ON balance.owner = person.id AND balance.kind = 'funds' AND balance.owner > $1
		WHERE person.id > $1 ORDER BY person.id LIMIT $2`, int64(after), int64(limit))
	if err != nil || len(people) == 0 {
		return nil, 0, err
	}
	index := make(map[int64]int, len(people))
	for i, s := range people {
		index[s.ID] = i
	}
	last := people[len(people)-1].ID
	_, err = all(ctx, q.q, func(rows *sql.Rows) (struct{}, error) {
		var supporter int64
		var list string
		err := rows.Scan(&supporter, &list)
		if err != nil {
			return struct{}{}, err
		}
		i, known := index[supporter]
		if !known {
			return struct{}{}, fmt.Errorf("%w: there are clicks of person %d, who does not exist", app.ErrContradiction, supporter)
		}
		people[i].Clicks, err = parseClicks(list)
		return struct{}{}, err
	}, `SELECT supporter, `+clickList+` FROM click
		WHERE month = $1 AND supporter > $2 AND supporter <= $3
		GROUP BY supporter ORDER BY supporter`, int64(m), int64(after), last)
	if err != nil {
		return nil, 0, err
	}
	people = slices.DeleteFunc(people, func(s app.Supporter) bool { return len(s.Clicks) == 0 })
	return people, obolus.PersonID(last), nil
}

// clickList is a group's clicks as one text, "17,4*3,23": each recipient, and its weight where that is not 1.
// Handing over rows of their own costs more than finding them.
const clickList = `STRING_AGG(CAST(recipient AS TEXT) || CASE weight WHEN 1 THEN '' ELSE '*' || CAST(weight AS TEXT) END, ',')`

var errClickList = errors.New("the database returned a malformed list of clicks")

func parseClicks(list string) ([]month.Click, error) {
	clicks := make([]month.Click, 0, strings.Count(list, ",")+1)
	for click := range strings.SplitSeq(list, ",") {
		recipient, weight, weighted := strings.Cut(click, "*")
		c := month.Click{Weight: 1}
		var err, other error
		c.Recipient, err = strconv.ParseInt(recipient, 10, 64)
		if weighted {
			c.Weight, other = strconv.ParseInt(weight, 10, 64)
		}
		if err != nil || other != nil {
			return nil, fmt.Errorf("%w: %q", errClickList, click)
		}
		clicks = append(clicks, c)
	}
	return clicks, nil
}
