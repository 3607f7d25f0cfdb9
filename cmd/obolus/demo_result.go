package main

import (
	"context"

	"obolus"
	"obolus/app"
	"obolus/money"
)

// demonstration is what the demo shows before it serves.
type demonstration struct {
	Month         simulatedMonth `json:"month"`
	Closing       closingJSON    `json:"closing"`
	Checked       []string       `json:"differences"`
	URL           string         `json:"url"`
	Supporter     string         `json:"supporter"`
	SupporterLink string         `json:"supporter_link"`
	Creator       string         `json:"creator"`
	CreatorLink   string         `json:"creator_link"`

	division app.Division
	names    map[obolus.PersonID]string // of those who claimed
	found    app.Verification
}

// showcase reads the closed month back, checks everything, and finds who has most to see.
func (d *database) showcase(ctx context.Context, c *console, closing app.Closing) (demonstration, error) {
	shown := demonstration{names: map[obolus.PersonID]string{}}
	var err error
	shown.division, err = d.Division(ctx, closing.Month)
	if err != nil {
		return shown, err
	}
	shown.Month, err = simulated(shown.division)
	if err != nil {
		return shown, err
	}
	shown.found, err = d.Verify(ctx, c.progress("verifying").at)
	if err != nil {
		return shown, err
	}
	shown.Closing, shown.Checked = closingOf(closing), append([]string{}, shown.found.Differences...)
	shown.Month.Verified = len(shown.Checked) == 0
	var most int64
	for _, s := range shown.division.Supporters {
		if s.Settlement.Clicks > most {
			most, shown.Supporter = s.Settlement.Clicks, s.Person.Name
		}
	}
	var best money.Amount
	for _, r := range shown.division.Recipients {
		if !r.Recipient.Claimed() {
			continue
		}
		person, err := d.Person(ctx, r.Recipient.Person)
		if err != nil {
			return shown, err
		}
		shown.names[person.ID] = person.Name
		if r.Amount > best {
			best, shown.Creator = r.Amount, person.Name
		}
	}
	return shown, nil
}

func (s demonstration) show(out *page) {
	out.line("%s: what %s gave, and who got it (EUR, a made-up community)", s.Month.Month,
		count(len(s.Month.Supporters), "supporter", "supporters"))
	out.line("")
	s.Month.showSupporters(out)
	var waiting []simulatedRecipient
	rows := [][]string{}
	in := written(each(s.Month.Recipients, func(r simulatedRecipient) money.Amount { return r.Amount })...)
	for _, r := range s.division.Recipients {
		if !r.Recipient.Claimed() {
			waiting = append(waiting, simulatedRecipient{r.Recipient.Name, r.Clicks, r.Amount})
			continue
		}
		rows = append(rows, []string{r.Recipient.Name, s.names[r.Recipient.Person], thousands(r.Clicks), in(r.Amount)})
	}
	out.line("")
	out.table([]column{{head: "went to", most: 36}, {head: "who is", most: 24}, {head: "clicks", right: true}, {head: "amount", right: true}}, rows)
	out.line("")
	showRecipients(out, "waits for whoever proves to be", waiting)
	out.line("")
	s.showSum(out)
	out.line("")
	out.line("The demo is at   %s", s.URL)
	out.line("Sign in as a supporter, %s:\n  %s", s.Supporter, s.SupporterLink)
	out.line("Sign in as a creator, %s:\n  %s", s.Creator, s.CreatorLink)
	out.line("Each link works once. Ctrl-C ends the demo.")
}

// showSum adds it all up, beside what the supporters gave.
func (s demonstration) showSum(out *page) {
	cl := s.Closing
	in := written(cl.Spent, cl.ToPeople, cl.ToEscrow, cl.Fee)
	out.table([]column{{head: "does it add up?"}, {head: "amount", right: true}}, [][]string{
		{"given by supporters", in(s.Month.Spent)},
		{"went to people", in(cl.ToPeople)},
		{"waits for identities", in(cl.ToEscrow)},
		{"fee of the instance on earnings", in(cl.Fee)},
		{"difference", in(s.Month.Spent - cl.ToPeople - cl.ToEscrow - cl.Fee)},
	})
	out.line("Checked from the stored rows: %s, %s: %s.", count(s.found.Transfers, "transfer", "transfers"),
		count(s.found.Clicks, "click", "clicks"), verdict(s.Checked))
	for _, difference := range s.Checked {
		out.line("  %s", difference)
	}
}
