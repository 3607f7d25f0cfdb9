// Package money is exact arithmetic on amounts of one currency.
//
// An Amount counts millionths (10⁻⁶) of the instance's currency in an int64: about nine million
// millions of euro either way. There is no float anywhere, and an operation that would leave the
// range is an error, never a wrap (R1). Cents exist only where money enters or leaves, and on pages.
package money

import (
	"errors"
	"fmt"
	"math"
	"math/bits"
)

// Amount is a number of millionths of the instance's currency.
type Amount int64

const (
	// Unit is one whole euro (or whatever the currency is).
	Unit Amount = 1_000_000
	// Cent is the smallest amount that enters or leaves.
	Cent Amount = 10_000
	// Max is the largest Amount.
	Max Amount = math.MaxInt64
)

// ErrOverflow is returned where a result would not fit in an Amount.
var ErrOverflow = errors.New("the amount is too large to be counted")

// Add returns a+b, or ErrOverflow.
func (a Amount) Add(b Amount) (Amount, error) {
	sum := a + b
	if (sum > a) != (b > 0) {
		return 0, fmt.Errorf("adding %d and %d millionths: %w", a, b, ErrOverflow)
	}
	return sum, nil
}

// Sub returns a−b, or ErrOverflow.
func (a Amount) Sub(b Amount) (Amount, error) {
	difference := a - b
	if (difference < a) != (b > 0) {
		return 0, fmt.Errorf("taking %d from %d millionths: %w", b, a, ErrOverflow)
	}
	return difference, nil
}

// Mul returns a·n, or ErrOverflow.
func (a Amount) Mul(n int64) (Amount, error) {
	high, low := bits.Mul64(magnitude(int64(a)), magnitude(n))
	negative := (a < 0) != (n < 0)
	switch {
	case high != 0, low > math.MaxInt64 && !(negative && low == 1<<63):
		return 0, fmt.Errorf("multiplying %d millionths by %d: %w", a, n, ErrOverflow)
	case negative:
		return Amount(-low), nil
	default:
		return Amount(low), nil
	}
}

// Proportion returns floor(a·part/whole) for a ≥ 0 and 0 ≤ part ≤ whole, whole > 0; the product may
// exceed an Amount on the way. Other arguments are a mistake of the caller and give an error.
func (a Amount) Proportion(part, whole int64) (Amount, error) {
	if a < 0 || part < 0 || whole <= 0 || part > whole {
		return 0, fmt.Errorf("%d of %d parts of %d millionths cannot be taken", part, whole, a)
	}
	high, low := bits.Mul64(uint64(a), uint64(part))
	quotient, _ := bits.Div64(high, low, uint64(whole))
	return Amount(quotient), nil
}

// Sum adds amounts up, or returns ErrOverflow.
func Sum(amounts ...Amount) (Amount, error) {
	var total Amount
	for _, amount := range amounts {
		var err error
		total, err = total.Add(amount)
		if err != nil {
			return 0, err
		}
	}
	return total, nil
}

// magnitude returns |n| without the wrap of -math.MinInt64.
func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}
