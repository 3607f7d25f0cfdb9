package ledger

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"obolus/money"
)

// Posting is one movement: Amount > 0 leaves Source and arrives at Destination.
type Posting struct {
	Source, Destination Account
	Amount              money.Amount
}

// Cause names what moved the money: its kind and the reference that makes it unique, for example
// {Closed, "2026-10"} or {Deposited, "4711"}.
type Cause struct {
	Kind CauseKind
	Ref  string
}

// Transfer is the postings that belong together. It can only be had from NewTransfer, so a Transfer
// that exists is balanced and allowed.
type Transfer struct {
	cause    Cause
	postings []Posting
}

// ErrTransfer is wrapped by every refusal of NewTransfer: a mistake in our own code, or together with
// money.ErrOverflow a sum that cannot be counted.
var ErrTransfer = errors.New("the transfer cannot be built")

// NewTransfer checks that every posting is positive, goes between two different accounts and along
// a route of its cause, and that what passes through a transit account leaves it again (R12).
func NewTransfer(cause Cause, postings ...Posting) (Transfer, error) {
	if cause.Ref == "" || len(routes[cause.Kind]) == 0 {
		return Transfer{}, fmt.Errorf("%w: cause %q with reference %q", ErrTransfer, cause.Kind, cause.Ref)
	}
	if len(postings) == 0 {
		return Transfer{}, fmt.Errorf("%w: no postings for %s", ErrTransfer, cause)
	}
	for _, p := range postings {
		err := CheckPosting(cause.Kind, p)
		if err != nil {
			return Transfer{}, err
		}
	}
	t := Transfer{cause: cause, postings: slices.Clone(postings)}
	changes, err := t.Changes()
	if err != nil {
		return Transfer{}, fmt.Errorf("%w: %w", ErrTransfer, err)
	}
	for _, change := range changes {
		if change.Account.Kind.Transit() && change.Amount != 0 {
			return Transfer{}, fmt.Errorf("%w: %s leaves %s in %s", ErrTransfer, cause, change.Amount, change.Account)
		}
	}
	return t, nil
}

// CheckPosting tells whether a posting is positive, between two different accounts, and along a route
// of its cause; if not, it returns ErrTransfer.
func CheckPosting(cause CauseKind, p Posting) error {
	if p.Amount <= 0 || p.Source == p.Destination || !allowed(cause, p.Source, p.Destination) {
		return fmt.Errorf("%w: %s may not move %s from %s to %s", ErrTransfer, cause, p.Amount, p.Source, p.Destination)
	}
	return nil
}

// Cause returns why the money moved.
func (t Transfer) Cause() Cause { return t.cause }

// Postings returns the movements in their order.
func (t Transfer) Postings() []Posting { return slices.Clone(t.postings) }

// Change is what a transfer does to one account's balance.
type Change struct {
	Account Account
	Amount  money.Amount // negative where money leaves
}

// Changes nets the postings by account, funds first and then by kind and owner, so that concurrent transfers
// touch balances in one order, which is also that of a close: it takes the funds page by page, and gives at the end. It returns money.ErrOverflow where a sum does not fit.
func (t Transfer) Changes() ([]Change, error) {
	changes, err := Net(t.postings)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", t.cause, err)
	}
	return changes, nil
}

// Net is Changes for postings that are not a whole transfer: those of a close whose supporters' side
// stands in the database.
func Net(postings []Posting) ([]Change, error) {
	net := make(map[Account]money.Amount, 2*len(postings))
	for _, p := range postings {
		var err error
		net[p.Source], err = net[p.Source].Sub(p.Amount)
		if err != nil {
			return nil, fmt.Errorf("from %s: %w", p.Source, err)
		}
		net[p.Destination], err = net[p.Destination].Add(p.Amount)
		if err != nil {
			return nil, fmt.Errorf("to %s: %w", p.Destination, err)
		}
	}
	changes := make([]Change, 0, len(net))
	for account, amount := range net {
		changes = append(changes, Change{Account: account, Amount: amount})
	}
	slices.SortFunc(changes, func(a, b Change) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Account.Kind, b.Account.Kind), cmp.Compare(a.Account.Owner, b.Account.Owner))
	})
	return changes, nil
}

// rank puts funds before all other kinds of account.
func rank(c Change) int {
	if c.Account.Kind == Funds {
		return 0
	}
	return 1
}

// String writes the cause as "close 2026-10".
func (c Cause) String() string { return string(c.Kind) + " " + c.Ref }
