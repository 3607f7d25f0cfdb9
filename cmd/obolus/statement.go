package main

import (
	"cmp"
	"context"
	"fmt"

	"obolus"
	"obolus/app"
	"obolus/money"
)

type statementCommand struct {
	Person  string       `arg:"" help:"The person's name, in any case."`
	Month   obolus.Month `arg:"" help:"The month, written like 2026-10."`
	CSV     bool         `name:"csv" help:"Write the creator's side in Flattr's revenue format."`
	BaseURL string       `default:"http://localhost:8080" placeholder:"URL" help:"The instance's address, for the pages named in the CSV (default: ${default})."`
}

// Run shows both sides of a month: what the person gave and what she received.
func (s *statementCommand) Run(ctx context.Context, c *console) error {
	base, err := baseURL(s.BaseURL)
	if err != nil {
		return err
	}
	if s.CSV && c.JSON {
		return &usageError{fmt.Errorf("choose one of --csv and --json")}
	}
	d, err := c.openExisting(ctx)
	if err != nil {
		return err
	}
	defer d.close()
	err = d.Begun(ctx, s.Month)
	if err != nil {
		return err
	}
	person, err := d.PersonNamed(ctx, s.Person)
	if err != nil {
		return err
	}
	creator, err := d.CreatorStatement(ctx, person.ID, s.Month)
	if err != nil {
		return err
	}
	if s.CSV {
		return writeRevenue(c.Stdout, base, creator)
	}
	supporter, err := d.SupporterStatement(ctx, person.ID, s.Month)
	if err != nil {
		return err
	}
	past, err := d.historyIn(ctx, person.ID, s.Month)
	if err != nil {
		return err
	}
	running := s.Month == obolus.MonthOf(c.Now())
	return c.answer(statementOf(supporter, creator, past), func(out *page) {
		showSupporter(out, supporter, running)
		out.line("")
		showCreator(out, creator, running)
		showHistory(out, past)
	})
}

func heading(person obolus.Person, m obolus.Month, closed bool, open string) string {
	if closed {
		return fmt.Sprintf("%s in %s (closed)", person.Name, m)
	}
	return fmt.Sprintf("%s in %s (open: %s)", person.Name, m, open)
}

// nothing tells whether there is nothing to say of a side: the month has no clicks on it and does not go on,
// so nothing will come of a close. Months before the instance, of which there may be history, are such.
func nothing(closed, running bool, clicks int) bool { return !closed && !running && clicks == 0 }

// showSupporter cuts neither things nor recipients: many begin alike, above all things that have no name but
// their address.
func showSupporter(out *page, s app.SupporterStatement, running bool) {
	if nothing(s.Closed, running, len(s.Clicks)) {
		out.line("Given by %s in %s: nothing", s.Person.Name, s.Month)
		return
	}
	out.line("Given by %s", heading(s.Person, s.Month, s.Closed, "as if it closed now"))
	in := written(s.Budget, s.Available, s.Share, s.Spent, s.Kept)
	out.table([]column{{head: "budget", right: true}, {head: "available", right: true}, {head: "clicks", right: true},
		{head: "share", right: true}, {head: "spent", right: true}, {head: "kept", right: true}},
		[][]string{{in(s.Budget), in(s.Available), thousands(int64(len(s.Clicks))), in(s.Share), in(s.Spent), in(s.Kept)}})
	if len(s.Clicks) == 0 {
		return
	}
	out.line("")
	in = written(each(s.Clicks, func(k app.StatementClick) money.Amount { return k.Worth })...)
	rows := make([][]string, 0, len(s.Clicks))
	for _, k := range s.Clicks {
		rows = append(rows, []string{minute(k.Click.At), k.Thing.Title, k.Recipient.Name, in(k.Worth), string(k.Whereabouts)})
	}
	out.table([]column{{head: "time UTC"}, {head: "thing"}, {head: "recipient"},
		{head: "worth", right: true}, {head: ""}}, rows)
}

func showCreator(out *page, s app.CreatorStatement, running bool) {
	if nothing(s.Closed, running, len(s.Clicks)) {
		out.line("Received by %s in %s: nothing", s.Person.Name, s.Month)
		return
	}
	out.line("Received by %s", heading(s.Person, s.Month, s.Closed, "clicks are worth nothing until it closes"))
	in := written(s.Gross, s.Fee, s.Net)
	out.table([]column{{head: "gross", right: true}, {head: "fee", right: true}, {head: "net", right: true}},
		[][]string{{in(s.Gross), in(s.Fee), in(s.Net)}})
	if len(s.Things) > 0 {
		out.line("")
		in = written(each(s.Things, func(t app.ThingRevenue) money.Amount { return t.Revenue })...)
		rows := make([][]string, 0, len(s.Things))
		for _, t := range s.Things {
			rows = append(rows, []string{t.Thing.Title, thousands(t.Clicks), in(t.Revenue), thousands(t.ClicksTotal)})
		}
		out.table([]column{{head: "thing"}, {head: "clicks", right: true}, {head: "revenue", right: true},
			{head: "clicks total", right: true}}, rows)
	}
	if len(s.Clicks) > 0 {
		out.line("")
		in = written(each(s.Clicks, func(k app.EarnedClick) money.Amount { return k.Worth })...)
		rows := make([][]string, 0, len(s.Clicks))
		for _, k := range s.Clicks {
			rows = append(rows, []string{minute(k.Click.At), k.Thing.Title, cmp.Or(k.Supporter, "(anonymous)"), in(k.Worth)})
		}
		out.table([]column{{head: "time UTC"}, {head: "thing"}, {head: "supporter", most: 20}, {head: "worth", right: true}}, rows)
	}
}
