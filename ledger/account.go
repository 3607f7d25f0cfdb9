// Package ledger is double entry: who moved how much to whom, and why (R12).
//
// A Posting is one movement with a source, a destination and an amount, so a movement that does not
// balance cannot be written down. A Transfer holds the postings that belong together and names its
// cause. Which kind of account may pay into which other, for which cause, is one table in routes.go;
// a movement that no rule allows (funds becoming earnings, for one) cannot be built. Between a
// person's own accounts money stays with that person.
package ledger

import (
	"fmt"
	"strings"
)

// Kind says what an account is for.
type Kind string

// The kinds of account. The owner is the number of a person, a recipient or a month; 0 where the
// account belongs to the instance or lies outside.
const (
	Funds    Kind = "funds"    // person: prepaid and cleared, to give away
	Pending  Kind = "pending"  // person: paid in but not cleared yet (R9)
	Earnings Kind = "earnings" // person: received
	Leaving  Kind = "leaving"  // person: a payout asked for, not yet paid
	Escrow   Kind = "escrow"   // recipient: waits for whoever proves the identity (R5)
	Pot      Kind = "pot"      // month: passes through while a month is divided; always ends at zero
	Fee      Kind = "fee"      // the instance's own
)

// providerPrefix begins the kind of the account that stands for the world behind a payment provider.
const providerPrefix = "provider/"

// Account is one place where money can be.
type Account struct {
	Kind  Kind
	Owner int64
}

// Provider returns the account of the world behind a provider, such as "provider/test". Its balance
// is minus what came in through it and stayed.
func Provider(name string) Account { return Account{Kind: Kind(providerPrefix + name)} }

// Outside tells whether the account stands for the world; only those may be negative.
func (k Kind) Outside() bool {
	return len(k) > len(providerPrefix) && strings.HasPrefix(string(k), providerPrefix)
}

// personal tells whether the owner is a person.
func (k Kind) personal() bool {
	return k == Funds || k == Pending || k == Earnings || k == Leaving
}

// owned tells whether the account has the owner that its kind asks for: somebody, or nobody where it
// belongs to the instance or lies outside. A forgotten owner would make money nobody's.
func (a Account) owned() bool {
	if a.Kind == Fee || a.Kind.Outside() {
		return a.Owner == 0
	}
	return a.Owner > 0
}

// Transit tells whether the account only passes money on within one transfer.
func (k Kind) Transit() bool { return k == Pot }

// String writes the account as in the output of verify: "funds/42".
func (a Account) String() string {
	if a.Owner == 0 {
		return string(a.Kind)
	}
	return fmt.Sprintf("%s/%d", a.Kind, a.Owner)
}
