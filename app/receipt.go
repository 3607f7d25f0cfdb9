package app

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"obolus"
	"obolus/money"
)

type receiptReader interface {
	// Receipts returns the stored receipt of a person's month, or none.
	Receipts(ctx context.Context, person obolus.PersonID, m obolus.Month) ([]StoredReceipt, error)
	// ClearedDeposits returns a person's deposits that cleared from one instant to before another, the
	// oldest first.
	ClearedDeposits(ctx context.Context, person obolus.PersonID, from, before time.Time) ([]obolus.Deposit, error)
}

type receiptWriter interface {
	// InsertReceipt does nothing where the person's month has a receipt.
	InsertReceipt(ctx context.Context, r StoredReceipt) error
}

// StoredReceipt is a receipt as it was made.
type StoredReceipt struct {
	Person  obolus.PersonID
	Month   obolus.Month
	Number  string // unique
	MadeAt  time.Time
	Content string // JSON of a Receipt
}

// Receipt says what a person put in and gave in a month. It is made when it is first asked for and then
// never changes, whatever things, people and the instance are called later. Amounts are in millionths.
type Receipt struct {
	Number   string           `json:"number"`
	Month    obolus.Month     `json:"month"`
	MadeAt   time.Time        `json:"made_at"`
	Instance string           `json:"instance"`
	Currency string           `json:"currency"`
	Person   string           `json:"person"`
	Deposits []ReceiptDeposit `json:"deposits"` // gross, fee and net, always together (R6)
	Paid     money.Charge     `json:"paid"`     // their sum
	Budget   money.Amount     `json:"budget"`
	Share    money.Amount     `json:"share"`
	Spent    money.Amount     `json:"spent"`
	Kept     money.Amount     `json:"kept"`
	Given    []ReceiptLine    `json:"given"` // the oldest click first
}

// ReceiptDeposit is money that came in.
type ReceiptDeposit struct {
	At     time.Time    `json:"at"`
	Charge money.Charge `json:"charge"`
}

// ReceiptLine is one click.
type ReceiptLine struct {
	At        time.Time    `json:"at"`
	Title     string       `json:"title"`
	URL       string       `json:"url"`
	Recipient string       `json:"recipient"`
	Worth     money.Amount `json:"worth"`
}

// Receipt returns the receipt of a person's month. It fails with kind NotFound where there is nothing to
// receipt, and Conflict (receipt_early) while the month is not divided.
func (a *App) Receipt(ctx context.Context, person obolus.PersonID, m obolus.Month) (Receipt, error) {
	var r Receipt
	err := a.write(ctx, func(tx Tx) error {
		there, err := storedReceipt(ctx, tx, person, m, &r)
		if err != nil || there {
			return err
		}
		r, err = a.newReceipt(ctx, tx, person, m)
		if err != nil {
			return err
		}
		content, err := json.Marshal(r)
		if err != nil {
			return err
		}
		err = tx.InsertReceipt(ctx, StoredReceipt{Person: person, Month: m, Number: r.Number, MadeAt: r.MadeAt, Content: string(content)})
		if err != nil {
			return err
		}
		_, err = storedReceipt(ctx, tx, person, m, &r) // another process may have been faster (R7)
		return err
	})
	if err != nil {
		return Receipt{}, fmt.Errorf("the receipt of %s for person %d: %w", m, person, err)
	}
	return r, nil
}

// PaidIn tells whether a person put in money in a month, which a receipt then has.
func (a *App) PaidIn(ctx context.Context, person obolus.PersonID, m obolus.Month) (bool, error) {
	deposits, err := a.store.ClearedDeposits(ctx, person, m.Start(), m.End())
	return len(deposits) > 0, err
}

func storedReceipt(ctx context.Context, tx Reader, person obolus.PersonID, m obolus.Month, r *Receipt) (bool, error) {
	stored, err := tx.Receipts(ctx, person, m)
	if err != nil || len(stored) == 0 {
		return false, err
	}
	*r = Receipt{}
	err = json.Unmarshal([]byte(stored[0].Content), r)
	if err != nil {
		return false, fmt.Errorf("reading a stored receipt: %w", err)
	}
	return true, nil
}

func (a *App) newReceipt(ctx context.Context, tx Reader, person obolus.PersonID, m obolus.Month) (Receipt, error) {
	settings, err := tx.Settings(ctx)
	if err != nil {
		return Receipt{}, err
	}
	p, err := tx.Person(ctx, person)
	if err != nil {
		return Receipt{}, err
	}
	s, err := supporterStatement(ctx, tx, p, m)
	if err != nil {
		return Receipt{}, err
	}
	now := a.now()
	if !m.Over(now) || len(s.Clicks) > 0 && (!s.Closed || s.Clicks[0].Whereabouts == Frozen) {
		return Receipt{}, obolus.Errorf(obolus.Conflict, "receipt_early", "%s is not divided yet: there is a receipt afterwards", m)
	}
	r := Receipt{Number: fmt.Sprintf("%s-%d", m, person), Month: m, MadeAt: now, Instance: settings.Name, Currency: settings.Currency,
		Person: p.Name, Budget: s.Budget, Share: s.Share, Spent: s.Spent, Kept: s.Kept}
	for i := len(s.Clicks) - 1; i >= 0; i-- {
		c := s.Clicks[i]
		r.Given = append(r.Given, ReceiptLine{At: c.Click.At, Title: c.Thing.Title, URL: c.Thing.URL, Recipient: c.Recipient.Name, Worth: c.Worth})
	}
	return r, r.pay(ctx, tx, person)
}

// pay lists what was put in in the month.
func (r *Receipt) pay(ctx context.Context, tx Reader, person obolus.PersonID) error {
	deposits, err := tx.ClearedDeposits(ctx, person, r.Month.Start(), r.Month.End())
	if err != nil {
		return err
	}
	for _, d := range deposits {
		r.Deposits = append(r.Deposits, ReceiptDeposit{At: d.DecidedAt, Charge: d.Charge})
		r.Paid.Gross, err = r.Paid.Gross.Add(d.Charge.Gross)
		if err != nil {
			return err
		}
		r.Paid.Fee, r.Paid.Net = r.Paid.Fee+d.Charge.Fee, r.Paid.Net+d.Charge.Net // both at most the gross
	}
	if len(r.Deposits) == 0 && len(r.Given) == 0 {
		return obolus.Errorf(obolus.NotFound, "receipt_empty", "nothing was put in or given in %s", r.Month)
	}
	return nil
}
