// Package testpay is the provider "test", which needs nobody else: every payment succeeds at once, or
// waits until somebody decides in the bank's place. It moves no real money and keeps nothing, so an
// instance for real supporters must not offer it.
package testpay

import (
	"context"

	"obolus"
	"obolus/pay"
)

// Provider is the provider test. The zero value clears at once.
type Provider struct {
	Pending bool // payments wait for Decide
}

var _ pay.Provider = Provider{}

// Name returns "test".
func (Provider) Name() string { return "test" }

// Ask says that the order is paid, under the order's own reference.
func (p Provider) Ask(ctx context.Context, order pay.Order) (pay.Payment, error) {
	err := ctx.Err()
	if err != nil {
		return pay.Payment{}, err
	}
	err = pay.CheckOrder(order)
	if err != nil {
		return pay.Payment{}, err
	}
	payment := pay.Payment{Reference: order.Reference, Gross: order.Gross, State: obolus.DepositCleared}
	if p.Pending {
		payment.State = obolus.DepositPending
	}
	return payment, nil
}

// Decide plays the bank: it gives the notice that a pending payment has cleared or failed. It fails
// with kind Invalid for any other state.
func (Provider) Decide(reference string, state obolus.DepositState) (pay.Notice, error) {
	if state != obolus.DepositCleared && state != obolus.DepositFailed {
		return pay.Notice{}, obolus.Invalidf("state", "a payment is decided as cleared or failed, not %q", state)
	}
	return pay.Notice{Reference: reference, State: state}, nil
}
