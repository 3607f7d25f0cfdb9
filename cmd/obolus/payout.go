package main

import (
	"context"
	"fmt"
	"strconv"

	"obolus"
	"obolus/app"
	"obolus/money"
)

type payoutCommand struct {
	List    payoutList    `cmd:"" help:"List payouts."`
	Ask     payoutAsk     `cmd:"" help:"Ask for a payout in a person's name."`
	Approve payoutApprove `cmd:"" help:"Approve a payout that was asked for."`
	Paid    payoutPaid    `cmd:"" help:"Say that an approved payout has been paid."`
	Refuse  payoutRefuse  `cmd:"" help:"Refuse a payout; the money goes back to the earnings."`
}

// payoutJSON is a payout for programs.
type payoutJSON struct {
	ID         obolus.PayoutID    `json:"id"`
	Person     string             `json:"person"`
	Month      obolus.Month       `json:"month"`
	Rail       string             `json:"rail"`
	Amount     money.Amount       `json:"amount"`
	State      obolus.PayoutState `json:"state"`
	Reference  string             `json:"reference"`
	Holder     string             `json:"holder"` // of the account that it goes to; "" if none was given
	IBAN       string             `json:"iban"`
	CreatedAt  *string            `json:"created_at"`
	ApprovedAt *string            `json:"approved_at"`
	EndedAt    *string            `json:"ended_at"`
}

type payoutList struct {
	State string `enum:"all,asked,approved,paid,refused" default:"all" help:"Which ones: all, asked, approved, paid or refused (default: ${default})."`
	Limit length `default:"1000" help:"How many to list at most (default: ${default})."`
}

// Run lists payouts, the longest waiting first.
func (l *payoutList) Run(ctx context.Context, c *console) error {
	d, err := c.openExisting(ctx)
	if err != nil {
		return err
	}
	defer d.close()
	if l.State == "all" {
		l.State = ""
	}
	payouts, err := d.Payouts(ctx, obolus.PayoutState(l.State), int(l.Limit))
	if err != nil {
		return err
	}
	shown := make([]payoutJSON, 0, len(payouts))
	rows := make([][]string, 0, len(payouts))
	for _, payout := range payouts {
		person, err := d.Person(ctx, payout.Person)
		if err != nil {
			return err
		}
		shown = append(shown, payoutOf(payout, person))
		rows = append(rows, []string{strconv.FormatInt(int64(payout.ID), 10), person.Name, day(payout.CreatedAt), payout.Rail,
			payout.Amount.Cents(), string(payout.State), payout.Account.IBAN.String(), payout.Account.Holder, payout.Reference})
	}
	return c.answer(shown, func(out *page) {
		if len(rows) == 0 {
			out.line("There are none.")
			return
		}
		out.table([]column{{head: "payout", right: true}, {head: "person", most: 20}, {head: "asked"}, {head: "rail"},
			{head: "amount", right: true}, {head: "state"}, {head: "to"}, {head: "holder", most: 70}, {head: "reference", most: 16}}, rows)
	})
}

type payoutAsk struct {
	Person string  `arg:"" help:"Whose earnings."`
	Amount *amount `arg:"" optional:"" help:"How much; everything that may leave now if not given."`
	Rail   string  `default:"bank" enum:"bank" help:"The way it leaves: ${enum} (default: ${default})."`
}

// Run asks for a payout.
func (a *payoutAsk) Run(ctx context.Context, c *console) error {
	if a.Amount != nil && *a.Amount <= 0 {
		return &usageError{fmt.Errorf("a payout is more than nothing: leave the amount out to ask for all that may leave")}
	}
	return c.payout(ctx, func(d *database) (obolus.Payout, error) {
		person, err := d.PersonNamed(ctx, a.Person)
		if err != nil {
			return obolus.Payout{}, err
		}
		payout := app.NewPayout{Person: person.ID, Rail: a.Rail}
		if a.Amount != nil {
			payout.Amount = money.Amount(*a.Amount)
		}
		return d.AskPayout(ctx, payout)
	})
}

// numbered is a payout as an argument.
type numbered struct {
	ID int64 `arg:"" name:"payout" help:"The payout's number, see obolus payout list."`
}

type payoutApprove struct{ numbered }

// Run approves the payout.
func (a *payoutApprove) Run(ctx context.Context, c *console) error {
	return c.payout(ctx, func(d *database) (obolus.Payout, error) {
		return d.ApprovePayout(doing(ctx, "payout.approve", fmt.Sprint("payout ", a.ID), ""), obolus.PayoutID(a.ID))
	})
}

type payoutPaid struct {
	numbered
	Reference string `required:"" help:"The bank's reference of the transfer."`
}

// Run says that the payout has been paid.
func (p *payoutPaid) Run(ctx context.Context, c *console) error {
	return c.payout(ctx, func(d *database) (obolus.Payout, error) {
		return d.PayoutPaid(doing(ctx, "payout.paid", fmt.Sprint("payout ", p.ID), p.Reference), obolus.PayoutID(p.ID), p.Reference)
	})
}

type payoutRefuse struct{ numbered }

// Run refuses the payout.
func (r *payoutRefuse) Run(ctx context.Context, c *console) error {
	return c.payout(ctx, func(d *database) (obolus.Payout, error) {
		return d.RefusePayout(doing(ctx, "payout.refuse", fmt.Sprint("payout ", r.ID), ""), obolus.PayoutID(r.ID))
	})
}

// payout does something with a payout and says how it stands then.
func (c *console) payout(ctx context.Context, do func(*database) (obolus.Payout, error)) error {
	d, err := c.openExisting(ctx)
	if err != nil {
		return err
	}
	defer d.close()
	payout, err := do(d)
	if err != nil {
		return err
	}
	person, err := d.Person(ctx, payout.Person)
	if err != nil {
		return err
	}
	return c.answer(payoutOf(payout, person), func(out *page) {
		out.line("Payout %d of %s to %s by %s is %s.", payout.ID, payout.Amount.Cents(), person.Name, payout.Rail, payout.State)
	})
}

func payoutOf(p obolus.Payout, person obolus.Person) payoutJSON {
	return payoutJSON{ID: p.ID, Person: person.Name, Month: p.Month, Rail: p.Rail, Amount: p.Amount, State: p.State,
		Reference: p.Reference, Holder: p.Account.Holder, IBAN: string(p.Account.IBAN), CreatedAt: moment(p.CreatedAt), ApprovedAt: moment(p.ApprovedAt), EndedAt: moment(p.EndedAt)}
}
