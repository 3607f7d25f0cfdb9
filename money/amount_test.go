package money_test

import (
	"errors"
	"math"
	"math/big"
	"testing"

	"obolus/money"

	"pgregory.net/rapid"
)

const (
	most  = math.MaxInt64
	least = math.MinInt64
)

// TestArithmetic_Edges names the places where an int64 wraps silently: R1 wants an error at each.
func TestArithmetic_Edges(t *testing.T) {
	add := func(a money.Amount, n int64) (money.Amount, error) { return a.Add(money.Amount(n)) }
	sub := func(a money.Amount, n int64) (money.Amount, error) { return a.Sub(money.Amount(n)) }
	mul := money.Amount.Mul
	tests := []struct {
		name     string
		operate  func(money.Amount, int64) (money.Amount, error)
		a        money.Amount
		n        int64
		want     money.Amount
		overflow bool
	}{
		{"the largest fits", add, most - 1, 1, most, false},
		{"one above the largest", add, most, 1, 0, true},
		{"the smallest fits", add, least + 1, -1, least, false},
		{"one below the smallest", add, least, -1, 0, true},
		{"adding nothing to the largest", add, most, 0, most, false},
		{"largest and smallest", add, most, least, -1, false},
		{"from nothing the smallest", sub, 0, least, 0, true},
		{"from minus one the smallest", sub, -1, least, most, false},
		{"from the smallest itself", sub, least, least, 0, false},
		{"from the smallest one", sub, least, 1, 0, true},
		{"from the smallest nothing", sub, least, 0, least, false},
		{"minus the smallest", mul, least, -1, 0, true},
		{"minus one times the smallest", mul, -1, least, 0, true},
		{"the smallest once", mul, least, 1, least, false},
		{"two halves of the smallest", mul, least / 2, 2, least, false},
		{"minus two halves of the smallest", mul, least / 2, -2, 0, true},
		{"a negative amount no times", mul, -5, 0, 0, false},
		{"a product of 2 to the 64, whose low half is zero", mul, 1 << 32, 1 << 32, 0, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := test.operate(test.a, test.n)
			if got != test.want || errors.Is(err, money.ErrOverflow) != test.overflow || (err != nil) != test.overflow {
				t.Errorf("with %d and %d: %d, %v; want %d, overflow %t", test.a, test.n, got, err, test.want, test.overflow)
			}
		})
	}
}

// TestArithmetic_LikeBig holds every operation against numbers without bounds: the same result, or
// ErrOverflow exactly where the true one does not fit (R1).
func TestArithmetic_LikeBig(t *testing.T) {
	operations := map[string]struct {
		ours   func(a, b int64) (money.Amount, error)
		theirs func(z, a, b *big.Int) *big.Int
	}{
		"add": {func(a, b int64) (money.Amount, error) { return money.Amount(a).Add(money.Amount(b)) }, (*big.Int).Add},
		"sub": {func(a, b int64) (money.Amount, error) { return money.Amount(a).Sub(money.Amount(b)) }, (*big.Int).Sub},
		"mul": {func(a, b int64) (money.Amount, error) { return money.Amount(a).Mul(b) }, (*big.Int).Mul},
	}
	for name, operation := range operations {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				a, b := anyNumber().Draw(t, "a"), anyNumber().Draw(t, "b")
				got, err := operation.ours(a, b)
				agree(t, got, err, operation.theirs(new(big.Int), big.NewInt(a), big.NewInt(b)))
			})
		})
	}
}

// agree fails unless got is the exact number, or err is ErrOverflow where the number does not fit.
func agree(t interface{ Fatalf(string, ...any) }, got money.Amount, err error, exact *big.Int) {
	switch {
	case !exact.IsInt64():
		if !errors.Is(err, money.ErrOverflow) {
			t.Fatalf("got %d, %v; %s does not fit", got, err, exact)
		}
	case err != nil || int64(got) != exact.Int64():
		t.Fatalf("got %d, %v; want %s", got, err, exact)
	}
}

// anyNumber draws from the whole range, and often from where it ends.
func anyNumber() *rapid.Generator[int64] {
	return rapid.OneOf(
		rapid.Int64(),
		rapid.Int64Range(-1<<33, 1<<33),
		rapid.Int64Range(-3, 3),
		rapid.Int64Range(most-3, most),
		rapid.Int64Range(least, least+3),
	)
}
