package store

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"strconv"
	"strings"

	"obolus"
	"obolus/app"
)

const clickColumns = `click.id, click.supporter, click.month, click.thing, click.recipient, click.weight, click.anonymous, click.at`

// clickedMonths names the months that have clicks, open those of them that are not closed. Each is found by
// a step in the key, which begins with the month: to read all clicks for it would take longer every year.
const (
	clickedMonths = `WITH RECURSIVE clicked (month) AS (
		SELECT MIN(month) FROM click
		UNION ALL SELECT (SELECT MIN(click.month) FROM click WHERE click.month > clicked.month) FROM clicked WHERE clicked.month IS NOT NULL)`
	openMonths = clickedMonths + `,
		open AS (SELECT month FROM clicked WHERE month IS NOT NULL AND month NOT IN (SELECT month FROM month))`
)

func clickFields(c *obolus.Click, at *sql.NullInt64) []any {
	return []any{&c.ID, &c.Supporter, &c.Month, &c.Thing, &c.Recipient, &c.Weight, &c.Anonymous, at}
}

func (q queries) MonthClosed(ctx context.Context, m obolus.Month) (bool, error) {
	var n int64
	err := single(ctx, q.q, `SELECT COUNT(*) FROM month WHERE month = $1`, int64(m)).Scan(&n)
	if err != nil {
		return false, fmt.Errorf("asking whether %s is closed: %w", m, classify(err))
	}
	return n > 0, nil
}

const lastClosedMonth = `SELECT COALESCE(MAX(month), 0) FROM month`

func (q queries) LastClosedMonth(ctx context.Context) (obolus.Month, error) {
	var m obolus.Month
	err := single(ctx, q.q, lastClosedMonth).Scan(&m)
	if err != nil {
		return 0, fmt.Errorf("asking for the last closed month: %w", classify(err))
	}
	return m, nil
}

// ThingClicks counts from an index; app keeps the answer for a while.
func (q queries) ThingClicks(ctx context.Context, things []obolus.ThingID) (map[obolus.ThingID][]app.MonthClicks, error) {
	counts := make(map[obolus.ThingID][]app.MonthClicks, len(things))
	for _, thing := range things {
		counts[thing] = nil
	}
	condition, args := among(q.engine, things)
	_, err := all(ctx, q.q, func(rows *sql.Rows) (struct{}, error) {
		var thing obolus.ThingID
		var m app.MonthClicks
		err := rows.Scan(&thing, &m.Month, &m.Clicks)
		counts[thing] = append(counts[thing], m)
		return struct{}{}, err
	}, `SELECT thing, month, COUNT(*) FROM click WHERE thing `+condition+` GROUP BY thing, month ORDER BY thing, month`, args...)
	if err != nil {
		return nil, fmt.Errorf("counting the clicks of %d things: %w", len(things), err)
	}
	return counts, nil
}

// clickedColumns reads clicks with what they were for, selectClicked those of a supporter's month.
const (
	clickedColumns = `SELECT ` + clickColumns + `, thing.id, thing.url, thing.title, ` + recipientColumns + `
		FROM click JOIN thing ON thing.id = click.thing JOIN recipient ON recipient.id = click.recipient`
	selectClicked = clickedColumns + ` WHERE click.supporter = $1 AND click.month = $2`
)

func scanClicked(rows *sql.Rows) (app.ClickedThing, error) {
	var c app.ClickedThing
	var at sql.NullInt64
	before := append(clickFields(&c.Click, &at), &c.Thing.ID, &c.Thing.URL, &c.Thing.Title)
	err := scanRecipientInto(rows, &c.Recipient, before...)
	c.Click.At, c.Thing.Recipient = moment(at), c.Click.Recipient
	return c, err
}

func (q queries) ClicksOf(ctx context.Context, supporter obolus.PersonID, m obolus.Month) ([]app.ClickedThing, error) {
	return all(ctx, q.q, scanClicked, selectClicked+` ORDER BY click.at DESC, click.id DESC`, int64(supporter), int64(m))
}

func (q queries) ClicksAfter(ctx context.Context, supporter obolus.PersonID, m obolus.Month, after app.ClickPlace, limit int) ([]app.ClickedThing, error) {
	at, id := int64(math.MaxInt64), int64(math.MaxInt64) // the beginning: everything comes after it
	if after.ID != 0 {
		at, id = after.At.UnixMilli(), int64(after.ID)
	}
	// What is not on the page is not joined: of a large month that would take most of the time.
	return all(ctx, q.q, scanClicked, strings.Replace(clickedColumns, "FROM click", `FROM (
			SELECT id, supporter, month, thing, recipient, weight, anonymous, at FROM click
			WHERE supporter = $1 AND month = $2 AND (at, id) < ($3, $4) ORDER BY at DESC, id DESC LIMIT $5) AS click`, 1)+`
		ORDER BY click.at DESC, click.id DESC`, int64(supporter), int64(m), at, id, int64(limit))
}

func (q queries) FindClicks(ctx context.Context, m obolus.Month, keys []app.ClickKey) (map[app.ClickKey]obolus.Click, error) {
	found := make(map[app.ClickKey]obolus.Click, len(keys))
	if len(keys) == 0 {
		return found, nil
	}
	args := make([]any, 0, 2*len(keys)+1)
	for _, key := range keys {
		args = append(args, int64(key.Supporter), int64(key.Thing))
	}
	args = append(args, int64(m))
	clicks, err := all(ctx, q.q, func(rows *sql.Rows) (obolus.Click, error) {
		var c obolus.Click
		var at sql.NullInt64
		err := rows.Scan(clickFields(&c, &at)...)
		c.At = moment(at)
		return c, err
	}, `SELECT `+clickColumns+` FROM click WHERE (supporter, thing) IN (`+q.engine.typedRows(len(keys), "supporter BIGINT", "thing BIGINT")+`)
		AND month = $`+strconv.Itoa(len(args)), args...)
	for _, c := range clicks {
		found[app.ClickKey{Supporter: c.Supporter, Thing: c.Thing}] = c
	}
	return found, err
}

func (q queries) InsertClicks(ctx context.Context, clicks []obolus.Click) (int, error) {
	if len(clicks) == 0 {
		return 0, nil
	}
	rows, args := q.engine.clickRows(clicks)
	n, err := exec(ctx, q.q, `
		INSERT INTO click (supporter, month, thing, recipient, id, weight, anonymous, at) `+rows+`
		ON CONFLICT (month, supporter, thing) DO NOTHING`, args...)
	if err != nil {
		return 0, fmt.Errorf("inserting %d clicks: %w", len(clicks), err)
	}
	return int(n), nil
}

// clickRows writes clicks as rows to insert. PostgreSQL takes each column as one array, so that it knows
// the statement whatever the number of clicks; SQLite has no arrays.
func (e engine) clickRows(clicks []obolus.Click) (rows string, args []any) {
	if e == sqlite {
		for _, c := range clicks {
			args = append(args, int64(c.Supporter), int64(c.Month), int64(c.Thing), int64(c.Recipient), int64(c.ID), c.Weight, c.Anonymous, c.At.UnixMilli())
		}
		return "VALUES " + e.values(len(clicks), 8), args
	}
	numbers := make([][]int64, 7)
	anonymous := make([]bool, len(clicks))
	for i, c := range clicks {
		for column, n := range []int64{int64(c.Supporter), int64(c.Month), int64(c.Thing), int64(c.Recipient), int64(c.ID), c.Weight, c.At.UnixMilli()} {
			numbers[column] = append(numbers[column], n)
		}
		anonymous[i] = c.Anonymous
	}
	for _, column := range numbers {
		args = append(args, column)
	}
	return `SELECT supporter, month, thing, recipient, id, weight, anonymous, at
		FROM unnest($1::BIGINT[], $2::INTEGER[], $3::BIGINT[], $4::BIGINT[], $5::BIGINT[], $6::INTEGER[], $7::BIGINT[], $8::BOOLEAN[])
		AS new (supporter, month, thing, recipient, id, weight, at, anonymous)`, append(args, anonymous)
}

func (q queries) DeleteClick(ctx context.Context, supporter obolus.PersonID, m obolus.Month, id obolus.ClickID) (obolus.ThingID, error) {
	things, err := all(ctx, q.q, func(rows *sql.Rows) (obolus.ThingID, error) {
		var thing obolus.ThingID
		err := rows.Scan(&thing)
		return thing, err
	}, `DELETE FROM click WHERE supporter = $1 AND month = $2 AND id = $3 RETURNING thing`, int64(supporter), int64(m), int64(id))
	if err != nil || len(things) == 0 {
		return 0, err
	}
	return things[0], nil
}
