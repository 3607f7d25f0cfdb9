package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"obolus"
	"obolus/app"
	"obolus/ledger"
	"obolus/money"
	"obolus/month"
)

func (q queries) InsertMonth(ctx context.Context, m obolus.Month, at time.Time, fee money.FeeRate) (bool, error) {
	n, err := exec(ctx, q.q, `INSERT INTO month (month, closed_at, fee_rate) VALUES ($1, $2, $3) ON CONFLICT (month) DO NOTHING`,
		int64(m), at.UnixMilli(), int64(fee))
	return n == 1, err
}

func (q queries) InsertSettlements(ctx context.Context, m obolus.Month, settlements []month.Settlement) error {
	return q.insertSettlements(ctx, m, settlements, false)
}

func (q queries) InsertLateSettlement(ctx context.Context, m obolus.Month, settlement month.Settlement) error {
	return q.insertSettlements(ctx, m, []month.Settlement{settlement}, true)
}

func (q queries) insertSettlements(ctx context.Context, m obolus.Month, settlements []month.Settlement, late bool) error {
	return q.insert(ctx, table{"settlement", []string{"supporter", "month", "budget", "funds", "clicks", "weights", "share", "late"},
		len(settlements), func(i int) []any {
			s := settlements[i]
			return []any{s.Supporter, int64(m), int64(s.Budget), int64(s.Funds), s.Clicks, s.Weights, int64(s.Share), late}
		}})
}

func (q queries) BeginClose(ctx context.Context, id int64, m obolus.Month, at, availableAt time.Time) error {
	return q.insertTransfer(ctx, id, ledger.Cause{Kind: ledger.Closed, Ref: m.String()}, at, availableAt)
}

// PostSupporters takes the supporters' side from the settlements where they are: a posting and a
// balance for each, in two statements, whatever their number.
func (q queries) PostSupporters(ctx context.Context, id int64, m obolus.Month, first, last int64, position int64) (int64, error) {
	givers, err := exec(ctx, q.q, `
		INSERT INTO posting (transfer, position, source_kind, source_owner, destination_kind, destination_owner, amount)
		SELECT CAST($1 AS BIGINT), ROW_NUMBER() OVER (ORDER BY supporter) - 1 + CAST($5 AS BIGINT), 'funds', supporter, 'pot', month, share * weights
		FROM settlement WHERE month = $2 AND supporter >= $3 AND supporter <= $4 AND NOT late AND share > 0`,
		id, int64(m), first, last, position)
	if err != nil {
		return 0, fmt.Errorf("posting what supporters give: %w", err)
	}
	moved, err := exec(ctx, q.q, `
		UPDATE balance SET amount = balance.amount - settlement.share * settlement.weights FROM settlement
		WHERE settlement.month = $1 AND settlement.supporter >= $2 AND settlement.supporter <= $3
		AND NOT settlement.late AND settlement.share > 0
		AND balance.owner = settlement.supporter AND balance.kind = 'funds'
		AND balance.owner >= $2 AND balance.owner <= $3`, int64(m), first, last)
	if err != nil {
		return 0, fmt.Errorf("taking what supporters give from their funds: %w", err)
	}
	if moved != givers {
		return 0, fmt.Errorf("%d supporters give, %d have funds", givers, moved)
	}
	return givers, nil
}

func (q queries) PostRecipients(ctx context.Context, id int64, position int64, postings []ledger.Posting) (money.Amount, error) {
	err := q.insertPostings(ctx, id, int(position), postings)
	if err != nil {
		return 0, fmt.Errorf("posting what recipients get: %w", err)
	}
	_, err = exec(ctx, q.q, `
		INSERT INTO balance (owner, kind, amount)
		SELECT owner, kind, CAST(SUM(amount) AS BIGINT) FROM (
			SELECT destination_owner AS owner, destination_kind AS kind, amount FROM posting WHERE transfer = $1 AND position >= $2
			UNION ALL SELECT source_owner, source_kind, -amount FROM posting WHERE transfer = $1 AND position >= $2) AS side
		WHERE kind <> 'pot' GROUP BY owner, kind HAVING SUM(amount) <> 0
		ON CONFLICT (owner, kind) DO UPDATE SET amount = balance.amount + excluded.amount`, id, position)
	if err != nil {
		return 0, fmt.Errorf("adding what recipients get to their balances: %w", err)
	}
	return q.throughPot(ctx, id)
}

// throughPot returns what a transfer brought into its month's pot, if as much left it again.
func (q queries) throughPot(ctx context.Context, transfer int64) (money.Amount, error) {
	var in, out money.Amount
	err := single(ctx, q.q, `
		SELECT CAST(COALESCE(SUM(CASE WHEN destination_kind = 'pot' THEN amount END), 0) AS BIGINT),
			CAST(COALESCE(SUM(CASE WHEN source_kind = 'pot' THEN amount END), 0) AS BIGINT)
		FROM posting WHERE transfer = $1`, transfer).Scan(&in, &out)
	if err == nil && in != out {
		err = fmt.Errorf("%s came into the pot and %s left it", in, out)
	}
	return in, classify(err)
}

const closingColumns = `
	SELECT month.month, month.closed_at, COUNT(settlement.supporter), CAST(COALESCE(SUM(settlement.clicks), 0) AS BIGINT),
	CAST(COALESCE(SUM(settlement.share * settlement.weights), 0) AS BIGINT)
	FROM month LEFT JOIN settlement ON settlement.month = month.month AND NOT settlement.late `

func scanClosing(rows *sql.Rows) (app.Closing, error) {
	var c app.Closing
	var closed sql.NullInt64
	err := rows.Scan(&c.Month, &closed, &c.Supporters, &c.Clicks, &c.Spent)
	c.ClosedAt = moment(closed)
	return c, err
}

func (q queries) ClosedMonth(ctx context.Context, m obolus.Month) (app.Closing, error) {
	c, err := one(ctx, q.q, scanClosing, "month_open", m.String()+" is not closed yet",
		closingColumns+`WHERE month.month = $1 GROUP BY month.month, month.closed_at`, int64(m))
	if err != nil {
		return c, err
	}
	return c, q.received(ctx, &c, transferOf)
}

func (q queries) ClosedMonths(ctx context.Context) ([]app.Closing, error) {
	list, err := all(ctx, q.q, scanClosing,
		closingColumns+`GROUP BY month.month, month.closed_at ORDER BY month.month DESC`)
	for i := range list {
		if err == nil {
			err = q.received(ctx, &list[i], transferOf)
		}
	}
	return list, err
}

// transferOf finds the transfer of a month's close.
const transferOf = `SELECT id FROM transfer WHERE cause = 'close' AND reference = $1`

// received adds what the postings of some transfers say about the other side.
func (q queries) received(ctx context.Context, c *app.Closing, transfers string) error {
	type sum struct {
		source, destination ledger.Kind
		postings            int64
		amount              money.Amount
	}
	sums, err := all(ctx, q.q, func(rows *sql.Rows) (sum, error) {
		var s sum
		err := rows.Scan(&s.source, &s.destination, &s.postings, &s.amount)
		return s, err
	}, `SELECT source_kind, destination_kind, COUNT(*), CAST(SUM(amount) AS BIGINT)
		FROM posting WHERE transfer IN (`+transfers+`) AND source_kind <> 'funds'
		GROUP BY source_kind, destination_kind`, c.Month.String())
	if err != nil {
		return fmt.Errorf("adding up what %s brought: %w", c.Month, err)
	}
	for _, s := range sums {
		switch {
		case s.source == ledger.Pot:
			c.Recipients = s.postings
			c.ToEscrow += s.amount
		case s.destination == ledger.Earnings:
			c.ToPeople += s.amount
			c.ToEscrow -= s.amount
		case s.destination == ledger.Fee:
			c.Fee += s.amount
			c.ToEscrow -= s.amount
		}
	}
	return nil
}
