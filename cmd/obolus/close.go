package main

import (
	"context"

	"obolus"
	"obolus/app"
	"obolus/money"
)

type closeCommand struct {
	Month  obolus.Month `arg:"" help:"The month, written like 2026-10."`
	DryRun bool         `help:"Do the real close and roll it back; of the running month, divide it as if it ended now and write nothing."`
}

// closingJSON is a close for programs; spent is fee, to_people and to_escrow together.
type closingJSON struct {
	Month         obolus.Month `json:"month"`
	ClosedAt      *string      `json:"closed_at"`
	AlreadyClosed bool         `json:"already_closed"`
	DryRun        bool         `json:"dry_run"`
	Running       bool         `json:"running"` // of a dry run: the month is not over
	Supporters    int64        `json:"supporters"`
	Recipients    int64        `json:"recipients"`
	Clicks        int64        `json:"clicks"`
	Spent         money.Amount `json:"spent"`
	Fee           money.Amount `json:"fee"`
	ToPeople      money.Amount `json:"to_people"`
	ToEscrow      money.Amount `json:"to_escrow"`
}

// Run divides the month, or tells how it was divided before.
func (cl *closeCommand) Run(ctx context.Context, c *console) error {
	d, err := c.openExisting(ctx)
	if err != nil {
		return err
	}
	defer d.close()
	watch := c.progress("closing " + cl.Month.String())
	closing, err := d.CloseMonth(doing(ctx, "month.close", cl.Month.String(), ""), cl.Month, app.CloseOptions{DryRun: cl.DryRun, Progress: watch.at})
	if err != nil {
		return err
	}
	return c.answer(closingOf(closing), func(out *page) { showClosing(out, closing) })
}

func showClosing(out *page, c app.Closing) {
	switch {
	case c.Already:
		out.line("%s is closed already, since %s UTC.", c.Month, c.ClosedAt.UTC().Format("2006-01-02 15:04"))
	case c.Running:
		out.line("If %s ended now, it would close like this; nothing was changed.", c.Month)
	case c.DryRun:
		out.line("%s would close like this; nothing was changed.", c.Month)
	default:
		out.line("%s is closed.", c.Month)
	}
	out.line("%s by %s for %s.", count(c.Clicks, "click", "clicks"), count(c.Supporters, "supporter", "supporters"),
		count(c.Recipients, "recipient", "recipients"))
	in := written(c.Spent, c.Fee, c.ToPeople, c.ToEscrow)
	out.table([]column{{}, {head: "amount", right: true}}, [][]string{
		{"to people", in(c.ToPeople)},
		{"set aside for identities", in(c.ToEscrow)},
		{"fee", in(c.Fee)},
		{"spent", in(c.Spent)},
	})
}

// closingOf is a close for programs.
func closingOf(c app.Closing) closingJSON {
	return closingJSON{Month: c.Month, ClosedAt: moment(c.ClosedAt), AlreadyClosed: c.Already, DryRun: c.DryRun, Running: c.Running,
		Supporters: c.Supporters, Recipients: c.Recipients, Clicks: c.Clicks,
		Spent: c.Spent, Fee: c.Fee, ToPeople: c.ToPeople, ToEscrow: c.ToEscrow}
}
