package money_test

import (
	"fmt"

	"obolus/money"
)

// An amount is written for programs with all six decimals, and for people to the nearest cent.
func ExampleParse() {
	share, err := money.Parse("1.666666")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(share, share.Cents(), int64(share))
	// Output: 1.666666 1.67 1666666
}

// Gross, fee and net are always shown side by side (R6).
func ExampleFeeRate_Of() {
	rate, err := money.ParseFeeRate("0.05")
	if err != nil {
		fmt.Println(err)
		return
	}
	charge, err := rate.Of(20 * money.Unit)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s − %s of it, %s = %s\n", charge.Gross, rate, charge.Fee, charge.Net)
	// Output: 20.000000 − 5 % of it, 1.000000 = 19.000000
}

// What has to be paid in so that 5.00 can be given.
func ExampleFeeRate_GrossFor() {
	gross, err := money.FeeRate(50_000).GrossFor(5 * money.Unit)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(gross.Cents())
	// Output: 5.27
}
