package main

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

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

// plainly says in our words what kong says in its own: that a number is an unknown flag, and that the end of
// the line is no value. A database's address where none belongs is not repeated: it can hold a password.
func plainly(args []string, err error) error {
	if err == nil {
		return nil
	}
	for _, arg := range args {
		scheme, rest, _ := strings.Cut(arg, "://")
		if strings.Contains(rest, "@") && strings.Contains(err.Error(), scheme+"://") {
			return fmt.Errorf("a database is named with --db or OBOLUS_DB%s", helpFor(err))
		}
	}
	flag, _, found := strings.Cut(err.Error(), ": expected ")
	if found && strings.HasSuffix(err.Error(), "(<EOL>)") {
		return fmt.Errorf("%s: a value must follow%s", flag, helpFor(err))
	}
	for _, arg := range args {
		if arg == "--" { // what follows is no flag, and is understood
			break
		}
		if belowZero.MatchString(arg) {
			return fmt.Errorf("an amount or a number may not be negative: %s%s", arg, helpFor(err))
		}
	}
	return err
}

// length is how many lines a list has at most.
type length int

// UnmarshalText reads a number from 1 on.
func (l *length) UnmarshalText(text []byte) error {
	n, err := strconv.Atoi(string(text))
	if err != nil || n < 1 {
		return fmt.Errorf("a list has at least one line, not %s", text)
	}
	*l = length(n)
	return nil
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
