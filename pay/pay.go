// Package pay says, in obolus's own words, what a payment provider does. Each provider is one folder
// beneath it, and paytest is the suite that all of them pass. A provider moves money outside of
// obolus and says what became of it; it knows neither people nor balances. Whoever calls it credits
// what it says, once per provider and reference (R7).
package pay

import (
	"context"

	"obolus"
	"obolus/money"
)

// Provider takes money in.
type Provider interface {
	// Name is the provider's word in the ledger and in deposits; it never changes.
	Name() string
	// Ask begins a payment. The same order again gives the same payment, so a caller who does not know
	// whether her first request arrived simply repeats it. It fails with kind Invalid for an order that
	// cannot be paid.
	Ask(ctx context.Context, order Order) (Payment, error)
}

// Order is what a payer is to pay.
type Order struct {
	Reference string       // ours, unique with the provider; at most 255 bytes
	Gross     money.Amount // whole cents
}

// Payment is how an order stands.
type Payment struct {
	Reference string // the provider's own, under which it is credited
	Gross     money.Amount
	State     obolus.DepositState
	Confirm   string // the page on which the payer confirms; "" where nothing is left to do
}

// Notice is what a provider tells later about a payment that was pending.
type Notice struct {
	Reference string
	State     obolus.DepositState // cleared or failed
}

// CheckOrder refuses what no provider can take.
func CheckOrder(order Order) error {
	switch {
	case order.Gross <= 0 || !order.Gross.WholeCents():
		return obolus.Invalidf("amount", "a payment is a positive amount in whole cents, not %s", order.Gross)
	case order.Reference == "" || len(order.Reference) > 255:
		return obolus.Invalidf("reference", "a payment needs a reference of 1 to 255 bytes")
	}
	return nil
}
