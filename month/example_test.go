package month_test

import (
	"fmt"

	"obolus/money"
	"obolus/month"
)

// Alice gives 10 EUR and clicked three times, Bob has only 1.50 EUR left of his 2 and clicked once. The
// song that both liked is by two people (team 9), who agreed on two parts and one.
func ExampleClose() {
	const song, singer, drummer, blog = 9, 1, 2, 3
	teams := month.Teams{song: {{Recipient: singer, Weight: 2}, {Recipient: drummer, Weight: 1}}}
	supporters := []month.Supporter{
		{ID: 1, Budget: 10 * money.Unit, Funds: 40 * money.Unit, Clicks: []month.Click{
			{Recipient: song, Weight: 1}, {Recipient: blog, Weight: 1}, {Recipient: blog, Weight: 1}}},
		{ID: 2, Budget: 2 * money.Unit, Funds: 1_500_000, Clicks: []month.Click{{Recipient: song, Weight: 1}}},
	}
	settlements, earnings, err := month.Close(supporters, teams)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range settlements {
		fmt.Printf("supporter %d: %d clicks of %s, %s spent, %s kept\n", s.Supporter, s.Clicks, s.Share, s.Spent(), s.Kept())
	}
	for _, e := range earnings {
		fmt.Printf("recipient %d: %s from %d clicks\n", e.Recipient, e.Amount, e.Clicks)
	}
	fmt.Println("checked:", month.Check(supporters, teams, settlements, earnings) == nil)
	// Output:
	// supporter 1: 3 clicks of 3.333333, 9.999999 spent, 0.000001 kept
	// supporter 2: 1 clicks of 1.500000, 1.500000 spent, 0.000000 kept
	// recipient 1: 3.222222 from 2 clicks
	// recipient 2: 1.611111 from 2 clicks
	// recipient 3: 6.666666 from 2 clicks
	// checked: true
}

// A large month goes through a Closer and a Checker one supporter after the other, and is never in
// memory as a whole.
func ExampleCloser() {
	closer, checker := month.NewCloser(nil), month.NewChecker(nil)
	for id := range int64(1000) {
		supporter := month.Supporter{ID: id, Budget: 2 * money.Unit, Funds: 2 * money.Unit,
			Clicks: []month.Click{{Recipient: id % 2, Weight: 1}, {Recipient: 2, Weight: 3}}}
		settlement, err := closer.Add(supporter)
		if err == nil {
			err = checker.Add(supporter, settlement)
		}
		if err != nil {
			fmt.Println(err)
			return
		}
	}
	for _, e := range closer.Earnings() {
		fmt.Printf("recipient %d: %s from %d clicks\n", e.Recipient, e.Amount, e.Clicks)
	}
	fmt.Println("checked:", checker.Compare(closer.Earnings()) == nil)
	// Output:
	// recipient 0: 250.000000 from 500 clicks
	// recipient 2: 1500.000000 from 1000 clicks
	// recipient 1: 250.000000 from 500 clicks
	// checked: true
}

// Eleven millionths among three cannot be equal; the first named gets the two that remain (R3).
func ExampleTeam_Split() {
	team := month.Team{{Recipient: 1, Weight: 1}, {Recipient: 2, Weight: 1}, {Recipient: 3, Weight: 1}}
	parts, err := team.Split(11)
	fmt.Println(parts, err)
	// Output: [0.000005 0.000003 0.000003] <nil>
}
