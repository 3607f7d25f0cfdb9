package main

import (
	"fmt"
	"regexp"

	"obolus/money"
)

// amount is an amount on the command line: "12.50". Kong reads it as a text.
type amount money.Amount

// UnmarshalText reads what money.Parse reads, but for less than nothing: no command gives that.
func (a *amount) UnmarshalText(text []byte) error {
	parsed, err := money.Parse(string(text))
	if err == nil && parsed < 0 {
		err = fmt.Errorf("an amount may not be negative: %s", text)
	}
	*a = amount(parsed)
	return err
}

// belowZero is a negative number, which kong takes for flags.
var belowZero = regexp.MustCompile(`^-[.,]?[0-9][0-9.,]*$`)

// negative finds such a number among the arguments.
func negative(args []string) (number string, found bool) {
	for _, arg := range args {
		if arg == "--" { // what follows is no flag, and is understood
			break
		}
		if belowZero.MatchString(arg) {
			return arg, true
		}
	}
	return "", false
}

// feeRate is a fee on the command line: "0.05" is 5 %.
type feeRate money.FeeRate

// UnmarshalText reads what money.ParseFeeRate reads.
func (r *feeRate) UnmarshalText(text []byte) error {
	parsed, err := money.ParseFeeRate(string(text))
	*r = feeRate(parsed)
	return err
}

// fraction writes the rate as ParseFeeRate reads it.
func (r feeRate) fraction() string { return money.Amount(r).String() }
