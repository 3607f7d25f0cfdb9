package store

import (
	"context"
	"fmt"

	"obolus/app"
)

func (q queries) Books(ctx context.Context) (app.Books, error) {
	var b app.Books
	err := single(ctx, q.q, `
		SELECT CAST((SELECT COALESCE(SUM(gross), 0) FROM deposit WHERE state = 'cleared') AS BIGINT),
			CAST((SELECT COALESCE(SUM(amount), 0) FROM balance WHERE owner = 0 AND kind = 'fee') AS BIGINT),
			CAST((SELECT COALESCE(SUM(amount), 0) FROM payout) AS BIGINT),
			CAST((SELECT COALESCE(SUM(amount), 0) FROM payout WHERE state = 'paid') AS BIGINT),
			(SELECT COUNT(*) FROM month)`).Scan(&b.Deposited, &b.Fees, &b.PayoutAsked, &b.PayoutPaid, &b.Closed)
	if err != nil {
		return b, fmt.Errorf("adding up the books: %w", classify(err))
	}
	return b, nil
}
