package month_test

import (
	"errors"
	"testing"

	"obolus/money"
	"obolus/month"

	"pgregory.net/rapid"
)

func TestR12_SumsAreKept(t *testing.T) { rapid.Check(t, sumsAreKept) }
func FuzzR12_SumsAreKept(f *testing.F) { fuzz(f, sumsAreKept) }

// sumsAreKept: what leaves the funds arrives at the recipients, to the millionth, and nobody gets
// less than nothing; so the month's pot ends at zero (R12).
func sumsAreKept(t *rapid.T) {
	settlements, earnings := mustClose(t, drawMonth(t, ordinary))
	var spent, received money.Amount
	for _, s := range settlements {
		spent += s.Spent()
	}
	for _, e := range earnings {
		if e.Amount < 0 || e.Clicks < 1 {
			t.Fatalf("%+v", e)
		}
		if e.Recipient >= firstTeam {
			t.Fatalf("the money of %+v is with a team and not with its members", e)
		}
		received += e.Amount
	}
	if spent != received {
		t.Fatalf("%s spent, %s received", spent, received)
	}
}

func TestR3_FirstNamedGetsTheRest(t *testing.T) { rapid.Check(t, firstNamedGetsTheRest) }
func FuzzR3_FirstNamedGetsTheRest(f *testing.F) { fuzz(f, firstNamedGetsTheRest) }

// firstNamedGetsTheRest: every member gets the floor of its part, the first named also what remains,
// fewer millionths than there are members; together they get all of it (R3).
func firstNamedGetsTheRest(t *rapid.T) {
	team := drawTeam(t)
	worth := huge.Draw(t, "worth")
	parts, err := team.Split(worth)
	if err != nil {
		t.Fatal(err)
	}
	var weights int64
	for _, member := range team {
		weights += member.Weight
	}
	rest := worth
	for i, member := range team {
		floor, err := worth.Proportion(member.Weight, weights)
		if err != nil {
			t.Fatal(err)
		}
		rest -= parts[i]
		extra := parts[i] - floor
		if i > 0 && extra != 0 || extra < 0 || extra >= money.Amount(len(team)) {
			t.Fatalf("member %d of %v gets %s of %s; the floor is %s", i, team, parts[i], worth, floor)
		}
	}
	if rest != 0 {
		t.Fatalf("%v leave %s of %s", team, rest, worth)
	}
}

// TestR3_Split: the published wording in figures.
func TestR3_Split(t *testing.T) {
	tests := []struct {
		name    string
		worth   money.Amount
		weights []int64
		want    []money.Amount
	}{
		{"two equal", 10, []int64{1, 1}, []money.Amount{5, 5}},
		{"the odd millionth goes to the first named", 11, []int64{1, 1}, []money.Amount{6, 5}},
		{"two millionths remain of three equal", 11, []int64{1, 1, 1}, []money.Amount{5, 3, 3}},
		{"the first named gets it though its weight is least", 10, []int64{1, 6, 5}, []money.Amount{1, 5, 4}},
		{"two of three", 1_000_000, []int64{2, 1}, []money.Amount{666_667, 333_333}},
		{"one millionth among many", 1, []int64{1, 1, 1, 1}, []money.Amount{1, 0, 0, 0}},
		{"nothing", 0, []int64{3, 4}, []money.Amount{0, 0}},
		{"a team of one", 7, []int64{9}, []money.Amount{7}},
		{"all there is", money.Max, []int64{1, 1}, []money.Amount{money.Max/2 + 1, money.Max / 2}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			team := make(month.Team, len(test.weights))
			for i, w := range test.weights {
				team[i] = month.Member{Recipient: int64(i + 1), Weight: w}
			}
			got, err := team.Split(test.worth)
			for i := range test.want {
				if err != nil || len(got) != len(test.want) || got[i] != test.want[i] {
					t.Fatalf("%v, %v; want %v", got, err, test.want)
				}
			}
		})
	}
}

// TestClose_Refuses input that only a mistake can make, before it becomes anybody's money.
func TestClose_Refuses(t *testing.T) {
	on := func(clicks ...month.Click) []month.Supporter {
		return []month.Supporter{{ID: 1, Budget: 100, Funds: 100, Clicks: clicks}}
	}
	plain := month.Click{Recipient: 1, Weight: 1}
	team := month.Click{Recipient: firstTeam, Weight: 1}
	tests := []struct {
		name       string
		supporters []month.Supporter
		team       month.Team
	}{
		{"a negative budget", []month.Supporter{{ID: 1, Budget: -1, Funds: 100}}, nil},
		{"negative funds", []month.Supporter{{ID: 1, Budget: 100, Funds: -1, Clicks: []month.Click{plain}}}, nil},
		{"a weight of nothing", on(plain, month.Click{Recipient: 1}), nil},
		{"a negative weight", on(plain, plain, month.Click{Recipient: 2, Weight: -1}), nil},
		{"a weight beyond the largest", on(month.Click{Recipient: 1, Weight: month.MaxWeight + 1}), nil},
		{"a supporter who gives twice", append(on(plain), on(plain)...), nil},
		{"a team of nobody", on(team), month.Team{}},
		{"a member of no weight", on(team), month.Team{{Recipient: 1, Weight: 1}, {Recipient: 2}}},
		{"a member of negative weight", on(team), month.Team{{Recipient: 1, Weight: 5}, {Recipient: 2, Weight: -4}}},
		{"a member beyond the largest weight", on(team), month.Team{{Recipient: 1, Weight: month.MaxWeight + 1}}},
		{"a team in a team", on(team), month.Team{{Recipient: 1, Weight: 1}, {Recipient: firstTeam, Weight: 1}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			settlements, earnings, err := month.Close(test.supporters, month.Teams{firstTeam: test.team})
			if err == nil || settlements != nil || earnings != nil {
				t.Errorf("%+v, %+v, %v; want an error and nothing else", settlements, earnings, err)
			}
		})
	}
	_, err := month.Team{{Recipient: 1, Weight: 1}}.Split(-1)
	if err == nil || errors.Is(err, money.ErrOverflow) {
		t.Errorf("a debt was split: %v", err)
	}
}
