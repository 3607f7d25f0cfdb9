package month_test

import (
	"errors"
	"math/big"
	"testing"

	"obolus/money"
	"obolus/month"

	"pgregory.net/rapid"
)

// The numbered rules of DESIGN.md as properties of drawn months. Each is a test with a few draws in
// every run, and a fuzz target that looks for a counterexample as long as it is let.

func TestR1_ExactOrOverflow(t *testing.T) { rapid.Check(t, exactOrOverflow) }
func FuzzR1_ExactOrOverflow(f *testing.F) { fuzz(f, exactOrOverflow) }

// exactOrOverflow: every figure is the one that fractions give, whatever its size; where a recipient
// would get more than can be counted the close is refused, and only there (R1).
func exactOrOverflow(t *rapid.T) {
	in := drawMonth(t, huge)
	want := oracle(in)
	settlements, earnings, err := month.Close(in.Supporters, in.Teams)
	fits := true
	for _, due := range want.due {
		fits = fits && due.IsInt64()
	}
	switch {
	case !fits && errors.Is(err, money.ErrOverflow):
		return
	case err != nil || !fits:
		t.Fatalf("%v, though all fits: %t", err, fits)
	}
	for _, s := range settlements {
		if want.shares[s.Supporter].Cmp(big.NewInt(int64(s.Share))) != 0 {
			t.Fatalf("a share of %d for supporter %d, want %s", s.Share, s.Supporter, want.shares[s.Supporter])
		}
	}
	for _, e := range earnings {
		if want.due[e.Recipient].Cmp(big.NewInt(int64(e.Amount))) != 0 || want.clicks[e.Recipient] != e.Clicks {
			t.Fatalf("%+v, want %s from %d clicks", e, want.due[e.Recipient], want.clicks[e.Recipient])
		}
	}
	if len(earnings) != len(want.due) {
		t.Fatalf("%d recipients, want %d", len(earnings), len(want.due))
	}
}

func TestR2_LargestEqualShare(t *testing.T) { rapid.Check(t, largestEqualShare) }
func FuzzR2_LargestEqualShare(f *testing.F) { fuzz(f, largestEqualShare) }

// largestEqualShare: one share for all clicks of a supporter, never more than she has, and never a
// millionth less than could be given to each; what remains is fewer millionths than weights (R2).
// Where nothing was clicked nothing is taken (R4).
func largestEqualShare(t *rapid.T) {
	in := drawMonth(t, ordinary)
	settlements, _ := mustClose(t, in)
	for i, s := range in.Supporters {
		got := settlements[i]
		var weights money.Amount
		for _, click := range s.Clicks {
			weights += money.Amount(click.Weight)
		}
		switch {
		case got.Supporter != s.ID, got.Budget != s.Budget, got.Funds != s.Funds, got.Clicks != int64(len(s.Clicks)), got.Weights != int64(weights):
			t.Fatalf("%+v settles %+v", got, s)
		case got.Available() > s.Budget, got.Available() > s.Funds, got.Available() != s.Budget && got.Available() != s.Funds:
			t.Fatalf("%s is available of %s and %s", got.Available(), s.Budget, s.Funds)
		case got.Share < 0, got.Kept() < 0, got.Spent()+got.Kept() != got.Available(), got.Spent() != got.Share*weights:
			t.Fatalf("%+v spends %s and keeps %s", got, got.Spent(), got.Kept())
		case weights > 0 && got.Kept() >= weights:
			t.Fatalf("%+v keeps %s, enough for a larger share", got, got.Kept())
		case weights == 0 && got.Spent() != 0:
			t.Fatalf("R4: %+v takes %s for no clicks", got, got.Spent())
		}
	}
}

func TestR2_OrderDoesNotMatter(t *testing.T) { rapid.Check(t, orderDoesNotMatter) }
func FuzzR2_OrderDoesNotMatter(f *testing.F) { fuzz(f, orderDoesNotMatter) }

// orderDoesNotMatter: supporters and clicks can come in any order; everybody gets the same (R2).
func orderDoesNotMatter(t *rapid.T) {
	in := drawMonth(t, ordinary)
	shuffled := input{Supporters: rapid.Permutation(in.Supporters).Draw(t, "supporters"), Teams: in.Teams}
	for i, s := range shuffled.Supporters {
		shuffled.Supporters[i].Clicks = rapid.Permutation(s.Clicks).Draw(t, "clicks")
	}
	settlements, earnings := mustClose(t, in)
	otherSettlements, otherEarnings := mustClose(t, shuffled)
	same(t, settlements, otherSettlements, func(s month.Settlement) int64 { return s.Supporter })
	same(t, earnings, otherEarnings, func(e month.Earning) int64 { return e.Recipient })
}

func same[T comparable](t *rapid.T, one, other []T, key func(T) int64) {
	byKey := map[int64]T{}
	for _, x := range one {
		byKey[key(x)] = x
	}
	for _, x := range other {
		if byKey[key(x)] != x {
			t.Fatalf("%+v in one order, %+v in another", byKey[key(x)], x)
		}
	}
	if len(byKey) != len(one) || len(one) != len(other) {
		t.Fatalf("%d in one order, %d in another, %d of them different", len(one), len(other), len(byKey))
	}
}

func mustClose(t *rapid.T, in input) ([]month.Settlement, []month.Earning) {
	settlements, earnings, err := month.Close(in.Supporters, in.Teams)
	if err != nil {
		t.Fatal(err)
	}
	return settlements, earnings
}
