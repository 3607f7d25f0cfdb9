package money_test

import (
	"errors"
	"math/big"
	"testing"

	"obolus/money"

	"pgregory.net/rapid"
)

// TestProportion_LikeBig: the floor is exact although the product exceeds an Amount on the way.
func TestProportion_LikeBig(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.Int64Range(0, most).Draw(t, "a")
		whole := rapid.Int64Range(1, most).Draw(t, "whole")
		part := rapid.Int64Range(0, whole).Draw(t, "part")
		exact := new(big.Int).Mul(big.NewInt(a), big.NewInt(part))
		got, err := money.Amount(a).Proportion(part, whole)
		agree(t, got, err, exact.Quo(exact, big.NewInt(whole)))
	})
}

// TestProportion_Edges: everything of the largest amount is that amount, and nothing of it nothing.
func TestProportion_Edges(t *testing.T) {
	tests := []struct {
		a           money.Amount
		part, whole int64
		want        money.Amount
	}{
		{most, most, most, most},
		{most, 1, most, 1},
		{most, most - 1, most, most - 1},
		{most, 0, most, 0},
		{most, 1, 1, most},
		{0, 1, 3, 0},
		{10, 1, 3, 3},
		{10, 2, 3, 6},
	}
	for _, test := range tests {
		got, err := test.a.Proportion(test.part, test.whole)
		if err != nil || got != test.want {
			t.Errorf("%d·%d/%d = %d, %v; want %d", test.a, test.part, test.whole, got, err, test.want)
		}
	}
}

// TestProportion_Refuses arguments that are no proportion; a division by zero would be a panic.
func TestProportion_Refuses(t *testing.T) {
	tests := []struct {
		a           money.Amount
		part, whole int64
	}{
		{-1, 1, 2}, {1, -1, 2}, {1, 1, 0}, {0, 0, 0}, {1, 1, -1}, {1, 3, 2}, {1, -1, -1},
	}
	for _, test := range tests {
		got, err := test.a.Proportion(test.part, test.whole)
		if err == nil {
			t.Errorf("%d·%d/%d is %d, want an error", test.a, test.part, test.whole, got)
		}
	}
}

// TestSum_LikeBig: a sum is exact, or an error where a step on the way does not fit.
func TestSum_LikeBig(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		numbers := rapid.SliceOfN(anyNumber(), 0, 8).Draw(t, "numbers")
		exact, fits := new(big.Int), true
		amounts := make([]money.Amount, len(numbers))
		for i, n := range numbers {
			amounts[i] = money.Amount(n)
			exact.Add(exact, big.NewInt(n))
			fits = fits && exact.IsInt64()
		}
		got, err := money.Sum(amounts...)
		if !fits {
			if !errors.Is(err, money.ErrOverflow) {
				t.Fatalf("got %d, %v; a step does not fit", got, err)
			}
			return
		}
		agree(t, got, err, exact)
	})
}
