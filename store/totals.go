package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"obolus"
	"obolus/app"
)

func (q queries) CountClicks(ctx context.Context, m obolus.Month) (app.Totals, error) {
	return q.count(ctx, m, "")
}

func (q queries) CountSettled(ctx context.Context, m obolus.Month) (app.Totals, error) {
	t, err := q.count(ctx, m, `JOIN settlement ON settlement.supporter = click.supporter AND settlement.month = click.month`)
	if err != nil {
		return t, err
	}
	received := app.Closing{Month: m}
	err = q.received(ctx, &received, transfersOf)
	t.Spent = received.ToPeople + received.Fee + received.ToEscrow // what came into the pot left it again
	t.Received, t.Waiting = received.ToPeople+received.Fee, received.ToEscrow
	return t, err
}

func (q queries) count(ctx context.Context, m obolus.Month, join string) (app.Totals, error) {
	var t app.Totals
	err := single(ctx, q.q, `
		SELECT COUNT(*), COUNT(DISTINCT click.supporter), COUNT(DISTINCT thing), COUNT(DISTINCT recipient)
		FROM click `+join+` WHERE click.month = $1`, int64(m)).Scan(&t.Clicks, &t.Supporters, &t.Things, &t.Recipients)
	if err != nil {
		return t, fmt.Errorf("counting the clicks of %s: %w", m, classify(err))
	}
	return t, nil
}

func (q queries) SettledBy(ctx context.Context, m obolus.Month) ([]app.Settled, error) {
	return all(ctx, q.q, func(rows *sql.Rows) (app.Settled, error) {
		var s app.Settled
		var created, suspended sql.NullInt64
		err := rows.Scan(&s.Person.ID, &s.Person.Name, &s.Person.Budget, &created, &suspended,
			&s.Settlement.Budget, &s.Settlement.Funds, &s.Settlement.Clicks, &s.Settlement.Weights, &s.Settlement.Share)
		s.Person.CreatedAt, s.Person.SuspendedAt = moment(created), moment(suspended)
		s.Settlement.Supporter = int64(s.Person.ID)
		return s, err
	}, `SELECT person.id, person.name, person.budget, person.created_at, person.suspended_at,
		settlement.budget, settlement.funds, settlement.clicks, settlement.weights, settlement.share
		FROM settlement JOIN person ON person.id = settlement.supporter WHERE settlement.month = $1`, int64(m))
}

// transfersOf finds the transfers that divided a month: the close and the late settlements.
var transfersOf, transfersOf2 = transfersNamed("$1"), transfersNamed("$2")

func transfersNamed(month string) string {
	return strings.ReplaceAll(`
	SELECT id FROM transfer WHERE cause = 'close' AND reference = MONTH
	OR cause = 'late_settlement' AND reference >= MONTH || '/' AND reference < MONTH || '0'`, "MONTH", "CAST("+month+" AS TEXT)")
}

func (q queries) ReceivedBy(ctx context.Context, m obolus.Month) ([]app.Received, error) {
	return all(ctx, q.q, func(rows *sql.Rows) (app.Received, error) {
		var r app.Received
		err := scanRecipientInto(rows, &r.Recipient, &r.Amount)
		return r, err
	}, `SELECT CAST(SUM(posting.amount) AS BIGINT), `+recipientColumns+`
		FROM posting JOIN recipient ON recipient.id = posting.destination_owner
		WHERE posting.source_kind = 'pot' AND posting.destination_kind = 'escrow' AND posting.transfer IN (`+transfersOf+`)
		GROUP BY `+recipientColumns, m.String())
}

func (q queries) ClicksFor(ctx context.Context, m obolus.Month) (map[int64]int64, error) {
	counts := map[int64]int64{}
	_, err := all(ctx, q.q, func(rows *sql.Rows) (struct{}, error) {
		var recipient, n int64
		err := rows.Scan(&recipient, &n)
		counts[recipient] = n
		return struct{}{}, err
	}, `SELECT click.recipient, COUNT(*) FROM click
		JOIN settlement ON settlement.supporter = click.supporter AND settlement.month = click.month
		WHERE click.month = $1 GROUP BY click.recipient`, int64(m))
	return counts, err
}
