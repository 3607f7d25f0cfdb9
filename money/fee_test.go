package money_test

import (
	"errors"
	"math/big"
	"testing"

	"obolus/money"

	"pgregory.net/rapid"
)

// TestParseFeeRate: a fee is a fraction of one; all of it, or less than nothing, is no fee (R6).
func TestParseFeeRate(t *testing.T) {
	good := map[string]struct {
		rate money.FeeRate
		text string
	}{
		"0":        {0, "0 %"},
		"0.05":     {50_000, "5 %"},
		"0.075":    {75_000, "7.5 %"},
		"0.1":      {100_000, "10 %"},
		"0.000001": {1, "0.0001 %"},
		"0.999999": {999_999, "99.9999 %"},
	}
	for text, want := range good {
		rate, err := money.ParseFeeRate(text)
		if err != nil || rate != want.rate || rate.String() != want.text {
			t.Errorf("ParseFeeRate(%q) = %d (%s), %v; want %d (%s)", text, rate, rate, err, want.rate, want.text)
		}
	}
	for _, text := range []string{"", "1", "1.0", "5", "5%", "-0.05", "-0", "0.0000001", "0,05", "99999999999999"} {
		rate, err := money.ParseFeeRate(text)
		if err == nil {
			t.Errorf("ParseFeeRate(%q) = %d, want an error", text, rate)
		}
	}
}

// TestFeeRate_Refuses rates that only a mistake can make; the store refuses the same.
func TestFeeRate_Refuses(t *testing.T) {
	for _, rate := range []money.FeeRate{-1, 1_000_000, 1_000_001, most, least} {
		charge, err := rate.Of(money.Unit)
		if err == nil {
			t.Errorf("a rate of %d ppm takes %+v, want an error", int64(rate), charge)
		}
		gross, err := rate.GrossFor(money.Unit)
		if err == nil {
			t.Errorf("a rate of %d ppm asks for %s, want an error", int64(rate), gross)
		}
	}
	for _, amount := range []money.Amount{-1, least} {
		_, errOf := money.FeeRate(50_000).Of(amount)
		_, errFor := money.FeeRate(50_000).GrossFor(amount)
		if errOf == nil || errFor == nil {
			t.Errorf("a fee of %s: %v, %v; want two errors", amount, errOf, errFor)
		}
	}
}

// TestOf_AddsUp: gross = fee + net to the millionth, and the fee is the floor (R6).
func TestOf_AddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rate := money.FeeRate(rapid.Int64Range(0, 999_999).Draw(t, "rate"))
		gross := rapid.Int64Range(0, most).Draw(t, "gross")
		charge, err := rate.Of(money.Amount(gross))
		if err != nil {
			t.Fatal(err)
		}
		fee := new(big.Int).Mul(big.NewInt(gross), big.NewInt(int64(rate)))
		agree(t, charge.Fee, nil, fee.Quo(fee, big.NewInt(1_000_000)))
		if charge.Gross != money.Amount(gross) || charge.Fee+charge.Net != charge.Gross || charge.Net < 0 {
			t.Fatalf("%d at %s is %+v", gross, rate, charge)
		}
	})
}

// TestGrossFor_Edges: what a supporter pays so that 5 EUR arrive, and the ends of the range.
func TestGrossFor_Edges(t *testing.T) {
	tests := []struct {
		rate       money.FeeRate
		net, gross money.Amount
	}{
		{50_000, 0, 0},
		{50_000, 1, money.Cent},
		{50_000, 5 * money.Unit, 5_270_000}, // 5.263158 in millionths, 5.26 leaves 4.997
		{50_000, 4_750_000, 5 * money.Unit},
		{0, 5 * money.Unit, 5 * money.Unit},
		{0, most - most%money.Cent, most - most%money.Cent},
		{50_000, most / 10 * 9, 8_737_931_403_336_110_000},
		{999_999, 9_000_000_000_000, 8_999_999_999_999_010_000},
	}
	for _, test := range tests {
		gross, err := test.rate.GrossFor(test.net)
		if err != nil || gross != test.gross {
			t.Errorf("%s at %s asks for %s, %v; want %s", test.net, test.rate, gross, err, test.gross)
		}
	}
	for _, test := range []struct {
		rate money.FeeRate
		net  money.Amount
	}{
		{0, most},
		{50_000, most},
		{1, 9_223_362_813_482_738_954}, // the largest amount leaves a millionth less
		{999_999, most / 2},
		{999_999, 27_670_116_110_565}, // the product is one more than 64 bits hold
	} {
		gross, err := test.rate.GrossFor(test.net)
		if !errors.Is(err, money.ErrOverflow) {
			t.Errorf("%s at %s asks for %s, %v; want ErrOverflow", test.net, test.rate, gross, err)
		}
	}
}

// TestGrossFor_IsTheSmallest: the gross leaves the net, one cent less would not, and it is an error
// only where no whole-cent amount is large enough.
func TestGrossFor_IsTheSmallest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rate := money.FeeRate(rapid.Int64Range(0, 999_999).Draw(t, "rate"))
		net := money.Amount(rapid.OneOf(rapid.Int64Range(0, most), rapid.Int64Range(0, 200_000_000)).Draw(t, "net"))
		gross, err := rate.GrossFor(net)
		if err != nil {
			largest, _ := rate.Of(most - most%money.Cent)
			if largest.Net >= net {
				t.Fatalf("%s at %s: %v, though %s would do", net, rate, err, largest.Gross)
			}
			return
		}
		enough, err := rate.Of(gross)
		if err != nil || enough.Net < net || !gross.WholeCents() {
			t.Fatalf("%s at %s asks for %s, which is %+v, %v", net, rate, gross, enough, err)
		}
		if gross == 0 {
			return
		}
		short, err := rate.Of(gross - money.Cent)
		if err != nil || short.Net >= net {
			t.Fatalf("%s at %s asks for %s, but a cent less is %+v, %v", net, rate, gross, short, err)
		}
	})
}
