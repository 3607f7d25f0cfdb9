package app

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"obolus"
	"obolus/ledger"
	"obolus/money"
)

type payoutReader interface {
	// Payout fails with kind NotFound, code "payout_unknown".
	Payout(ctx context.Context, id obolus.PayoutID) (obolus.Payout, error)
	// PayoutOf returns the one payout of a person's month and rail; kind NotFound where there is none.
	PayoutOf(ctx context.Context, person obolus.PersonID, m obolus.Month, rail string) (obolus.Payout, error)
	// Payouts returns payouts in a state, or in any for "", the longest waiting first.
	Payouts(ctx context.Context, state obolus.PayoutState, limit int) ([]obolus.Payout, error)
	// PayoutsOf returns a person's payouts, newest first.
	PayoutsOf(ctx context.Context, person obolus.PersonID, limit int) ([]obolus.Payout, error)
}

type payoutWriter interface {
	// InsertPayout fails with ErrExists where the person's month has a payout on that rail (R7).
	InsertPayout(ctx context.Context, p obolus.Payout) error
	// MovePayout stores the state, reference and times of p if the stored state is still from; it
	// returns false where it is not.
	MovePayout(ctx context.Context, p obolus.Payout, from obolus.PayoutState) (bool, error)
}

// NewPayout asks for money out.
type NewPayout struct {
	Person obolus.PersonID
	Amount money.Amount // in whole cents; 0 asks for all that is payable
	Rail   string       // the way it leaves, such as "bank"
	Once   Once
}

// AskPayout sets earnings aside to leave, at most what is payable (R11) and once per month, person and
// rail (R7). While that payout is under way, asking for the same returns it. It fails with kind
// Invalid (field amount or rail), Forbidden (suspended), Conflict (payout_exists, earnings_short) or
// Mismatch.
func (a *App) AskPayout(ctx context.Context, request NewPayout) (obolus.Payout, error) {
	err := checkPayout(request)
	if err != nil {
		return obolus.Payout{}, err
	}
	ids, err := a.store.NewIDs(ctx, 2)
	if err != nil {
		return obolus.Payout{}, err
	}
	var p obolus.Payout
	err = a.write(ctx, func(tx Tx) error {
		p = obolus.Payout{}
		answered, err := stored(ctx, tx, request.Person, request.Once, &p)
		if err != nil || answered {
			return err
		}
		now := a.now()
		p, err = askPayout(ctx, tx, request, ids, now)
		if err != nil {
			return err
		}
		return remember(ctx, tx, request.Person, request.Once, p, now)
	})
	if err != nil {
		return obolus.Payout{}, fmt.Errorf("asking for a payout to %s: %w", request.Rail, err)
	}
	return p, nil
}

// bankRail is the one that goes to the person's bank account.
const bankRail = "bank"

// railLetters are those of a rail's name, which becomes part of the name of an account.
const railLetters = "abcdefghijklmnopqrstuvwxyz0123456789_-"

func checkPayout(request NewPayout) error {
	switch rail := request.Rail; {
	case request.Amount < 0, !request.Amount.WholeCents():
		return obolus.Invalidf("amount", "a payout is a number of whole cents, not %s", request.Amount)
	case rail == "", len(rail) > 32, strings.Trim(rail, railLetters) != "":
		return obolus.Invalidf("rail", "a rail is named by 1 to 32 small letters, digits, - or _, such as bank, not %.40q", rail)
	}
	return nil
}

func askPayout(ctx context.Context, tx Tx, request NewPayout, ids int64, now time.Time) (obolus.Payout, error) {
	earned, err := lockEarnings(ctx, tx, request.Person)
	if err != nil {
		return obolus.Payout{}, err
	}
	earlier, err := tx.PayoutOf(ctx, request.Person, obolus.MonthOf(now), request.Rail)
	switch {
	case err == nil:
		return sameMonth(earlier, request)
	case obolus.KindOf(err) != obolus.NotFound:
		return obolus.Payout{}, err
	}
	err = unheld(ctx, tx, request.Person)
	if err != nil {
		return obolus.Payout{}, err
	}
	most, err := payable(ctx, tx, request.Person, earned, now)
	if err != nil {
		return obolus.Payout{}, err
	}
	p := obolus.Payout{ID: obolus.PayoutID(ids), Person: request.Person, Month: obolus.MonthOf(now), Rail: request.Rail,
		Amount: request.Amount, State: obolus.PayoutAsked, CreatedAt: now}
	if p.Amount == 0 {
		p.Amount = most
	}
	if most == 0 {
		return obolus.Payout{}, obolus.Errorf(obolus.Conflict, "earnings_short", "nothing of these earnings can be paid out now: wait until more is available")
	}
	if p.Amount == 0 || p.Amount > most {
		return obolus.Payout{}, obolus.Errorf(obolus.Conflict, "earnings_short",
			"%s of these earnings can be paid out now: ask for at most that, or wait until more is available", most.Cents())
	}
	if p.Rail == bankRail {
		p.Account, err = tx.BankAccount(ctx, p.Person)
		if err != nil && obolus.KindOf(err) != obolus.NotFound {
			return obolus.Payout{}, err
		}
	}
	err = tx.InsertPayout(ctx, p)
	if err != nil {
		return obolus.Payout{}, err
	}
	return p, post(ctx, tx, ids+1, payoutCause(ledger.PayoutAsked, p), now, []ledger.Posting{
		{Source: account(ledger.Earnings, p.Person), Destination: account(ledger.Leaving, p.Person), Amount: p.Amount}})
}

// sameMonth answers a request in a month that has its payout: with that payout if it is what is asked
// for and still under way, so that a repeated request is harmless.
func sameMonth(earlier obolus.Payout, request NewPayout) (obolus.Payout, error) {
	underWay := earlier.State == obolus.PayoutAsked || earlier.State == obolus.PayoutApproved
	if underWay && (request.Amount == 0 || request.Amount == earlier.Amount) {
		return earlier, nil
	}
	return obolus.Payout{}, obolus.Errorf(obolus.Conflict, "payout_exists",
		"there is a payout of %s to %s in %s already, which is %s: ask again next month", earlier.Amount.Cents(), earlier.Rail, earlier.Month, earlier.State)
}

// payable is what may be asked for now: the earnings without what is held (R11), in whole cents.
func payable(ctx context.Context, tx Reader, person obolus.PersonID, earned money.Amount, now time.Time) (money.Amount, error) {
	held, err := tx.HeldEarnings(ctx, person, now)
	if err != nil {
		return 0, err
	}
	free := max(earned-held, 0) // held earnings may have been moved to funds meanwhile
	return free - free%money.Cent, nil
}

func payoutCause(kind ledger.CauseKind, p obolus.Payout) ledger.Cause {
	return ledger.Cause{Kind: kind, Ref: strconv.FormatInt(int64(p.ID), 10)}
}
