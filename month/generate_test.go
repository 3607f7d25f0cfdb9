package month_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"obolus/money"
	"obolus/month"

	"pgregory.net/rapid"
)

// input is a whole month before its end.
type input struct {
	Supporters []month.Supporter
	Teams      month.Teams
}

// The recipients of drawn months: single ones from 1, teams from firstTeam.
const (
	recipients = 6
	firstTeam  = 100
)

// purses are budgets and funds as they are, and as nobody hopes them to be. Six supporters that draw
// from ordinary cannot overflow together.
var (
	ordinary = rapid.Map(rapid.OneOf(
		rapid.Int64Range(0, 20),
		rapid.SampledFrom([]int64{2_000_000, 5_000_000, 10_000_000, 20_000_000, 100_000_000}),
		rapid.Int64Range(0, 100_000_000),
		rapid.Int64Range(math.MaxInt64/6-10, math.MaxInt64/6),
	), func(n int64) money.Amount { return money.Amount(n) })
	huge = rapid.Map(rapid.OneOf(
		rapid.Int64Range(0, math.MaxInt64),
		rapid.Int64Range(math.MaxInt64-10, math.MaxInt64),
	), func(n int64) money.Amount { return money.Amount(n) })
)

// weight is mostly 1, as clicks are.
var weight = rapid.OneOf(rapid.Just(int64(1)), rapid.Int64Range(1, 7), rapid.Int64Range(1, month.MaxWeight))

// drawMonth draws up to six supporters with up to twelve clicks, some on teams.
func drawMonth(t *rapid.T, purse *rapid.Generator[money.Amount]) input {
	in := input{Teams: month.Teams{}}
	for i := range rapid.IntRange(0, 3).Draw(t, "teams") {
		in.Teams[firstTeam+int64(i)] = drawTeam(t)
	}
	for i := range rapid.IntRange(0, 6).Draw(t, "supporters") {
		s := month.Supporter{ID: int64(i + 1), Budget: purse.Draw(t, "budget"), Funds: purse.Draw(t, "funds")}
		for range rapid.IntRange(0, 12).Draw(t, "clicks") {
			recipient := rapid.Int64Range(1, recipients+int64(len(in.Teams))).Draw(t, "recipient")
			if recipient > recipients {
				recipient += firstTeam - recipients - 1
			}
			s.Clicks = append(s.Clicks, month.Click{Recipient: recipient, Weight: weight.Draw(t, "weight")})
		}
		in.Supporters = append(in.Supporters, s)
	}
	return in
}

// drawTeam draws one to four different members; with one it must be like no team at all.
func drawTeam(t *rapid.T) month.Team {
	numbers := rapid.SliceOfNDistinct(rapid.Int64Range(1, recipients), 1, 4, rapid.ID[int64]).Draw(t, "members")
	team := make(month.Team, 0, len(numbers))
	for _, recipient := range numbers {
		team = append(team, month.Member{Recipient: recipient, Weight: weight.Draw(t, "share")})
	}
	return team
}

// fuzz looks for draws that break the property. It starts from long inputs, because rapid passes over
// an input that ends before the month is drawn, and the fuzzer is slow to find that out. Run it with
// -fuzzminimizetime 1x: by default it spends nearly all its time on making such inputs shorter.
func fuzz(f *testing.F, property func(*rapid.T)) {
	random := rand.NewChaCha8([32]byte{})
	for range 8 {
		input := make([]byte, 8<<10)
		_, err := random.Read(input)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(input)
	}
	f.Fuzz(rapid.MakeFuzz(property))
}
