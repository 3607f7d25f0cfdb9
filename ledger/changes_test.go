package ledger_test

import (
	"math/big"
	"slices"
	"testing"

	"obolus/ledger"
	"obolus/money"

	"pgregory.net/rapid"
)

// closing draws the postings of a month's end: some give, all of it goes to escrows, and from there on
// to earnings or the fee or not.
func closing(t *rapid.T) []ledger.Posting {
	var postings []ledger.Posting
	var left money.Amount
	owner := rapid.Int64Range(1, 5)
	for range rapid.IntRange(1, 5).Draw(t, "givers") {
		amount := money.Amount(rapid.Int64Range(1, 100_000_000).Draw(t, "given"))
		from := ledger.Account{Kind: ledger.Funds, Owner: owner.Draw(t, "supporter")}
		postings = append(postings, ledger.Posting{Source: from, Destination: pot, Amount: amount})
		left += amount
	}
	for more := rapid.IntRange(0, 5).Draw(t, "receivers"); left > 0; more-- {
		amount := left // the last receiver gets what is left
		if more > 0 {
			amount = money.Amount(rapid.Int64Range(1, int64(left)).Draw(t, "received"))
		}
		escrow := ledger.Account{Kind: ledger.Escrow, Owner: owner.Draw(t, "recipient")}
		postings = append(postings, ledger.Posting{Source: pot, Destination: escrow, Amount: amount})
		switch rapid.SampledFrom([]ledger.Kind{ledger.Earnings, ledger.Escrow, ledger.Fee}).Draw(t, "kind") {
		case ledger.Earnings:
			to := ledger.Account{Kind: ledger.Earnings, Owner: owner.Draw(t, "receiver")}
			postings = append(postings, ledger.Posting{Source: escrow, Destination: to, Amount: amount})
		case ledger.Fee:
			postings = append(postings, ledger.Posting{Source: escrow, Destination: fee, Amount: amount})
		}
		left -= amount
	}
	return postings
}

// TestChanges_SumToZero: nothing comes into being and nothing is lost (R12); each account is named
// once, in one order, with exactly what its postings add up to.
func TestChanges_SumToZero(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		postings := rapid.Permutation(closing(t)).Draw(t, "postings")
		transfer, err := ledger.NewTransfer(october, postings...)
		if err != nil {
			t.Fatal(err)
		}
		changes, err := transfer.Changes()
		if err != nil {
			t.Fatal(err)
		}
		exact := map[ledger.Account]*big.Int{}
		for _, p := range postings {
			move(exact, p.Source, -int64(p.Amount))
			move(exact, p.Destination, int64(p.Amount))
		}
		total := new(big.Int)
		for _, change := range changes {
			total.Add(total, big.NewInt(int64(change.Amount)))
			if due := exact[change.Account]; due == nil || due.Cmp(big.NewInt(int64(change.Amount))) != 0 {
				t.Fatalf("%s changes by %s, its postings say %s", change.Account, change.Amount, due)
			}
		}
		if total.Sign() != 0 || len(changes) != len(exact) {
			t.Fatalf("%d accounts change by %s in all; %d accounts have postings", len(changes), total, len(exact))
		}
	})
}

func move(totals map[ledger.Account]*big.Int, account ledger.Account, amount int64) {
	if totals[account] == nil {
		totals[account] = new(big.Int)
	}
	totals[account].Add(totals[account], big.NewInt(amount))
}

// TestChanges_OneOrder: two transfers that meet on several accounts touch them in the same order,
// whatever order their postings have, so that they cannot wait for each other.
func TestChanges_OneOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		postings := closing(t)
		var first []ledger.Change
		for _, order := range [][]ledger.Posting{postings, rapid.Permutation(postings).Draw(t, "shuffled")} {
			transfer, err := ledger.NewTransfer(october, order...)
			if err != nil {
				t.Fatal(err)
			}
			changes, err := transfer.Changes()
			if err != nil {
				t.Fatal(err)
			}
			sorted := slices.IsSortedFunc(changes, func(a, b ledger.Change) int {
				if a.Account.Kind != b.Account.Kind && (a.Account.Kind == ledger.Funds || b.Account.Kind == ledger.Funds) {
					return map[bool]int{true: -1, false: 1}[a.Account.Kind == ledger.Funds] // as a close locks them
				}
				if a.Account.Kind < b.Account.Kind || a.Account.Kind == b.Account.Kind && a.Account.Owner < b.Account.Owner {
					return -1
				}
				return 1
			})
			if !sorted || first != nil && !slices.Equal(first, changes) {
				t.Fatalf("in one order %v, in another %v", first, changes)
			}
			first = changes
		}
	})
}

// TestNewTransfer_OneMillionthMissing: no balanced month stays buildable when a posting to or from the
// pot is a millionth off. What an escrow keeps is its own business.
func TestNewTransfer_OneMillionthMissing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		postings := closing(t)
		passing := slices.DeleteFunc(slices.Clone(postings), func(p ledger.Posting) bool { return p.Source != pot && p.Destination != pot })
		i := slices.Index(postings, rapid.SampledFrom(passing).Draw(t, "posting"))
		postings[i].Amount += money.Amount(rapid.SampledFrom([]int64{-1, 1}).Draw(t, "off"))
		_, err := ledger.NewTransfer(october, postings...)
		if err == nil {
			t.Fatalf("%v is built", postings)
		}
	})
}
