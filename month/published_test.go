package month_test

import (
	"errors"
	"math"
	"testing"

	"obolus/money"
	"obolus/month"
)

// TestR2_Published holds the close against what was published of the model while it ran (the sources
// are named in DESIGN.md), fees left aside, and against the ends of the scale. Published figures are
// rounded to the nearest cent where ours are exact.
func TestR2_Published(t *testing.T) {
	tests := []struct {
		name      string
		budget    money.Amount
		clicks    int
		share     money.Amount
		kept      money.Amount
		published money.Amount // each click, in whole cents; 0 where nobody published it
	}{
		{"20 EUR over 20 clicks", 20 * money.Unit, 20, 1_000_000, 0, money.Unit},
		{"10 EUR over 20 clicks", 10 * money.Unit, 20, 500_000, 0, 50 * money.Cent},
		{"5 EUR over 1 click", 5 * money.Unit, 1, 5_000_000, 0, 5 * money.Unit},
		{"5 EUR over 2 clicks", 5 * money.Unit, 2, 2_500_000, 0, 250 * money.Cent},
		{"5 EUR over 3 clicks", 5 * money.Unit, 3, 1_666_666, 2, 167 * money.Cent},
		{"2 EUR over 50 clicks", 2 * money.Unit, 50, 40_000, 0, 4 * money.Cent},
		{"2 EUR over 10,000 clicks", 2 * money.Unit, 10_000, 200, 0, 0},
		{"2 EUR over 9,999 clicks", 2 * money.Unit, 9_999, 200, 200, 0},
		{"a cent over more clicks than it has millionths", money.Cent, 10_001, 0, money.Cent, 0},
		{"one millionth for one click", 1, 1, 1, 0, 0},
		{"one millionth for two clicks", 1, 2, 0, 1, 0},
		{"all there is for one click", math.MaxInt64, 1, math.MaxInt64, 0, 0},
		{"all there is for two clicks", math.MaxInt64, 2, math.MaxInt64 / 2, 1, 0},
		{"nothing clicked, nothing taken (R4)", 20 * money.Unit, 0, 0, 20 * money.Unit, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			clicks := make([]month.Click, test.clicks)
			for i := range clicks {
				clicks[i] = month.Click{Recipient: int64(i % 7), Weight: 1}
			}
			supporters := []month.Supporter{{ID: 1, Budget: test.budget, Funds: math.MaxInt64, Clicks: clicks}}
			settlements, earnings, err := month.Close(supporters, nil)
			if err != nil {
				t.Fatal(err)
			}
			got := settlements[0]
			if got.Share != test.share || got.Kept() != test.kept || got.Spent() != test.budget-test.kept {
				t.Errorf("%s each, %s kept of %s; want %s and %s", got.Share, got.Kept(), test.budget, test.share, test.kept)
			}
			if off := got.Share - test.published; test.published != 0 && (2*off > money.Cent || 2*off < -money.Cent) {
				t.Errorf("%s each, published were %s", got.Share, test.published.Cents())
			}
			err = month.Check(supporters, nil, settlements, earnings)
			if err != nil {
				t.Error(err)
			}
		})
	}
}

// TestR2_FundsBelowTheBudget: what is there is divided, be the budget what it may, and the other way
// round; without funds every click counts and is worth nothing.
func TestR2_FundsBelowTheBudget(t *testing.T) {
	for _, test := range []struct{ budget, funds, share money.Amount }{
		{20 * money.Unit, 5 * money.Unit, 1_250_000},
		{5 * money.Unit, 20 * money.Unit, 1_250_000},
		{5 * money.Unit, 5 * money.Unit, 1_250_000},
		{5 * money.Unit, 3, 0},
		{5 * money.Unit, 0, 0},
		{0, 5 * money.Unit, 0},
	} {
		clicks := []month.Click{{Recipient: 1, Weight: 1}, {Recipient: 2, Weight: 3}}
		settlements, earnings, err := month.Close([]month.Supporter{{ID: 1, Budget: test.budget, Funds: test.funds, Clicks: clicks}}, nil)
		want := []month.Earning{{Recipient: 1, Amount: test.share, Clicks: 1}, {Recipient: 2, Amount: 3 * test.share, Clicks: 1}}
		if err != nil || settlements[0].Share != test.share || len(earnings) != 2 || earnings[0] != want[0] || earnings[1] != want[1] {
			t.Errorf("%s of %s: %+v, %+v, %v", test.budget, test.funds, settlements, earnings, err)
		}
	}
}

// TestR1_OverflowIsAnError: two supporters who give all there is cannot both give it to one recipient,
// not even in a team; to two recipients they can.
func TestR1_OverflowIsAnError(t *testing.T) {
	giving := func(id, recipient int64) month.Supporter {
		return month.Supporter{ID: id, Budget: money.Max, Funds: money.Max, Clicks: []month.Click{{Recipient: recipient, Weight: month.MaxWeight}}}
	}
	teams := month.Teams{firstTeam: {{Recipient: 1, Weight: 1}}}
	for _, recipient := range []int64{1, firstTeam} {
		_, _, err := month.Close([]month.Supporter{giving(1, 1), giving(2, recipient)}, teams)
		if !errors.Is(err, money.ErrOverflow) {
			t.Errorf("twice all there is for recipient %d: %v", recipient, err)
		}
	}
	settlements, earnings, err := month.Close([]month.Supporter{giving(1, 1), giving(2, 2)}, teams)
	if err != nil || len(earnings) != 2 || settlements[0].Spent() != earnings[0].Amount || settlements[0].Kept() >= month.MaxWeight {
		t.Errorf("%+v, %+v, %v", settlements, earnings, err)
	}
}
