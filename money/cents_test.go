package money_test

import (
	"math/big"
	"testing"

	"obolus/money"

	"pgregory.net/rapid"
)

// TestCents_NeverShowsWhatIsNotThere: people see whole cents, cut off towards zero, and no "-0.00".
func TestCents_NeverShowsWhatIsNotThere(t *testing.T) {
	tests := map[money.Amount]string{
		0: "0.00", 1: "0.00", 9_999: "0.00", 10_000: "0.01", 19_999: "0.01", 500_000: "0.50", 1_666_666: "1.66",
		100_000_000: "100.00", -1: "0.00", -9_999: "0.00", -10_000: "-0.01", -1_999_999: "-1.99",
		most: "9223372036854.77", least: "-9223372036854.77",
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
