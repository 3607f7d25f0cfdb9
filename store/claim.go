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
)

func (q queries) SetClaimant(ctx context.Context, r obolus.RecipientID, person obolus.PersonID, at time.Time) (bool, error) {
	n, err := exec(ctx, q.q, `
		UPDATE recipient SET person = $2, claimed_at = $3 WHERE id = $1 AND kind = 'identity' AND person IS NULL`,
		int64(r), int64(person), at.UnixMilli())
	return n == 1, err
}

// openClicks are a person's clicks, in months that are not closed, on a recipient or its teams.
const openClicks = `supporter = $1 AND month IN (SELECT month FROM open)
	AND (recipient = $2 OR recipient IN (SELECT team FROM team_member WHERE member = $2))`

func (q queries) OpenMonthsClicked(ctx context.Context, person obolus.PersonID, r obolus.RecipientID) ([]obolus.Month, error) {
	return all(ctx, q.q, func(rows *sql.Rows) (obolus.Month, error) {
		var m obolus.Month
		err := rows.Scan(&m)
		return m, err
	}, openMonths+` SELECT DISTINCT month FROM click WHERE `+openClicks+` ORDER BY month`, int64(person), int64(r))
}

func (q queries) DeleteOpenClicks(ctx context.Context, person obolus.PersonID, r obolus.RecipientID) ([]obolus.ThingID, error) {
	return all(ctx, q.q, func(rows *sql.Rows) (obolus.ThingID, error) {
		var thing obolus.ThingID
		err := rows.Scan(&thing)
		return thing, err
	}, openMonths+` DELETE FROM click WHERE `+openClicks+` RETURNING thing`, int64(person), int64(r))
}

// EscrowCredits joins the month by the pot that the money came from.
func (q queries) EscrowCredits(ctx context.Context, r obolus.RecipientID) ([]app.EscrowCredit, error) {
	return all(ctx, q.q, func(rows *sql.Rows) (app.EscrowCredit, error) {
		var c app.EscrowCredit
		var available sql.NullInt64
		err := rows.Scan(&c.Amount, &c.FeeRate, &available)
		c.AvailableAt = moment(available)
		return c, err
	}, `SELECT posting.amount, month.fee_rate, transfer.available_at FROM posting
		JOIN transfer ON transfer.id = posting.transfer JOIN month ON month.month = posting.source_owner
		WHERE posting.destination_owner = $1 AND posting.destination_kind = 'escrow' AND posting.destination_kind <> 'pot' AND posting.source_kind = 'pot'
		ORDER BY posting.transfer, posting.position`, int64(r))
}

func (q queries) ClaimedEscrow(ctx context.Context, r obolus.RecipientID) (money.Charge, error) {
	type part struct {
		destination ledger.Kind
		amount      money.Amount
	}
	parts, err := all(ctx, q.q, func(rows *sql.Rows) (part, error) {
		var p part
		err := rows.Scan(&p.destination, &p.amount)
		return p, err
	}, `SELECT posting.destination_kind, posting.amount FROM transfer JOIN posting ON posting.transfer = transfer.id
		WHERE transfer.cause = 'claim' AND transfer.reference = CAST(CAST($1 AS BIGINT) AS TEXT)`, int64(r))
	if err != nil {
		return money.Charge{}, fmt.Errorf("reading what was claimed of recipient %d: %w", r, err)
	}
	var charge money.Charge
	for _, p := range parts {
		charge.Gross += p.amount // what was posted once can be added again
		if p.destination == ledger.Fee {
			charge.Fee += p.amount
		} else {
			charge.Net += p.amount
		}
	}
	return charge, nil
}
