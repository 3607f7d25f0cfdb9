package ledger_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"

	"obolus/ledger"
	"obolus/money"
)

var october = ledger.Cause{Kind: ledger.Closed, Ref: "2026-10"}

// TestNewTransfer_Refuses what is no movement, and what leaves something in a month's pot (R12).
func TestNewTransfer_Refuses(t *testing.T) {
	deposit := ledger.Cause{Kind: ledger.Deposited, Ref: "4711"}
	november := ledger.Account{Kind: ledger.Pot, Owner: 202611}
	in := func(amount money.Amount) ledger.Posting {
		return ledger.Posting{Source: funds, Destination: pot, Amount: amount}
	}
	out := func(amount money.Amount) ledger.Posting {
		return ledger.Posting{Source: pot, Destination: escrow, Amount: amount}
	}
	tests := []struct {
		name     string
		cause    ledger.Cause
		postings []ledger.Posting
	}{
		{"no postings", october, nil},
		{"no cause", ledger.Cause{}, []ledger.Posting{in(1), out(1)}},
		{"a cause that nobody knows", ledger.Cause{Kind: "gift", Ref: "1"}, []ledger.Posting{in(1), out(1)}},
		{"no reference", ledger.Cause{Kind: ledger.Closed}, []ledger.Posting{in(1), out(1)}},
		{"zero", deposit, []ledger.Posting{{Source: world, Destination: funds}}},
		{"less than zero", deposit, []ledger.Posting{{Source: world, Destination: funds, Amount: -1}}},
		{"the smallest number there is", deposit, []ledger.Posting{{Source: world, Destination: funds, Amount: math.MinInt64}}},
		{"to itself", ledger.Cause{Kind: ledger.Moved, Ref: "1"}, []ledger.Posting{{Source: funds, Destination: funds, Amount: 1}}},
		{"a provider without a name, as the table of routes writes them all", deposit, []ledger.Posting{{Source: ledger.Account{Kind: "provider/", Owner: 1}, Destination: funds, Amount: 1}}},
		{"from one pot to itself", october, []ledger.Posting{{Source: pot, Destination: pot, Amount: 1}}},
		{"one good posting and one zero", october, []ledger.Posting{in(1), out(1), in(0)}},
		{"a millionth too much in the pot", october, []ledger.Posting{in(1_000_001), out(1_000_000)}},
		{"a millionth too little in the pot", october, []ledger.Posting{in(999_999), out(1_000_000)}},
		{"a pot that only takes", october, []ledger.Posting{in(1)}},
		{"a pot that only gives", october, []ledger.Posting{out(1)}},
		{"into one pot and out of another", october, []ledger.Posting{in(1), {Source: november, Destination: escrow, Amount: 1}}},
		{"a pot that overflows", october, []ledger.Posting{in(money.Max), in(1), out(money.Max), out(1)}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { refused(t, test.cause, test.postings...) })
	}
}

// TestNewTransfer_Overflow says so, and is a refusal like the others (R1).
func TestNewTransfer_Overflow(t *testing.T) {
	_, err := ledger.NewTransfer(october,
		ledger.Posting{Source: funds, Destination: pot, Amount: money.Max},
		ledger.Posting{Source: funds, Destination: pot, Amount: 2})
	if !errors.Is(err, ledger.ErrTransfer) || !errors.Is(err, money.ErrOverflow) {
		t.Errorf("%v; want both ErrTransfer and ErrOverflow", err)
	}
}

// TestTransfer_CannotBeChanged: neither through the slice it was built from nor the one it hands out.
func TestTransfer_CannotBeChanged(t *testing.T) {
	postings := []ledger.Posting{{Source: funds, Destination: pot, Amount: 5}, {Source: pot, Destination: escrow, Amount: 5}}
	transfer, err := ledger.NewTransfer(october, postings...)
	if err != nil {
		t.Fatal(err)
	}
	kept := transfer.Postings()
	postings[0].Amount = 6
	transfer.Postings()[1].Amount = 7
	if !slices.Equal(transfer.Postings(), kept) || transfer.Cause() != october {
		t.Errorf("%v became %v", kept, transfer.Postings())
	}
}

// TestAccount_String: names as verify prints them.
func TestAccount_String(t *testing.T) {
	for account, want := range map[ledger.Account]string{funds: "funds/1", pot: "pot/202610", fee: "fee", world: "provider/test"} {
		if account.String() != want {
			t.Errorf("%q, want %q", account, want)
		}
		if account.Kind.Outside() != (account == world) || account.Kind.Transit() != (account == pot) {
			t.Errorf("%s: outside %t, transit %t", account, account.Kind.Outside(), account.Kind.Transit())
		}
	}
}

// A month is divided: what the supporters give goes through the month's pot, which ends at zero.
func ExampleNewTransfer() {
	alice, bob := ledger.Account{Kind: ledger.Funds, Owner: 1}, ledger.Account{Kind: ledger.Funds, Owner: 2}
	transfer, err := ledger.NewTransfer(october,
		ledger.Posting{Source: alice, Destination: pot, Amount: 10 * money.Unit},
		ledger.Posting{Source: bob, Destination: pot, Amount: 2 * money.Unit},
		ledger.Posting{Source: pot, Destination: escrow, Amount: 12 * money.Unit})
	if err != nil {
		fmt.Println(err)
		return
	}
	changes, err := transfer.Changes()
	for _, change := range changes {
		fmt.Println(change.Account, change.Amount)
	}
	fmt.Println(err)
	// Output:
	// funds/1 -10.000000
	// funds/2 -2.000000
	// escrow/7 12.000000
	// pot/202610 0.000000
	// <nil>
}
