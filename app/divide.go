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
// the settlements. It holds one page of supporters and one number per recipient in memory.
func divide(ctx context.Context, tx Tx, m obolus.Month, progress func(done, total int64)) (division, error) {
	var d division
	teams, err := tx.Teams(ctx)
	if err != nil {
		return d, err
	}
	people, err := tx.CountPeople(ctx)
	if err != nil {
		return d, err
	}
	closer, checker := month.NewCloser(teams), month.NewChecker(teams)
	var looked int64
	for after := obolus.PersonID(0); ; {
		page, last, err := tx.Supporters(ctx, m, after)
		if err != nil {
			return d, fmt.Errorf("reading the supporters after %d: %w", after, err)
		}
		if last == 0 {
			break
		}
		after = last
		settlements, err := settle(closer, checker, page)
		if err != nil {
			return d, err
		}
		err = d.count(settlements)
		if err != nil {
			return d, err
		}
		err = tx.InsertSettlements(ctx, m, settlements)
		if err != nil {
			return d, fmt.Errorf("writing settlements: %w", err)
		}
		looked = min(looked+SupportersAtOnce, people)
		if progress != nil {
			progress(looked, people)
		}
	}
	d.earnings = closer.Earnings()
	return d, checker.Compare(d.earnings)
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
