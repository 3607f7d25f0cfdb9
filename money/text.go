package money

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// ErrSyntax is returned for a text that is not a decimal amount with at most six decimals.
var ErrSyntax = errors.New(`an amount is written like 12, 12.5 or 12.345678: digits without a leading zero, one point, at most six decimals`)

// Parse reads "12", "12.5" or "-0.000001": a point, at most six decimals, no exponent, no blanks, no
// leading zeros and no minus nothing, so that the whole part has one spelling. It returns ErrSyntax
// or ErrOverflow, whose messages do not repeat the text.
func Parse(text string) (Amount, error) {
	digits, negative := strings.CutPrefix(text, "-")
	whole, fraction, pointed := strings.Cut(digits, ".")
	bad := whole == "" || pointed && fraction == "" || len(fraction) > 6 || !isDigits(whole) || !isDigits(fraction)
	if bad || len(whole) > 1 && whole[0] == '0' {
		return 0, ErrSyntax
	}
	sign := ""
	if negative {
		sign = "-"
	}
	value, err := strconv.ParseInt(sign+whole+fraction+"000000"[len(fraction):], 10, 64)
	switch {
	case err != nil:
		return 0, ErrOverflow
	case negative && value == 0:
		return 0, ErrSyntax
	}
	return Amount(value), nil
}

// String writes all six decimals: "0.500000". Programs read this form.
func (a Amount) String() string {
	sign := ""
	if a < 0 {
		sign = "-"
	}
	m := magnitude(int64(a))
	return fmt.Sprintf("%s%d.%06d", sign, m/uint64(Unit), m%uint64(Unit))
}

// Cents writes two decimals for people, "1.67", rounded to the nearest cent and half a cent away from
// zero. What can be paid out is whole cents anyway (R1), so nothing is promised by the rounding.
func (a Amount) Cents() string {
	cents := (magnitude(int64(a)) + uint64(Cent)/2) / uint64(Cent)
	sign := ""
	if a < 0 && cents > 0 {
		sign = "-"
	}
	return fmt.Sprintf("%s%d.%02d", sign, cents/100, cents%100)
}

// WholeCents tells whether the amount can enter or leave (R1).
func (a Amount) WholeCents() bool { return a%Cent == 0 }

// CeilCents returns the smallest whole-cent amount that is at least a, or ErrOverflow.
func (a Amount) CeilCents() (Amount, error) {
	towardsZero := a - a%Cent
	if a <= towardsZero {
		return towardsZero, nil
	}
	return towardsZero.Add(Cent)
}

// MarshalJSON writes a decimal string, because a JSON number is a float to most readers.
func (a Amount) MarshalJSON() ([]byte, error) { return json.Marshal(a.String()) }

// UnmarshalJSON reads a decimal string only; null is no amount. After an error *a is as before.
func (a *Amount) UnmarshalJSON(data []byte) error {
	var text string
	err := json.Unmarshal(data, &text)
	if err != nil {
		return fmt.Errorf("an amount is a string such as %q: %w", "5.000000", err)
	}
	amount, err := Parse(text)
	if err != nil {
		return err
	}
	*a = amount
	return nil
}

func isDigits(text string) bool {
	return strings.Trim(text, "0123456789") == ""
}
