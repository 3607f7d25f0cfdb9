package store

import (
	"context"
	"database/sql"
	"time"

	"obolus"
	"obolus/app"
	"obolus/ledger"
	"obolus/money"
	"obolus/month"
)

// mine names whom person $1 stands for, and the teams with one of these.
const mine = `
	WITH mine AS (
		SELECT id FROM recipient WHERE person = $1
		UNION SELECT team_member.team FROM team_member JOIN recipient ON recipient.id = team_member.member WHERE recipient.person = $1)`

// gained joins what a person gets something of. Clicks are found by way of their things, which the
// indexes lead to, and taken by their own recipient. CROSS JOIN keeps SQLite to that order: it would
// rather read everybody's clicks of a month. To PostgreSQL it is a plain join.
const gained = `
	FROM thing CROSS JOIN click
	LEFT JOIN settlement ON settlement.supporter = click.supporter AND settlement.month = click.month
	WHERE click.thing = thing.id AND thing.recipient IN (SELECT id FROM mine) AND click.recipient IN (SELECT id FROM mine)`

const gainColumns = `click.month, click.recipient, CASE WHEN settlement.late THEN click.supporter ELSE 0 END AS late,
	COALESCE(settlement.share * click.weight, 0) AS worth`

func (q queries) Gains(ctx context.Context, person obolus.PersonID) ([]app.Gain, error) {
	return all(ctx, q.q, func(rows *sql.Rows) (app.Gain, error) {
		var g app.Gain
		err := rows.Scan(&g.Month, &g.Recipient, &g.Late, &g.Worth, &g.Clicks)
		return g, err
	}, mine+`, each AS (SELECT `+gainColumns+gained+`)
		SELECT month, recipient, late, worth, COUNT(*) FROM each GROUP BY month, recipient, late, worth`, int64(person))
}

func (q queries) GainedClicks(ctx context.Context, person obolus.PersonID, m obolus.Month) ([]app.GainedClick, error) {
	return all(ctx, q.q, func(rows *sql.Rows) (app.GainedClick, error) {
		var g app.GainedClick
		var at, created sql.NullInt64
		fields := append(clickFields(&g.Click, &at), &g.Thing.ID, &g.Thing.URL, &g.Thing.Title, &g.Thing.Recipient, &created,
			&g.Supporter, &g.Gain.Month, &g.Gain.Recipient, &g.Gain.Late, &g.Gain.Worth)
		err := rows.Scan(fields...)
		g.Click.At, g.Thing.CreatedAt, g.Gain.Clicks = moment(at), moment(created), 1
		return g, err
	}, mine+` SELECT `+clickColumns+`, `+thingColumns+`, 
		COALESCE((SELECT name FROM person WHERE person.id = click.supporter AND NOT click.anonymous AND person.deleted_at IS NULL), ''), `+gainColumns+gained+`
		AND click.month = $2 ORDER BY click.at DESC, click.id DESC`, int64(person), int64(m))
}

// ThingTotals counts our clicks and adds the largest total that was reported for each thing.
func (q queries) ThingTotals(ctx context.Context, person obolus.PersonID, m obolus.Month) (map[obolus.ThingID]int64, error) {
	totals := map[obolus.ThingID]int64{}
	_, err := all(ctx, q.q, func(rows *sql.Rows) (struct{}, error) {
		var thing obolus.ThingID
		var clicks int64
		err := rows.Scan(&thing, &clicks)
		totals[thing] += clicks
		return struct{}{}, err
	}, mine+`, shown AS (SELECT DISTINCT thing.id`+gained+` AND click.month = $2)
		SELECT click.thing, COUNT(*) FROM click WHERE click.thing IN (SELECT id FROM shown) AND click.month <= $2 GROUP BY click.thing
		UNION ALL
		SELECT history.thing, MAX(history.clicks_total) FROM history
		WHERE history.person = $1 AND history.month <= $2 AND history.thing IN (SELECT id FROM shown)
		GROUP BY history.thing, history.source, history.reference`, int64(person), int64(m))
	return totals, err
}

func (q queries) TeamsWith(ctx context.Context, person obolus.PersonID) (month.Teams, error) {
	return q.teams(ctx, mine+`
		SELECT team, member, weight FROM team_member WHERE team IN (SELECT id FROM mine) ORDER BY team, position`, int64(person))
}

func (q queries) Terms(ctx context.Context) (map[obolus.Month]app.Terms, error) {
	terms := map[obolus.Month]app.Terms{}
	_, err := all(ctx, q.q, func(rows *sql.Rows) (struct{}, error) {
		var m obolus.Month
		var t app.Terms
		var available sql.NullInt64
		err := rows.Scan(&m, &t.FeeRate, &available)
		t.AvailableAt = moment(available)
		terms[m] = t
		return struct{}{}, err
	}, `SELECT month.month, month.fee_rate, transfer.available_at FROM month
		LEFT JOIN transfer ON transfer.cause = 'close'
		AND transfer.reference = CAST(month.month / 100 AS TEXT) || '-' || SUBSTR(CAST(month.month AS TEXT), 5)`)
	return terms, err
}

func (q queries) HeldEarnings(ctx context.Context, person obolus.PersonID, now time.Time) (money.Amount, error) {
	var held money.Amount
	err := single(ctx, q.q, `
		SELECT COALESCE(CAST(SUM(posting.amount) AS BIGINT), 0) FROM posting JOIN transfer ON transfer.id = posting.transfer
		WHERE posting.destination_owner = $1 AND posting.destination_kind = $2 AND posting.destination_kind <> 'pot' AND transfer.available_at > $3`,
		int64(person), string(ledger.Earnings), now.UnixMilli()).Scan(&held)
	return held, classify(err)
}
