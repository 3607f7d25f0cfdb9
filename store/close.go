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
	for len(settlements) > 0 {
		n := min(len(settlements), rowsAtOnce)
		args := make([]any, 0, 8*n)
		for _, s := range settlements[:n] {
			args = append(args, s.Supporter, int64(m), int64(s.Budget), int64(s.Funds), s.Clicks, s.Weights, int64(s.Share), late)
		}
		_, err := exec(ctx, q.q, `
			INSERT INTO settlement (supporter, month, budget, funds, clicks, weights, share, late) VALUES `+q.engine.values(n, 8), args...)
		if err != nil {
			return fmt.Errorf("settling %s for %d supporters: %w", m, n, err)
		}
		settlements = settlements[n:]
	}
	return nil
}

// PostClose takes the supporters' side from the settlements where they are: a posting and a balance
// for each, in two statements, whatever their number.
func (q queries) PostClose(ctx context.Context, id int64, t app.CloseTransfer) (money.Amount, error) {
	err := q.insertTransfer(ctx, id, ledger.Cause{Kind: ledger.Closed, Ref: t.Month.String()}, t.At, t.AvailableAt)
	if err != nil {
		return 0, err
	}
	givers, err := exec(ctx, q.q, `
		INSERT INTO posting (transfer, position, source_kind, source_owner, destination_kind, destination_owner, amount)
		SELECT CAST($1 AS BIGINT), ROW_NUMBER() OVER (ORDER BY supporter) - 1, 'funds', supporter, 'pot', CAST($2 AS BIGINT), share * weights
		FROM settlement WHERE month = $2 AND NOT late AND share > 0`, id, int64(t.Month))
	if err != nil {
		return 0, fmt.Errorf("posting what supporters give: %w", err)
	}
	moved, err := exec(ctx, q.q, `
		UPDATE balance SET amount = balance.amount - settlement.share * settlement.weights FROM settlement
		WHERE settlement.month = $1 AND NOT settlement.late AND settlement.share > 0
		AND balance.owner = settlement.supporter AND balance.kind = 'funds'`, int64(t.Month))
	if err != nil {
		return 0, fmt.Errorf("taking what supporters give from their funds: %w", err)
	}
	if moved != givers {
		return 0, fmt.Errorf("%d supporters give, %d have funds", givers, moved)
	}
	err = q.insertPostings(ctx, id, int(givers), t.Receiving)
	if err != nil {
		return 0, fmt.Errorf("posting what recipients get: %w", err)
	}
	return q.receive(ctx, t.Receiving)
}

// receive moves the recipients' balances and returns what they took from the pot, whose own balance
// never changes.
func (q queries) receive(ctx context.Context, postings []ledger.Posting) (money.Amount, error) {
	changes, err := ledger.Net(postings)
	if err != nil {
		return 0, err
	}
	var passed money.Amount
	moved := changes[:0]
	for _, change := range changes {
		switch {
		case change.Account.Kind.Transit():
			passed = -change.Amount
		case change.Amount != 0:
			moved = append(moved, change)
		}
	}
	return passed, q.moveBalances(ctx, moved)
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
	return c, q.received(ctx, &c)
}

func (q queries) ClosedMonths(ctx context.Context) ([]app.Closing, error) {
	list, err := all(ctx, q.q, scanClosing,
		closingColumns+`GROUP BY month.month, month.closed_at ORDER BY month.month DESC`)
	for i := range list {
		if err == nil {
			err = q.received(ctx, &list[i])
		}
	}
	return list, err
}

// received adds what the postings of a close say about the other side.
func (q queries) received(ctx context.Context, c *app.Closing) error {
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
		FROM posting JOIN transfer ON transfer.id = posting.transfer
		WHERE transfer.cause = 'close' AND transfer.reference = $1 AND source_kind <> 'funds'
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
