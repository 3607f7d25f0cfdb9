package app

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"obolus"
	"obolus/ledger"
	"obolus/money"
)

type depositReader interface {
	// Deposit fails with kind NotFound, code "deposit_unknown".
	Deposit(ctx context.Context, provider, reference string) (obolus.Deposit, error)
	// Deposits returns a person's deposits, newest first.
	Deposits(ctx context.Context, person obolus.PersonID, limit int) ([]obolus.Deposit, error)
}

type depositWriter interface {
	// InsertDeposit returns false where the provider's reference is known already (R7).
	InsertDeposit(ctx context.Context, d obolus.Deposit) (bool, error)
	// DecideDeposit turns a pending deposit into a cleared or failed one; false where it is not pending.
	DecideDeposit(ctx context.Context, id obolus.DepositID, state obolus.DepositState, at time.Time) (bool, error)
}

// Payment is money that a provider says it has, or expects.
type Payment struct {
	Person    obolus.PersonID
	Provider  string
	Reference string       // unique with the provider (R7)
	Gross     money.Amount // whole cents
	State     obolus.DepositState
}

// maxDeposit keeps typing mistakes and overflows out; nobody prepays more for clicks.
const maxDeposit = 10_000 * money.Unit

// Deposit credits a payment, once: a second call with the same provider and reference returns the
// first one's deposit if it says the same, and fails with kind Conflict (deposit_differs) if not.
func (a *App) Deposit(ctx context.Context, p Payment) (obolus.Deposit, error) {
	err := checkPayment(p)
	if err != nil {
		return obolus.Deposit{}, err
	}
	ids, err := a.store.NewIDs(ctx, 2)
	if err != nil {
		return obolus.Deposit{}, err
	}
	var deposit obolus.Deposit
	err = a.write(ctx, func(tx Tx) error {
		deposit, err = a.deposit(ctx, tx, p, ids)
		return err
	})
	if err != nil {
		return obolus.Deposit{}, fmt.Errorf("depositing through %s: %w", p.Provider, err)
	}
	return deposit, nil
}

// storable tells whether PostgreSQL can be asked for a text: it knows neither NUL nor what is not UTF-8.
func storable(text string) bool { return utf8.ValidString(text) && !strings.Contains(text, "\x00") }

func checkPayment(p Payment) error {
	switch {
	case p.Gross <= 0, p.Gross > maxDeposit, !p.Gross.WholeCents():
		return obolus.Invalidf("amount", "a deposit is between 0.01 and %s in whole cents, not %s", maxDeposit.Cents(), p.Gross)
	case p.Reference == "" || len(p.Reference) > maxReference || !storable(p.Reference):
		return obolus.Invalidf("reference", "a deposit needs the provider's reference, a text of at most %d bytes", maxReference)
	case p.State != obolus.DepositCleared && p.State != obolus.DepositPending:
		return obolus.Invalidf("state", "a deposit begins pending or cleared, not %q", p.State)
	}
	return nil
}

func (a *App) deposit(ctx context.Context, tx Tx, p Payment, ids int64) (obolus.Deposit, error) {
	_, err := tx.Person(ctx, p.Person)
	if err != nil {
		return obolus.Deposit{}, err
	}
	settings, err := tx.Settings(ctx)
	if err != nil {
		return obolus.Deposit{}, err
	}
	charge, err := settings.FeeDeposit.Of(p.Gross)
	if err != nil {
		return obolus.Deposit{}, err
	}
	now := a.now()
	d := obolus.Deposit{ID: obolus.DepositID(ids), Person: p.Person, Provider: p.Provider, Reference: p.Reference,
		Charge: charge, State: p.State, CreatedAt: now}
	if p.State == obolus.DepositCleared {
		d.DecidedAt = now
	}
	added, err := tx.InsertDeposit(ctx, d)
	if err != nil {
		return obolus.Deposit{}, err
	}
	if !added {
		return sameDeposit(ctx, tx, p)
	}
	from := ledger.Provider(p.Provider)
	postings := arrival(from, d)
	if d.State == obolus.DepositPending {
		postings = []ledger.Posting{{Source: from, Destination: account(ledger.Pending, d.Person), Amount: charge.Gross}}
	}
	return d, post(ctx, tx, ids+1, ledger.Cause{Kind: ledger.Deposited, Ref: depositRef(d)}, now, postings)
}

// sameDeposit returns the deposit that was made under the reference before, if it is the same one.
func sameDeposit(ctx context.Context, tx Tx, p Payment) (obolus.Deposit, error) {
	earlier, err := tx.Deposit(ctx, p.Provider, p.Reference)
	if err != nil {
		return obolus.Deposit{}, err
	}
	if earlier.Person != p.Person || earlier.Charge.Gross != p.Gross {
		return obolus.Deposit{}, obolus.Errorf(obolus.Conflict, "deposit_differs",
			"%s's reference %s stands for another deposit already: of another person or amount", p.Provider, p.Reference)
	}
	return earlier, nil
}

// DecideDeposit says that a pending deposit has cleared or failed. Saying it again changes nothing;
// saying the opposite fails with kind Conflict (deposit_decided).
func (a *App) DecideDeposit(ctx context.Context, provider, reference string, state obolus.DepositState) (obolus.Deposit, error) {
	var d obolus.Deposit
	if !storable(reference) {
		return d, obolus.Invalidf("reference", "a deposit's reference is a text")
	}
	id, err := a.store.NewIDs(ctx, 1)
	if err != nil {
		return d, err
	}
	err = a.write(ctx, func(tx Tx) error {
		d, err = tx.Deposit(ctx, provider, reference)
		if err != nil || d.State == state {
			return err
		}
		now := a.now()
		changed, err := tx.DecideDeposit(ctx, d.ID, state, now)
		if err != nil {
			return err
		}
		if !changed {
			d, err = tx.Deposit(ctx, provider, reference) // decided before, or by somebody else just now
			if err == nil && d.State != state {
				err = obolus.Errorf(obolus.Conflict, "deposit_decided", "the deposit %s is %s already", reference, d.State)
			}
			return err
		}
		d.State, d.DecidedAt = state, now
		waiting := account(ledger.Pending, d.Person)
		if state == obolus.DepositCleared {
			return post(ctx, tx, id, ledger.Cause{Kind: ledger.DepositCleared, Ref: depositRef(d)}, now, arrival(waiting, d))
		}
		return post(ctx, tx, id, ledger.Cause{Kind: ledger.DepositFailed, Ref: depositRef(d)}, now,
			[]ledger.Posting{{Source: waiting, Destination: ledger.Provider(provider), Amount: d.Charge.Gross}})
	})
	return d, err
}

// arrival moves a deposit's net to the funds and its fee to the instance (R6).
func arrival(from ledger.Account, d obolus.Deposit) []ledger.Posting {
	postings := []ledger.Posting{{Source: from, Destination: account(ledger.Funds, d.Person), Amount: d.Charge.Net}}
	if d.Charge.Fee > 0 {
		postings = append(postings, ledger.Posting{Source: from, Destination: ledger.Account{Kind: ledger.Fee}, Amount: d.Charge.Fee})
	}
	return postings
}

// post builds and writes a transfer whose money is available at once.
func post(ctx context.Context, tx Tx, id int64, cause ledger.Cause, now time.Time, postings []ledger.Posting) error {
	t, err := ledger.NewTransfer(cause, postings...)
	if err != nil {
		return err
	}
	return tx.Post(ctx, id, t, now, now)
}

func account(kind ledger.Kind, person obolus.PersonID) ledger.Account {
	return ledger.Account{Kind: kind, Owner: int64(person)}
}

func depositRef(d obolus.Deposit) string { return strconv.FormatInt(int64(d.ID), 10) }
