package main

import "obolus/money"

// amount is an amount on the command line: "12.50". Kong reads it as a text.
type amount money.Amount

// UnmarshalText reads what money.Parse reads.
func (a *amount) UnmarshalText(text []byte) error {
	parsed, err := money.Parse(string(text))
	*a = amount(parsed)
	return err
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
