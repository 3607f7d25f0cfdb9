package month_test

import (
	"errors"
	"slices"
	"testing"

	"obolus/money"
	"obolus/month"
)

// TestR15_CheckFindsTampering changes a right result in each way that would pay somebody, and in some
// that would not; none may pass. The entries of tampered's month: settlements of supporters 1 to 5,
// earnings of recipients 1, 2, 3, 4, 5, 6 and 9 in this order.
func TestR15_CheckFindsTampering(t *testing.T) {
	type books struct {
		settlements []month.Settlement
		earnings    []month.Earning
	}
	tests := []struct {
		name   string
		tamper func(b *books)
	}{
		{"one millionth moved from one recipient to another", func(b *books) { b.earnings[0].Amount--; b.earnings[1].Amount++ }},
		{"all of one recipient moved to another", func(b *books) { b.earnings[4].Amount += b.earnings[3].Amount; b.earnings[3].Amount = 0 }},
		{"two recipients exchanged", func(b *books) {
			b.earnings[0].Recipient, b.earnings[1].Recipient = b.earnings[1].Recipient, b.earnings[0].Recipient
		}},
		{"one millionth out of nothing", func(b *books) { b.earnings[2].Amount++ }},
		{"one millionth lost", func(b *books) { b.earnings[2].Amount-- }},
		{"less than nothing for one who is due nothing", func(b *books) { b.earnings[6].Amount = -1; b.earnings[0].Amount++ }},
		{"a remainder paid out to one who is due nothing", func(b *books) { b.earnings[6].Amount = b.settlements[3].Kept() }},
		{"a recipient dropped", func(b *books) { b.earnings = slices.Delete(b.earnings, 3, 4) }},
		{"a recipient who is due nothing dropped", func(b *books) { b.earnings = slices.Delete(b.earnings, 6, 7) }},
		{"a recipient twice", func(b *books) { b.earnings = append(b.earnings, b.earnings[0]) }},
		{"a recipient who is due nothing twice", func(b *books) { b.earnings = append(b.earnings, b.earnings[6]) }},
		{"a recipient in two halves", func(b *books) {
			half := b.earnings[0]
			half.Amount /= 2
			b.earnings[0].Amount -= half.Amount
			b.earnings = append(b.earnings, half)
		}},
		{"a recipient too many", func(b *books) { b.earnings = append(b.earnings, month.Earning{Recipient: 77, Amount: 1, Clicks: 1}) }},
		{"a recipient too many who gets nothing", func(b *books) { b.earnings = append(b.earnings, month.Earning{Recipient: 77}) }},
		{"a team paid instead of a member", func(b *books) { b.earnings[2].Recipient = firstTeam }},
		{"no recipients", func(b *books) { b.earnings = nil }},
		{"a click more for a recipient", func(b *books) { b.earnings[1].Clicks++ }},
		{"a click less for a recipient", func(b *books) { b.earnings[1].Clicks-- }},
		{"a share one too high", func(b *books) { b.settlements[0].Share++ }},
		{"a share one too low", func(b *books) { b.settlements[0].Share-- }},
		{"a negative share", func(b *books) { b.settlements[0].Share = -b.settlements[0].Share }},
		{"a share for no clicks", func(b *books) { b.settlements[2].Share = 1 }},
		{"a click too many", func(b *books) { b.settlements[3].Clicks++ }},
		{"a click too few", func(b *books) { b.settlements[3].Clicks-- }},
		{"a weight too many", func(b *books) { b.settlements[1].Weights++ }},
		{"a weight too few", func(b *books) { b.settlements[1].Weights-- }},
		{"wrong funds below the budget", func(b *books) { b.settlements[1].Funds++ }},
		{"wrong funds above the budget", func(b *books) { b.settlements[0].Funds++ }},
		{"a wrong budget above the funds", func(b *books) { b.settlements[1].Budget-- }},
		{"a wrong budget of one without clicks", func(b *books) { b.settlements[2].Budget-- }},
		{"another supporter", func(b *books) { b.settlements[0].Supporter = 6 }},
		{"two supporters exchanged", func(b *books) { b.settlements[0], b.settlements[1] = b.settlements[1], b.settlements[0] }},
		{"a supporter dropped", func(b *books) { b.settlements = b.settlements[:4] }},
		{"a supporter twice", func(b *books) { b.settlements = append(b.settlements, b.settlements[0]) }},
		{"no settlements", func(b *books) { b.settlements = nil }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			in := tampered()
			settlements, earnings, err := month.Close(in.Supporters, in.Teams)
			if err != nil {
				t.Fatal(err)
			}
			err = month.Check(in.Supporters, in.Teams, settlements, earnings)
			if err != nil {
				t.Fatalf("untouched: %v", err)
			}
			b := books{settlements, earnings}
			test.tamper(&b)
			err = month.Check(in.Supporters, in.Teams, b.settlements, b.earnings)
			if !errors.Is(err, month.ErrDisagree) {
				t.Errorf("not found: %v", err)
			}
		})
	}
}

// TestR15_CheckFindsOneWrongShareEverywhere: a share that is wrong in the settlement and in everything
// that follows from it adds up; it is found because another share would have been right.
func TestR15_CheckFindsOneWrongShareEverywhere(t *testing.T) {
	for _, off := range []money.Amount{-1, +1} {
		in, lie := tampered(), tampered()   // she keeps nothing, so one less keeps exactly one for each click
		lie.Supporters[0].Budget += 3 * off // three clicks, so the share is off by one
		settlements, earnings, err := month.Close(lie.Supporters, lie.Teams)
		if err != nil {
			t.Fatal(err)
		}
		settlements[0].Budget = in.Supporters[0].Budget
		err = month.Check(in.Supporters, in.Teams, settlements, earnings)
		if !errors.Is(err, month.ErrDisagree) {
			t.Errorf("a share off by %d: %v", off, err)
		}
	}
}

// TestR15_CheckFindsRepetition: a supporter who is named twice would give twice, and all would add up.
func TestR15_CheckFindsRepetition(t *testing.T) {
	s := month.Supporter{ID: 1, Budget: 10, Funds: 10, Clicks: []month.Click{{Recipient: 1, Weight: 1}}}
	settled := month.Settlement{Supporter: 1, Budget: 10, Funds: 10, Clicks: 1, Weights: 1, Share: 10}
	err := month.Check([]month.Supporter{s, s}, nil, []month.Settlement{settled, settled}, []month.Earning{{Recipient: 1, Amount: 20, Clicks: 2}})
	if !errors.Is(err, month.ErrDisagree) {
		t.Errorf("not found: %v", err)
	}
}
