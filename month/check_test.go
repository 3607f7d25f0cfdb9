package month_test

import (
	"errors"
	"testing"

	"obolus/money"
	"obolus/month"

	"pgregory.net/rapid"
)

func TestR15_CheckAgrees(t *testing.T) { rapid.Check(t, checkAgrees) }
func FuzzR15_CheckAgrees(f *testing.F) { fuzz(f, checkAgrees) }

// checkAgrees: whatever Close divides, Check finds nothing wrong with, in any order of recipients.
func checkAgrees(t *rapid.T) {
	in := drawMonth(t, ordinary)
	settlements, earnings := mustClose(t, in)
	earnings = rapid.Permutation(earnings).Draw(t, "earnings")
	err := month.Check(in.Supporters, in.Teams, settlements, earnings)
	if err != nil {
		t.Fatal(err)
	}
}

func TestR15_CheckRefuses(t *testing.T) { rapid.Check(t, checkRefuses) }
func FuzzR15_CheckRefuses(f *testing.F) { fuzz(f, checkRefuses) }

// checkRefuses: a drawn month with one drawn figure off by a drawn number is found out.
func checkRefuses(t *rapid.T) {
	in := drawMonth(t, ordinary)
	settlements, earnings := mustClose(t, in)
	var figures []*int64
	for i := range settlements {
		s := &settlements[i]
		figures = append(figures, &s.Supporter, (*int64)(&s.Budget), (*int64)(&s.Funds), &s.Clicks, &s.Weights, (*int64)(&s.Share))
	}
	for i := range earnings {
		e := &earnings[i]
		figures = append(figures, &e.Recipient, (*int64)(&e.Amount), &e.Clicks)
	}
	if len(figures) == 0 {
		t.Skip("an empty month has no figure to be wrong")
	}
	i := rapid.IntRange(0, len(figures)-1).Draw(t, "figure")
	by := rapid.OneOf(rapid.SampledFrom([]int64{-1, 1}), rapid.Int64().Filter(func(n int64) bool { return n != 0 })).Draw(t, "by")
	*figures[i] += by // a wrap is one more wrong figure
	err := month.Check(in.Supporters, in.Teams, settlements, earnings)
	if !errors.Is(err, month.ErrDisagree) {
		t.Fatalf("figure %d off by %d is not found: %v", i, by, err)
	}
}

// tampered is a month in which each kind of tampering has something to take hold of: a remainder, funds
// below the budget, weights, a team with a rest, somebody without clicks, clicks worth nothing.
func tampered() input {
	plain := func(recipients ...int64) []month.Click {
		clicks := make([]month.Click, 0, len(recipients))
		for _, recipient := range recipients {
			clicks = append(clicks, month.Click{Recipient: recipient, Weight: 1})
		}
		return clicks
	}
	return input{
		Teams: month.Teams{firstTeam: {{Recipient: 1, Weight: 2}, {Recipient: 2, Weight: 1}, {Recipient: 3, Weight: 4}}},
		Supporters: []month.Supporter{
			{ID: 1, Budget: 9 * money.Unit, Funds: 50 * money.Unit, Clicks: plain(1, 2, firstTeam)},
			{ID: 2, Budget: 5 * money.Unit, Funds: 3 * money.Unit, Clicks: []month.Click{{Recipient: 2, Weight: 3}, {Recipient: 3, Weight: 1}, {Recipient: 4, Weight: 3}}},
			{ID: 3, Budget: 2 * money.Unit, Funds: 2 * money.Unit},
			{ID: 4, Budget: 2 * money.Unit, Funds: 4 * money.Unit, Clicks: plain(1, 2, 3, 4, 5, 6, firstTeam)},
			{ID: 5, Budget: 1, Funds: money.Unit, Clicks: plain(6, 9)},
		},
	}
}

// TestCheck_LeavesOutNothing: one supporter's clicks cannot be checked against another's settlement,
// and a month without anybody is as it should be.
func TestCheck_LeavesOutNothing(t *testing.T) {
	err := month.Check(nil, nil, nil, nil)
	if err != nil {
		t.Errorf("an empty month: %v", err)
	}
	in := tampered()
	settlements, earnings, err := month.Close(in.Supporters, in.Teams)
	if err != nil {
		t.Fatal(err)
	}
	for i := range in.Supporters {
		left := append(append([]month.Supporter{}, in.Supporters[:i]...), in.Supporters[i+1:]...)
		err = month.Check(left, in.Teams, settlements, earnings)
		if !errors.Is(err, month.ErrDisagree) {
			t.Errorf("supporter %d is left out: %v", in.Supporters[i].ID, err)
		}
	}
}

// TestCheck_RefusesWrongInput: Check does not trust the months it is shown more than Close does, for
// verify hands it what a database holds.
func TestCheck_RefusesWrongInput(t *testing.T) {
	one := month.Settlement{Supporter: 1, Budget: 10, Funds: 10, Clicks: 2, Weights: 1, Share: 10}
	tests := []struct {
		name        string
		supporters  []month.Supporter
		team        month.Team
		settlements []month.Settlement
		earnings    []month.Earning
	}{
		{"a negative weight makes one click worth more than all",
			[]month.Supporter{{ID: 1, Budget: 10, Funds: 10, Clicks: []month.Click{{Recipient: 1, Weight: 2}, {Recipient: 2, Weight: -1}}}}, nil,
			[]month.Settlement{one}, []month.Earning{{Recipient: 1, Amount: 20, Clicks: 1}, {Recipient: 2, Amount: -10, Clicks: 1}}},
		{"a negative budget", []month.Supporter{{ID: 1, Budget: -5, Funds: 10}}, nil,
			[]month.Settlement{{Supporter: 1, Budget: -5, Funds: 10}}, nil},
		{"a click that weighs nothing",
			[]month.Supporter{{ID: 1, Budget: 10, Funds: 10, Clicks: []month.Click{{Recipient: 1, Weight: 1}, {Recipient: 2}}}}, nil,
			[]month.Settlement{{Supporter: 1, Budget: 10, Funds: 10, Clicks: 2, Weights: 1, Share: 10}}, []month.Earning{{Recipient: 1, Amount: 10, Clicks: 1}, {Recipient: 2, Clicks: 1}}},
		{"a click that weighs more than the largest",
			[]month.Supporter{{ID: 1, Clicks: []month.Click{{Recipient: 1, Weight: month.MaxWeight + 1}}}}, nil,
			[]month.Settlement{{Supporter: 1, Clicks: 1, Weights: month.MaxWeight + 1}}, []month.Earning{{Recipient: 1, Clicks: 1}}},
		{"a team of nobody",
			[]month.Supporter{{ID: 1, Budget: 10, Funds: 10, Clicks: []month.Click{{Recipient: firstTeam, Weight: 1}}}}, month.Team{},
			[]month.Settlement{{Supporter: 1, Budget: 10, Funds: 10, Clicks: 1, Weights: 1, Share: 10}}, nil},
		{"a team in a team",
			[]month.Supporter{{ID: 1, Budget: 10, Funds: 10, Clicks: []month.Click{{Recipient: firstTeam, Weight: 1}}}}, month.Team{{Recipient: firstTeam, Weight: 1}},
			[]month.Settlement{{Supporter: 1, Budget: 10, Funds: 10, Clicks: 1, Weights: 1, Share: 10}}, []month.Earning{{Recipient: firstTeam, Amount: 10, Clicks: 1}}},
		{"a team with a negative member",
			[]month.Supporter{{ID: 1, Budget: 10, Funds: 10, Clicks: []month.Click{{Recipient: firstTeam, Weight: 1}}}}, month.Team{{Recipient: 1, Weight: 2}, {Recipient: 2, Weight: -1}},
			[]month.Settlement{{Supporter: 1, Budget: 10, Funds: 10, Clicks: 1, Weights: 1, Share: 10}}, []month.Earning{{Recipient: 1, Amount: 20, Clicks: 1}, {Recipient: 2, Amount: -10, Clicks: 1}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			err := month.Check(test.supporters, month.Teams{firstTeam: test.team}, test.settlements, test.earnings)
			if !errors.Is(err, month.ErrDisagree) {
				t.Errorf("%v", err)
			}
		})
	}
}
