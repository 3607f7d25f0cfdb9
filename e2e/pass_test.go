package e2e_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"obolus"
	"obolus/app"
	"obolus/money"
	"obolus/store"
)

// Protects the whole first pass: a supporter's money, her clicks, the close, what the creator sees of
// it and is paid, and that anyone can check it.
func TestPass_FromADepositToAPayout(t *testing.T) {
	engines(t, checked, func(t *testing.T, i *instance) {
		running := obolus.MonthOf(time.Now())
		m := running.Previous().Previous() // whose earnings may leave by now, on whatever day this runs
		i.live(m)
		i.refuses("month_running", "close", running.String())
		i.closes(m)
		i.statements(m)
		s := i.serve()
		i.supports(s)
		i.paysOut(s, m)
		s.stop()
		if v := i.verified(); v.Months < 1 || v.Clicks != 3 {
			t.Errorf("verified were %+v", v)
		}
	})
}

// live is the past month: Ada, who gives by name, gives 10 euros to three things, of which one is Bob's,
// and takes a fourth click back.
func (i *instance) live(m obolus.Month) {
	i.Helper()
	i.at(m.Start().AddDate(0, 0, 14), func(a *app.App, _ *store.DB) {
		ada, err := a.AddPerson(i.Context(), "Ada")
		i.must(err)
		bob, err := a.AddPerson(i.Context(), "Bob")
		i.must(err)
		_, err = a.SetBudget(i.Context(), ada.ID, 10*money.Unit)
		i.must(err)
		_, err = a.SetAnonymous(i.Context(), ada.ID, false)
		i.must(err)
		_, err = a.Deposit(i.Context(), app.Payment{Person: ada.ID, Provider: "test", Reference: "first", Gross: 40 * money.Unit, State: obolus.DepositCleared})
		i.must(err)
		_, err = a.Claim(i.Context(), bob.ID, "github:bob")
		i.must(err)
		var last app.Clicked
		for _, address := range []string{"https://github.com/bob/tool", "https://blog.example/1", "https://blog.example/2", "https://blog.example/3"} {
			last, err = a.Click(i.Context(), app.NewClick{Person: ada.ID, Address: address, Title: "A work; \"quoted\""})
			i.must(err)
		}
		i.must(a.Undo(i.Context(), ada.ID, last.Click.ID))
	})
}

// refuses runs a command that has to fail with a code.
func (i *instance) refuses(code string, args ...string) {
	i.Helper()
	r := i.run(append(args, "--json")...)
	if r.code != 1 || !strings.Contains(r.stdout, `"code":"`+code+`"`) {
		i.Errorf("obolus %s: exit %d, %s%s; want exit 1 and %s", strings.Join(args, " "), r.code, r.stdout, r.stderr, code)
	}
}

// closed is what obolus close --json says.
type closed struct {
	AlreadyClosed          bool `json:"already_closed"`
	DryRun                 bool `json:"dry_run"`
	Supporters, Recipients int64
	Clicks                 int64
	Spent, Fee             money.Amount
	ToPeople               money.Amount `json:"to_people"`
	ToEscrow               money.Amount `json:"to_escrow"`
	ClosedAt               *string      `json:"closed_at"`
}

func (i *instance) closes(m obolus.Month) {
	i.Helper()
	var dry, real, again closed
	i.read(&dry, "close", m.String(), "--dry-run")
	i.read(&real, "close", m.String())
	i.read(&again, "close", m.String())
	if !dry.DryRun || dry.AlreadyClosed || real.DryRun || real.AlreadyClosed || !again.AlreadyClosed || *again.ClosedAt != *real.ClosedAt {
		i.Errorf("the dry run said %+v, the close %+v, the second one %+v", dry, real, again)
	}
	if real.Clicks != 3 || real.Spent != 9_999_999 || real.ToPeople != 3_333_333 || real.ToEscrow != 6_666_666 || dry.Spent != real.Spent {
		i.Errorf("the close divided %+v", real)
	}
	i.verified()
}

func (i *instance) statements(m obolus.Month) {
	i.Helper()
	var ada, bob struct {
		Closed    bool
		Supporter struct {
			Share, Spent, Kept money.Amount
			Clicks             []struct {
				Worth                  money.Amount
				Recipient, Whereabouts string
			}
		}
		Creator struct {
			Gross, Fee, Net money.Amount
			Clicks          []struct {
				Supporter string
				Worth     money.Amount
			}
		}
	}
	i.read(&ada, "statement", "Ada", m.String())
	where := map[string]int{}
	for _, c := range ada.Supporter.Clicks {
		where[fmt.Sprint(c.Recipient, " ", c.Whereabouts, " ", c.Worth)]++
	}
	if !ada.Closed || ada.Supporter.Kept != 1 || where["github:bob collected 3.333333"] != 1 || where["domain:blog.example waiting 3.333333"] != 2 {
		i.Errorf("Ada's statement is %+v", ada)
	}
	i.read(&bob, "statement", "Bob", m.String())
	if cr := bob.Creator; cr.Net != 3_333_333 || len(cr.Clicks) != 1 || cr.Clicks[0].Supporter != "Ada" {
		i.Errorf("Bob's statement is %+v", bob)
	}
	csv := i.succeed("statement", "Bob", m.String(), "--csv")
	if lines := strings.Split(strings.TrimSpace(csv), "\n"); len(lines) != 2 || !strings.Contains(csv, "3,33") || !strings.Contains(csv, `"A work; ""quoted"""`) {
		i.Errorf("Bob's revenue is %q", csv)
	}
}
