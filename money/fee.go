package money

import (
	"fmt"
	"math"
	"math/bits"
	"strings"
)

// FeeRate is a cut in parts per million: 50 000 is 5 %. It is never the whole: a fee of 100 % would
// leave nothing to be a fee of.
type FeeRate int64

// everything is the parts that a FeeRate counts in.
const everything FeeRate = 1_000_000

// ParseFeeRate reads a fraction such as "0.05" (5 %), from 0 up to but not including 1.
func ParseFeeRate(text string) (FeeRate, error) {
	fraction, err := Parse(text)
	rate := FeeRate(fraction)
	if err != nil || rate.Valid() != nil {
		return 0, fmt.Errorf("a fee is a fraction from 0 to 0.999999, such as 0.05 for 5 %%, not %.30q", text)
	}
	return rate, nil
}

// Valid returns nil for a rate from 0 up to but not including the whole.
func (r FeeRate) Valid() error {
	if r < 0 || r >= everything {
		return fmt.Errorf("a fee of %d parts per million is not between 0 and %d", int64(r), everything-1)
	}
	return nil
}

// String writes the rate in per cent: "5 %", "7.5 %".
func (r FeeRate) String() string {
	whole, rest := r/10_000, fmt.Sprintf("%04d", r%10_000)
	rest = strings.TrimRight(rest, "0")
	if rest == "" {
		return fmt.Sprintf("%d %%", whole)
	}
	return fmt.Sprintf("%d.%s %%", whole, rest)
}

// Charge is an amount with the fee taken from it; Gross = Fee + Net always (R6).
type Charge struct {
	Gross Amount `json:"gross"`
	Fee   Amount `json:"fee"`
	Net   Amount `json:"net"`
}

// Of takes the fee from gross ≥ 0, rounded down to the millionth: in doubt for the supporter.
func (r FeeRate) Of(gross Amount) (Charge, error) {
	err := r.Valid()
	if err != nil {
		return Charge{}, err
	}
	fee, err := gross.Proportion(int64(r), int64(everything))
	if err != nil {
		return Charge{}, fmt.Errorf("taking a fee of %s: %w", r, err)
	}
	return Charge{Gross: gross, Fee: fee, Net: gross - fee}, nil
}

// GrossFor returns the smallest whole-cent gross that leaves at least net ≥ 0 after the fee, or
// ErrOverflow where no Amount is large enough.
//
// Of leaves ceil(gross·kept/everything), which reaches net as soon as gross·kept is greater than
// (net−1)·everything. So the division happens once, and no bound is searched for.
func (r FeeRate) GrossFor(net Amount) (Amount, error) {
	err := r.Valid()
	switch {
	case err != nil:
		return 0, err
	case net < 0:
		return 0, fmt.Errorf("nobody pays so that %s arrives", net)
	case net == 0:
		return 0, nil
	}
	kept := uint64(everything - r)
	high, low := bits.Mul64(uint64(net-1), uint64(everything))
	if high < kept {
		quotient, _ := bits.Div64(high, low, kept) // panics unless high < kept
		if quotient < math.MaxInt64 {
			return Amount(quotient + 1).CeilCents()
		}
	}
	return 0, fmt.Errorf("adding a fee of %s to %s: %w", r, net, ErrOverflow)
}
