package app

import (
	"context"
	"errors"
	"fmt"

	"obolus"
	"obolus/ledger"
	"obolus/money"
	"obolus/month"
)

type verifyReader interface {
	// CountLedger counts accounts with a balance and transfers.
	CountLedger(ctx context.Context) (accounts, transfers int64, err error)
	// WrongBalances returns the accounts whose balance is not what the postings add up to.
	WrongBalances(ctx context.Context) ([]WrongBalance, error)
	// Movements returns which kinds of account each cause moved money between.
	Movements(ctx context.Context) ([]Movement, error)
	// Faults returns a sentence for each row that contradicts another: transfers that leave something in
	// a pot, postings without a transfer, deposits and payouts that the ledger does not show as they are.
	Faults(ctx context.Context) ([]string, error)
	// MonthFaults does the same for one closed month.
	MonthFaults(ctx context.Context, m obolus.Month) ([]string, error)
	// Settlements returns the stored settlements of a page of supporters, by supporter.
	Settlements(ctx context.Context, m obolus.Month, after, last obolus.PersonID) (map[int64]month.Settlement, error)
	// FundsHistories returns what went through the funds of up to limit people who were settled, after a number,
	// and the last one's number; 0 where there are no more.
	FundsHistories(ctx context.Context, after obolus.PersonID, limit int) ([]FundsHistory, obolus.PersonID, error)
	// Collections returns what each recipient's escrow passed on at once in the transfers of a month.
	Collections(ctx context.Context, m obolus.Month) ([]Collection, error)
	// FeeRate returns the cut of earnings that a closed month was divided with.
	FeeRate(ctx context.Context, m obolus.Month) (money.FeeRate, error)
}

// WrongBalance is an account whose balance is not the sum of its postings.
type WrongBalance struct {
	Account        ledger.Account
	Stored, Posted money.Amount
}

// Movement is a pair of kinds of account between which a cause moved money.
type Movement struct {
	Cause    ledger.CauseKind
	From, To ledger.Kind
}

// Collection is what came into an escrow by one transfer, and what left it again in the same one.
type Collection struct {
	Transfer  int64
	Recipient int64
	Charge    money.Charge // gross came in, fee and net left it
}

// ErrContradiction is why stored rows cannot be read: what one of them names is not there. Only somebody who
// changes the database by hand, past its triggers, can make it so.
var ErrContradiction = errors.New("the stored rows contradict each other")

// Verification is what a check of everything stored found.
type Verification struct {
	Accounts, Transfers int64
	Months, Clicks      int64 // closed months, and their clicks
	Differences         []string
}

// Verify recomputes every balance from the postings and every close from the settled clicks (R12,
// R15), on one unchanging state of the database. Differences are results; an error means that the
// check itself could not be made.
func (a *App) Verify(ctx context.Context, progress func(done, total int64)) (Verification, error) {
	var v Verification
	err := a.store.Snapshot(ctx, func(tx Reader) error {
		v = Verification{}
		err := v.ledger(ctx, tx)
		if err != nil {
			return err
		}
		err = v.funds(ctx, tx)
		if err != nil {
			return err
		}
		months, err := tx.ClosedMonths(ctx)
		if err != nil {
			return err
		}
		for i, closing := range months {
			err = v.month(ctx, tx, closing)
			if errors.Is(err, ErrContradiction) { // the other months can still be checked
				v.found("month %s could not be checked to its end: %v", closing.Month, err)
				err = nil
			}
			if err != nil {
				return fmt.Errorf("checking %s: %w", closing.Month, err)
			}
			if progress != nil {
				progress(int64(i+1), int64(len(months)))
			}
		}
		return nil
	})
	if err != nil {
		return Verification{}, fmt.Errorf("verifying: %w", err)
	}
	return v, nil
}

func (v *Verification) found(format string, arguments ...any) {
	v.Differences = append(v.Differences, fmt.Sprintf(format, arguments...))
}

// ledger checks what concerns no particular month.
func (v *Verification) ledger(ctx context.Context, tx Reader) error {
	var err error
	v.Accounts, v.Transfers, err = tx.CountLedger(ctx)
	if err != nil {
		return err
	}
	balances, err := tx.WrongBalances(ctx)
	if err != nil {
		return err
	}
	for _, b := range balances {
		v.found("account %s: the balance is %s, its postings add up to %s", b.Account, b.Stored, b.Posted)
	}
	movements, err := tx.Movements(ctx)
	if err != nil {
		return err
	}
	for _, m := range movements {
		if !ledger.Allowed(m.Cause, m.From, m.To) {
			v.found("ledger: %s moved money from %s to %s, which no rule allows", m.Cause, m.From, m.To)
		}
	}
	faults, err := tx.Faults(ctx)
	v.Differences = append(v.Differences, faults...)
	return err
}

// month repeats the close of one month from the settlements and the clicks.
func (v *Verification) month(ctx context.Context, tx Reader, closing Closing) error {
	v.Months++
	teams, err := tx.Teams(ctx)
	if err != nil {
		return err
	}
	checker := month.NewChecker(teams)
	for after := obolus.PersonID(0); ; {
		page, last, err := tx.Supporters(ctx, closing.Month, after)
		if err != nil {
			return err
		}
		if last == 0 {
			break
		}
		stored, err := tx.Settlements(ctx, closing.Month, after, last)
		if err != nil {
			return err
		}
		v.settlements(checker, closing, page, stored)
		after = last
	}
	earnings, err := storedEarnings(ctx, tx, closing.Month)
	if err != nil {
		return err
	}
	err = checker.Compare(earnings)
	if err != nil {
		v.found("month %s: %v", closing.Month, err)
	}
	return v.collections(ctx, tx, closing.Month)
}

// storedEarnings returns what the recipients got by the postings, for how many clicks by the clicks.
func storedEarnings(ctx context.Context, tx Reader, m obolus.Month) ([]month.Earning, error) {
	d, err := receivedIn(ctx, tx, m)
	if err != nil {
		return nil, err
	}
	earnings := make([]month.Earning, 0, len(d))
	for _, r := range d {
		earnings = append(earnings, month.Earning{Recipient: int64(r.Recipient.ID), Amount: r.Amount, Clicks: r.Clicks})
	}
	return earnings, nil
}

// settlements compares a page of supporters with what was settled for them.
func (v *Verification) settlements(checker *month.Checker, closing Closing, page []Supporter, stored map[int64]month.Settlement) {
	for _, s := range page {
		settlement, settled := stored[s.ID]
		delete(stored, s.ID)
		if !settled {
			frozen := !s.SuspendedAt.IsZero() && !s.SuspendedAt.After(closing.ClosedAt)
			if !frozen {
				v.found("month %s: %d clicks of person %d were not counted", closing.Month, len(s.Clicks), s.ID)
			}
			continue
		}
		v.Clicks += int64(len(s.Clicks))
		// Budget and funds have moved on since; what the close started from is in the settlement.
		s.Budget, s.Funds = settlement.Budget, settlement.Funds
		err := checker.Add(s.Supporter, settlement)
		if err != nil {
			v.found("month %s: %v", closing.Month, err)
		}
	}
	for supporter, settlement := range stored {
		v.found("month %s: person %d was settled for %d clicks and has none", closing.Month, supporter, settlement.Clicks)
	}
}

// collections checks that claimed recipients' money went on whole, less exactly the fee (R6).
func (v *Verification) collections(ctx context.Context, tx Reader, m obolus.Month) error {
	rate, err := tx.FeeRate(ctx, m)
	if err != nil {
		return err
	}
	list, err := tx.Collections(ctx, m)
	if err != nil {
		return err
	}
	for _, c := range list {
		due, err := rate.Of(c.Charge.Gross)
		if err != nil {
			return err
		}
		if c.Charge != due {
			v.found("month %s: recipient %d should pass on %s and a fee of %s, passed on are %s and %s",
				m, c.Recipient, due.Net, due.Fee, c.Charge.Net, c.Charge.Fee)
		}
	}
	faults, err := tx.MonthFaults(ctx, m)
	v.Differences = append(v.Differences, faults...)
	return err
}
