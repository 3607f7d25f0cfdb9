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

// divide settles a month supporter by supporter, computes everything a second time (R15) and writes
// the settlements and what each supporter gives. It holds a few pages of supporters and one number per
// recipient in memory.
func (a *App) divide(ctx context.Context, tx Tx, posting *closePosting, progress func(done, total int64)) (division, error) {
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
	for page := range a.pages(ctx, posting.month) {
		if page.err != nil {
			return d, page.err
		}
		settlements, err := settle(closer, checker, page.supporters)
		if err != nil {
			return d, err
		}
		err = d.count(settlements)
		if err != nil {
			return d, err
		}
		err = posting.supporters(ctx, tx, settlements)
		if err != nil {
			return d, err
		}
		looked = min(looked+SupportersAtOnce, people)
		if progress != nil {
			progress(looked, people)
		}
	}
	if ctx.Err() != nil { // the pages may have ended for that reason, and not because there are no more
		return d, fmt.Errorf("dividing %s: %w", posting.month, ctx.Err())
	}
	d.earnings = closer.Earnings()
	return d, checker.Compare(d.earnings)
}

// supportersPage is one page of supporters, or why it could not be read.
type supportersPage struct {
	supporters []Supporter
	err        error
}

// pages reads the supporters of a month one page ahead of whoever divides them, on a connection of its
// own. The month's lock is held, so its clicks stand still. The channel is closed after the last page
// or an error; ending ctx ends the reading.
func (a *App) pages(ctx context.Context, m obolus.Month) <-chan supportersPage {
	pages := make(chan supportersPage, 1)
	go func() {
		defer close(pages)
		for after := obolus.PersonID(0); ; {
			list, last, err := a.store.Supporters(ctx, m, after)
			if err != nil {
				err = fmt.Errorf("reading the supporters after %d: %w", after, err)
			}
			if err == nil && last == 0 {
				return
			}
			select {
			case pages <- supportersPage{list, err}:
			case <-ctx.Done():
				return
			}
			if err != nil {
				return
			}
			after = last
		}
	}()
	return pages
}

// SupportersAtOnce is how many people a store looks at for one page of supporters.
const SupportersAtOnce = 5000

// settle divides a page's budgets, and checks each by the other computation.
func settle(closer *month.Closer, checker *month.Checker, page []Supporter) ([]month.Settlement, error) {
	settlements := make([]month.Settlement, 0, len(page))
	for _, s := range page {
		if !s.SuspendedAt.IsZero() {
			continue // frozen: settled when she is reinstated
		}
		settlement, err := closer.Add(s.Supporter)
		if err != nil {
			return nil, err
		}
		err = checker.Add(s.Supporter, settlement)
		if err != nil {
			return nil, err
		}
		settlements = append(settlements, settlement)
	}
	return settlements, nil
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
