package app

import (
	"context"
	"fmt"

	"obolus"
	"obolus/ledger"
	"obolus/money"
	"obolus/month"
)

// EveryMonth is locked beside a month by what concerns all of them: a close holds it alone, a claim
// shares it with other claims.
const EveryMonth obolus.Month = 0

// division is what the supporters' budgets were divided into.
type division struct {
	earnings   []month.Earning
	supporters int64
	clicks     int64
	spent      money.Amount
}

// divide settles a month supporter by supporter and computes everything a second time (R15). Its
// supporters come from a reader of their own, see pages, after teams and people have been read from tx;
// write takes each page's settlements. It holds a few pages of supporters and one number per recipient
// in memory.
func divide(ctx context.Context, tx, from Reader, m obolus.Month, write func([]month.Settlement) error, progress func(done, total int64)) (division, error) {
	var d division
	teams, err := tx.Teams(ctx)
	if err != nil {
		return d, err
	}
	people, err := tx.CountPeople(ctx)
	if err != nil {
		return d, err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	closer, checker := month.NewCloser(teams), month.NewChecker(teams)
	var looked int64
	for page := range settled(ctx, closer, checker, pages(ctx, from, m)) {
		if page.err != nil {
			return d, page.err
		}
		err = d.count(page.settlements)
		if err != nil {
			return d, err
		}
		err = write(page.settlements)
		if err != nil {
			return d, err
		}
		looked = min(looked+SupportersAtOnce, people)
		if progress != nil {
			progress(looked, people)
		}
	}
	if ctx.Err() != nil { // the pages may have ended for that reason, and not because there are no more
		return d, fmt.Errorf("dividing %s: %w", m, ctx.Err())
	}
	d.earnings = closer.Earnings()
	return d, checker.Compare(d.earnings)
}

func (d *division) count(settlements []month.Settlement) error {
	for _, s := range settlements {
		var err error
		d.spent, err = d.spent.Add(s.Spent())
		if err != nil {
			return err
		}
		d.clicks += s.Clicks
		d.supporters++
	}
	return nil
}

// receive turns earnings into postings: from the month's pot to each recipient's escrow, and on to
// the earnings of whoever stands for it, less the fee (R5, R6).
func receive(m obolus.Month, earnings []month.Earning, receivers map[obolus.RecipientID]obolus.PersonID, rate money.FeeRate) ([]ledger.Posting, error) {
	pot := ledger.Account{Kind: ledger.Pot, Owner: int64(m)}
	postings := make([]ledger.Posting, 0, 2*len(earnings))
	for _, e := range earnings {
		if e.Amount == 0 {
			continue
		}
		escrow := ledger.Account{Kind: ledger.Escrow, Owner: e.Recipient}
		postings = append(postings, ledger.Posting{Source: pot, Destination: escrow, Amount: e.Amount})
		person, claimed := receivers[obolus.RecipientID(e.Recipient)]
		if !claimed {
			continue
		}
		charge, err := rate.Of(e.Amount)
		if err != nil {
			return nil, err
		}
		postings = append(postings, collect(escrow, person, charge)...)
	}
	for _, p := range postings {
		err := ledger.CheckPosting(ledger.Closed, p)
		if err != nil {
			return nil, err
		}
	}
	return postings, nil
}

// collect moves what is in an escrow to the person's earnings, and the fee to the instance.
func collect(escrow ledger.Account, person obolus.PersonID, charge money.Charge) []ledger.Posting {
	var postings []ledger.Posting
	if charge.Net > 0 {
		postings = append(postings, ledger.Posting{Source: escrow, Destination: account(ledger.Earnings, person), Amount: charge.Net})
	}
	if charge.Fee > 0 {
		postings = append(postings, ledger.Posting{Source: escrow, Destination: ledger.Account{Kind: ledger.Fee}, Amount: charge.Fee})
	}
	return postings
}
