package obolus

import (
	"time"

	"obolus/money"
)

// DepositID is the number of a deposit.
type DepositID int64

// DepositState says how far a deposit has come. Only cleared money is divided (R9).
type DepositState string

// The states of a deposit.
const (
	DepositPending DepositState = "pending"
	DepositCleared DepositState = "cleared"
	DepositFailed  DepositState = "failed"
)

// Deposit is money in through a payment provider; one per provider and its reference (R7).
type Deposit struct {
	ID        DepositID
	Person    PersonID
	Provider  string
	Reference string       // the provider's own, or the operator's
	Charge    money.Charge // gross, fee and net, always together (R6)
	State     DepositState
	CreatedAt time.Time
	DecidedAt time.Time // zero while pending
}
