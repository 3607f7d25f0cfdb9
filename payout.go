package obolus

import (
	"time"

	"obolus/money"
)

// PayoutID is the number of a payout.
type PayoutID int64

// PayoutState says how far a payout has come.
type PayoutState string

// The states of a payout: asked for, approved by the operator, and then paid or refused.
const (
	PayoutAsked    PayoutState = "asked"
	PayoutApproved PayoutState = "approved"
	PayoutPaid     PayoutState = "paid"
	PayoutRefused  PayoutState = "refused"
)

// Payout is money out to a creator; one per month, person and rail (R7).
type Payout struct {
	ID         PayoutID
	Person     PersonID
	Month      Month        // the month in which it was asked for
	Rail       string       // the way it leaves, such as "bank"
	Amount     money.Amount // whole cents
	State      PayoutState
	Reference  string      // the bank's, once paid
	Account    BankAccount // where it goes, as it was when it was asked for; zero: only the operator knows
	CreatedAt  time.Time
	ApprovedAt time.Time // zero until approved
	EndedAt    time.Time // zero until paid or refused
}

// BankAccount is where a creator's payouts go.
type BankAccount struct {
	Holder    string // as the bank knows her, up to 70 characters (SEPA's bound)
	IBAN      IBAN
	ChangedAt time.Time
}

// MaxHolder is how many characters an account holder's name has at most.
const MaxHolder = 70
