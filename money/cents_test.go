package money_test

import (
	"math/big"
	"testing"

	"obolus/money"

	"pgregory.net/rapid"
)

// TestCents_Nearest: people see the nearest cent, as in the published 5 EUR over 3 clicks, and no "-0.00".
func TestCents_Nearest(t *testing.T) {
	tests := map[money.Amount]string{
		0: "0.00", 1: "0.00", 4_999: "0.00", 5_000: "0.01", 10_000: "0.01", 14_999: "0.01", 15_000: "0.02", 500_000: "0.50",
		1_666_666: "1.67", 100_000_000: "100.00", -1: "0.00", -4_999: "0.00", -5_000: "-0.01", -10_000: "-0.01", -1_999_999: "-2.00",
		most: "9223372036854.78", least: "-9223372036854.78",
	}
	for amount, want := range tests {
		if got := amount.Cents(); got != want {
			t.Errorf("%d millionths are shown as %s, want %s", int64(amount), got, want)
		}
	}
}

// TestCents_KeepsWholeCents: what enters or leaves is shown exactly, and read back as the same.
func TestCents_KeepsWholeCents(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amount := money.Amount(rapid.Int64Range(least/10_000, most/10_000).Draw(t, "cents")) * money.Cent
		back, err := money.Parse(amount.Cents())
		if err != nil || back != amount || !amount.WholeCents() {
			t.Fatalf("%s is shown as %s and read %s, %v", amount, amount.Cents(), back, err)
		}
	})
}

// TestCeilCents_LikeBig: the next whole cent at or above, on both sides of zero.
func TestCeilCents_LikeBig(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amount := money.Amount(anyNumber().Draw(t, "amount"))
		got, err := amount.CeilCents()
		agree(t, got, err, ceilCents(big.NewInt(int64(amount))))
	})
}

// ceilCents is −floor(−a/cent)·cent; Div rounds towards minus infinity for a positive divisor.
func ceilCents(a *big.Int) *big.Int {
	cent := big.NewInt(10_000)
	up := new(big.Int).Neg(a)
	up.Div(up, cent)
	return up.Neg(up).Mul(up, cent)
}
