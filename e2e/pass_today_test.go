package e2e_test

import (
	"fmt"
	"strings"

	"obolus"
	"obolus/client"
	"obolus/money"
)

// supports is the running month: an account, a deposit that is told twice, a budget, clicks and an undo.
func (i *instance) supports(s *server) {
	i.Helper()
	ctx := i.Context()
	i.succeed("person", "add", "Käthe")
	for range 2 {
		var d struct{ Gross, Fee, Net money.Amount }
		i.read(&d, "deposit", "käthe", "20", "--reference", "second")
		if d.Net != 19*money.Unit || d.Fee != money.Unit || d.Gross != 20*money.Unit {
			i.Errorf("the deposit is %+v", d)
		}
	}
	kaethe := s.as(i.token("Käthe"))
	_, err := kaethe.SetBudget(ctx, 5*money.Unit)
	i.must(err)
	var clicks []client.Click
	for n := range 4 {
		c, fresh, err := kaethe.Click(ctx, client.NewClick{URL: fmt.Sprintf("HTTP://www.Example.org:80/%d?utm_source=x", n)})
		i.must(err)
		again, second, err := kaethe.Click(ctx, client.NewClick{URL: fmt.Sprintf("https://www.example.org/%d", n)})
		i.must(err)
		if !fresh || second || again.ID != c.ID {
			i.Errorf("click %+v, again %+v", c, again)
		}
		clicks = append(clicks, c)
	}
	i.must(kaethe.Undo(ctx, clicks[0].ID))
	statement, err := kaethe.Statement(ctx, clicks[0].Month)
	i.must(err)
	me, err := kaethe.Me(ctx)
	i.must(err)
	if statement.Closed || len(statement.Given.Clicks) != 3 || statement.Given.Share != 1_666_666 || me.Balances.Funds != 19*money.Unit {
		i.Errorf("Käthe has %+v and stands at %+v", me, statement.Given)
	}
}

// paysOut is the creator's side: Bob asks by the API, the operator approves and pays by the command line.
func (i *instance) paysOut(s *server, m obolus.Month) {
	i.Helper()
	ctx := i.Context()
	bob := s.as(i.token("Bob"))
	totals, err := client.New(s.url, "").Month(ctx, m)
	i.must(err)
	if !totals.Closed || totals.Received != 3_333_333 || totals.Waiting != 6_666_666 {
		i.Errorf("the public numbers are %+v", totals)
	}
	earnings, err := bob.Earnings(ctx)
	i.must(err)
	ask := client.NewPayout{Rail: "bank", Key: client.NewKey()}
	payout, err := bob.AskPayout(ctx, ask)
	i.must(err)
	again, err := bob.AskPayout(ctx, ask)
	i.must(err)
	if earnings.Payable != 3_330_000 || payout.Amount != earnings.Payable || again.ID != payout.ID {
		i.Errorf("Bob can ask for %s and got %+v, again %+v", earnings.Payable, payout, again)
	}
	id := fmt.Sprint(payout.ID)
	i.refuses("payout_asked", "payout", "paid", id, "--reference", "SEPA 1")
	i.succeed("payout", "approve", id)
	i.succeed("payout", "paid", id, "--reference", "SEPA 1")
	for p, err := range bob.Payouts(ctx) {
		i.must(err)
		if p.ID != payout.ID || p.State != obolus.PayoutPaid || p.Reference != "SEPA 1" {
			i.Errorf("Bob sees %+v", p)
		}
	}
	me, err := bob.Me(ctx)
	i.must(err)
	if me.Balances.Earnings != 3_333 || me.Balances.Leaving != 0 {
		i.Errorf("Bob has %+v left", me.Balances)
	}
}

// token makes a token for the API.
func (i *instance) token(name string) string {
	i.Helper()
	return strings.TrimSpace(i.succeed("person", "token", name))
}
