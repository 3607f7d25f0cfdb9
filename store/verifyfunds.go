package store

import (
	"context"
	"database/sql"
	"fmt"

	"obolus"
	"obolus/app"
	"obolus/money"
)

// FundsHistories reads by supporter, as settlements and postings are indexed, so that each row is read once
// however many months there are.
func (q queries) FundsHistories(ctx context.Context, after obolus.PersonID, limit int) ([]app.FundsHistory, obolus.PersonID, error) {
	var last sql.NullInt64
	err := single(ctx, q.q, `SELECT MAX(supporter) FROM (
		SELECT DISTINCT supporter FROM settlement WHERE supporter > $1 ORDER BY supporter LIMIT $2) AS page`, int64(after), limit).Scan(&last)
	if err != nil || !last.Valid {
		return nil, 0, classify(err)
	}
	page := fundsPage{at: map[obolus.PersonID]int{}}
	for _, part := range []struct {
		query string
		scan  func(*sql.Rows) error
	}{{fundsCloses, page.scanClose}, {fundsIn, page.scanIn}, {fundsWaived, page.scanWaived}} {
		_, err = all(ctx, q.q, func(rows *sql.Rows) (struct{}, error) { return struct{}{}, part.scan(rows) }, part.query, int64(after), last.Int64)
		if err != nil {
			return nil, 0, fmt.Errorf("reading what went through the funds of people up to %d: %w", last.Int64, err)
		}
	}
	return page.list, obolus.PersonID(last.Int64), nil
}

const (
	fundsCloses = `
		SELECT settlement.supporter, settlement.month, month.closed_at, settlement.funds, settlement.share * settlement.weights, settlement.late
		FROM settlement JOIN month ON month.month = settlement.month
		WHERE settlement.supporter > $1 AND settlement.supporter <= $2 ORDER BY settlement.supporter, settlement.month`
	fundsIn = `
		SELECT posting.destination_owner, transfer.at, posting.amount FROM posting JOIN transfer ON transfer.id = posting.transfer
		WHERE posting.destination_kind = 'funds' AND posting.destination_owner > $1 AND posting.destination_owner <= $2`
	// By the transfers: postings are not indexed by where they come from.
	fundsWaived = `
		SELECT posting.source_owner, CAST(SUM(posting.amount) AS BIGINT) FROM transfer JOIN posting ON posting.transfer = transfer.id
		WHERE transfer.cause = 'waived' AND posting.source_kind = 'funds' AND posting.source_owner > $1 AND posting.source_owner <= $2
		GROUP BY posting.source_owner`
)

// fundsPage is the histories of some people, and where each one's is.
type fundsPage struct {
	list []app.FundsHistory
	at   map[obolus.PersonID]int
}

func (p *fundsPage) scanClose(rows *sql.Rows) error {
	var person obolus.PersonID
	var c app.FundsAtClose
	var closed sql.NullInt64
	err := rows.Scan(&person, &c.Month, &closed, &c.Funds, &c.Spent, &c.Late)
	c.ClosedAt = moment(closed)
	i, known := p.at[person]
	if !known {
		i = len(p.list)
		p.at[person] = i
		p.list = append(p.list, app.FundsHistory{Person: person})
	}
	p.list[i].Closes = append(p.list[i].Closes, c)
	return err
}

// scanIn leaves out who was never settled: nobody says anything about her funds.
func (p *fundsPage) scanIn(rows *sql.Rows) error {
	var person obolus.PersonID
	var in app.FundsIn
	var at sql.NullInt64
	err := rows.Scan(&person, &at, &in.Amount)
	in.At = moment(at)
	if i, known := p.at[person]; known {
		p.list[i].In = append(p.list[i].In, in)
	}
	return err
}

func (p *fundsPage) scanWaived(rows *sql.Rows) error {
	var person obolus.PersonID
	var amount money.Amount
	err := rows.Scan(&person, &amount)
	if i, known := p.at[person]; known {
		p.list[i].Waived = amount
	}
	return err
}
