package money

import (
	"fmt"
	"strings"
)

// FeeRate is a cut in parts per million: 50 000 is 5 %.
type FeeRate int64

// maxFeeRate is the whole: a fee above it would take more than there is.
const maxFeeRate FeeRate = 1_000_000

// ParseFeeRate reads a fraction such as "0.05" (5 %), from 0 up to but not including 1.
func ParseFeeRate(text string) (FeeRate, error) {
	fraction, err := Parse(text)
	if err != nil || fraction < 0 || fraction >= Unit {
		return 0, fmt.Errorf("a fee is a fraction from 0 to 0.999999, such as 0.05 for 5 %%, not %q", text)
	}
	return FeeRate(fraction), nil
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
	fee, err := gross.Proportion(int64(r), int64(maxFeeRate))
	if err != nil {
		return Charge{}, fmt.Errorf("taking a fee of %s: %w", r, err)
	}
	return Charge{Gross: gross, Fee: fee, Net: gross - fee}, nil
}

// GrossFor returns the smallest whole-cent gross that leaves at least net after the fee.
func (r FeeRate) GrossFor(net Amount) (Amount, error) {
	low, high := net, net
	for { // double until it suffices, so that no division by a rounded rate is needed
		charge, err := r.Of(high)
		if err != nil {
			return 0, err
		}
		if charge.Net >= net {
			break
		}
		high, err = high.Mul(2)
		if err != nil {
			return 0, err
		}
	}
	for low < high {
		middle := low + (high-low)/2
		charge, err := r.Of(middle)
		if err != nil {
			return 0, err
		}
		if charge.Net >= net {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return high.CeilCents()
}
