package store

import (
	"context"
	"database/sql"
	"fmt"

	"obolus"
	"obolus/app"
	"obolus/money"
	"obolus/month"
)

func (q queries) CountLedger(ctx context.Context) (accounts, transfers int64, err error) {
	err = single(ctx, q.q, `SELECT (SELECT COUNT(*) FROM balance), (SELECT COUNT(*) FROM transfer)`).Scan(&accounts, &transfers)
	return accounts, transfers, classify(err)
}

// posted adds up every account's postings.
const posted = `
	SELECT owner, kind, CAST(SUM(amount) AS BIGINT) AS amount FROM (
		SELECT destination_owner AS owner, destination_kind AS kind, amount FROM posting
		UNION ALL SELECT source_owner, source_kind, -amount FROM posting) AS side
	GROUP BY owner, kind`

func (q queries) WrongBalances(ctx context.Context) ([]app.WrongBalance, error) {
	return all(ctx, q.q, func(rows *sql.Rows) (app.WrongBalance, error) {
		var w app.WrongBalance
		err := rows.Scan(&w.Account.Owner, &w.Account.Kind, &w.Stored, &w.Posted)
		return w, err
	}, `SELECT owner, kind, CAST(SUM(stored) AS BIGINT), CAST(SUM(posted) AS BIGINT) FROM (
			SELECT owner, kind, amount AS stored, 0 AS posted FROM balance
			UNION ALL SELECT owner, kind, 0, amount FROM (`+posted+`) AS sums) AS both_sides
		GROUP BY owner, kind HAVING SUM(stored) <> SUM(posted) ORDER BY kind, owner`)
}

func (q queries) Movements(ctx context.Context) ([]app.Movement, error) {
	return all(ctx, q.q, func(rows *sql.Rows) (app.Movement, error) {
		var m app.Movement
		err := rows.Scan(&m.Cause, &m.From, &m.To)
		return m, err
	}, `SELECT DISTINCT transfer.cause, source_kind, destination_kind
		FROM posting JOIN transfer ON transfer.id = posting.transfer ORDER BY 1, 2, 3`)
}

func (q queries) Settlements(ctx context.Context, m obolus.Month, after, last obolus.PersonID) (map[int64]month.Settlement, error) {
	stored := map[int64]month.Settlement{}
	_, err := all(ctx, q.q, func(rows *sql.Rows) (struct{}, error) {
		var s month.Settlement
		err := rows.Scan(&s.Supporter, &s.Budget, &s.Funds, &s.Clicks, &s.Weights, &s.Share)
		stored[s.Supporter] = s
		return struct{}{}, err
	}, `SELECT supporter, budget, funds, clicks, weights, share FROM settlement
		WHERE month = $1 AND supporter > $2 AND supporter <= $3`, int64(m), int64(after), int64(last))
	return stored, err
}

func (q queries) Collections(ctx context.Context, m obolus.Month) ([]app.Collection, error) {
	return all(ctx, q.q, func(rows *sql.Rows) (app.Collection, error) {
		var c app.Collection
		err := rows.Scan(&c.Transfer, &c.Recipient, &c.Charge.Gross, &c.Charge.Fee, &c.Charge.Net)
		return c, err
	}, `SELECT transfer, recipient, CAST(SUM(gross) AS BIGINT), CAST(SUM(fee) AS BIGINT), CAST(SUM(net) AS BIGINT) FROM (
			SELECT transfer, destination_owner AS recipient, amount AS gross, 0 AS fee, 0 AS net FROM posting
			WHERE source_kind = 'pot' AND transfer IN (`+transfersOf+`)
			UNION ALL SELECT transfer, source_owner, 0, CASE WHEN destination_kind = 'fee' THEN amount ELSE 0 END,
				CASE WHEN destination_kind = 'earnings' THEN amount ELSE 0 END FROM posting
			WHERE source_kind = 'escrow' AND transfer IN (`+transfersOf+`)) AS side
		GROUP BY transfer, recipient HAVING SUM(fee) + SUM(net) > 0`, m.String())
}

func (q queries) FeeRate(ctx context.Context, m obolus.Month) (money.FeeRate, error) {
	var rate money.FeeRate
	err := single(ctx, q.q, `SELECT fee_rate FROM month WHERE month = $1`, int64(m)).Scan(&rate)
	return rate, classify(err)
}

// fault is a query whose every row is something wrong; its columns fill the sentence.
type fault struct{ sentence, query string }

func (q queries) find(ctx context.Context, faults []fault, args ...any) ([]string, error) {
	var found []string
	for _, f := range faults {
		sentences, err := all(ctx, q.q, func(rows *sql.Rows) (string, error) {
			columns, err := rows.Columns()
			if err != nil {
				return "", err
			}
			texts := make([]any, len(columns))
			for i := range texts {
				texts[i] = new(sql.NullString)
			}
			err = rows.Scan(texts...)
			for i := range texts {
				texts[i] = texts[i].(*sql.NullString).String
			}
			return fmt.Sprintf(f.sentence, texts...), err
		}, f.query, args...)
		if err != nil {
			return nil, fmt.Errorf("looking for %q: %w", f.sentence, err)
		}
		found = append(found, sentences...)
	}
	return found, nil
}
