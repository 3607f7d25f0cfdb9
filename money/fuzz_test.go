package money_test

import (
	"errors"
	"math/big"
	"regexp"
	"strings"
	"testing"

	"obolus/money"
)

// grammar is what Parse promises to read, written a second way.
var grammar = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]{1,6})?$`)

// FuzzParse: exactly the grammar is read, with the exact value, and it is written back as read.
func FuzzParse(f *testing.F) {
	for _, text := range []string{"0", "-0", "12.5", "-0.000001", "00012", "9223372036854.775808", "1e9", "-9223372036854.775808", "٣"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		amount, err := money.Parse(text)
		minusNothing := strings.HasPrefix(text, "-") && strings.Trim(text, "-0.") == ""
		if !grammar.MatchString(text) || minusNothing {
			if !errors.Is(err, money.ErrSyntax) {
				t.Fatalf("%q is read as %s, %v", text, amount, err)
			}
			return
		}
		exact, ok := new(big.Rat).SetString(text)
		if !ok {
			t.Fatalf("%q is no number", text)
		}
		millionths := exact.Mul(exact, big.NewRat(1_000_000, 1))
		agree(t, amount, err, millionths.Num())
		if err != nil {
			return
		}
		back, err := money.Parse(amount.String())
		if err != nil || back != amount {
			t.Fatalf("%q is written %s and read %s, %v", text, amount, back, err)
		}
	})
}

// FuzzR1_Mul: the product of any two numbers is exact or an error.
func FuzzR1_Mul(f *testing.F) {
	f.Add(int64(most), int64(2))
	f.Add(int64(least), int64(-1))
	f.Add(int64(1<<32), int64(1<<31))
	f.Fuzz(func(t *testing.T, a, n int64) {
		got, err := money.Amount(a).Mul(n)
		agree(t, got, err, new(big.Int).Mul(big.NewInt(a), big.NewInt(n)))
	})
}

// FuzzR1_Proportion: any arguments give the exact floor or an error, and never a panic.
func FuzzR1_Proportion(f *testing.F) {
	f.Add(int64(most), int64(most-1), int64(most))
	f.Add(int64(1), int64(0), int64(0))
	f.Fuzz(func(t *testing.T, a, part, whole int64) {
		got, err := money.Amount(a).Proportion(part, whole)
		if a < 0 || part < 0 || whole <= 0 || part > whole {
			if err == nil {
				t.Fatalf("%d·%d/%d is %d, want an error", a, part, whole, got)
			}
			return
		}
		exact := new(big.Int).Mul(big.NewInt(a), big.NewInt(part))
		agree(t, got, err, exact.Quo(exact, big.NewInt(whole)))
	})
}

// FuzzR6_Fee: any rate and amount give a charge that adds up or an error, and never a panic.
func FuzzR6_Fee(f *testing.F) {
	f.Add(int64(50_000), int64(5_000_000))
	f.Add(int64(1_000_000), int64(most))
	f.Fuzz(func(t *testing.T, rate, amount int64) {
		charge, err := money.FeeRate(rate).Of(money.Amount(amount))
		if err == nil && (charge.Fee < 0 || charge.Net < 0 || charge.Fee+charge.Net != money.Amount(amount)) {
			t.Fatalf("%d at %d ppm is %+v", amount, rate, charge)
		}
		gross, err := money.FeeRate(rate).GrossFor(money.Amount(amount))
		if err != nil {
			return
		}
		back, err := money.FeeRate(rate).Of(gross)
		if err != nil || back.Net < money.Amount(amount) {
			t.Fatalf("%d at %d ppm asks for %s, which is %+v, %v", amount, rate, gross, back, err)
		}
	})
}
