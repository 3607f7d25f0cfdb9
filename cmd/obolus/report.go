package main

import (
	"context"
	"fmt"

	"obolus"
)

type reportCommand struct {
	List reportList `cmd:"" help:"List reports, the oldest first. Decide on them on the pages under /admin."`
}

type reportList struct {
	State string          `default:"open" enum:"open,upheld,dismissed" help:"Which ones: open, upheld or dismissed (default: ${default})."`
	After obolus.ReportID `placeholder:"NUMBER" help:"Go on after this report."`
	Limit length          `default:"100" help:"How many to list at most (default: ${default})."`
}

// reportJSON is a report for programs; thing or person is null where it is about the other.
type reportJSON struct {
	ID        obolus.ReportID   `json:"id"`
	Thing     *obolus.ThingID   `json:"thing"`
	Person    *obolus.PersonID  `json:"person"`
	Reporter  *obolus.PersonID  `json:"reporter"`
	Kind      obolus.ReportKind `json:"kind"`
	Text      string            `json:"text"`
	CreatedAt *string           `json:"created_at"`
}

// Run lists reports.
func (l *reportList) Run(ctx context.Context, c *console) error {
	d, err := c.openExisting(ctx)
	if err != nil {
		return err
	}
	defer d.close()
	list, err := d.Reports(ctx, obolus.ReportState(l.State), l.After, min(int(l.Limit), 10_000))
	if err != nil {
		return err
	}
	reports, rows := []reportJSON{}, [][]string{}
	for _, r := range list {
		shown := reportJSON{ID: r.ID, Thing: given(r.Thing), Person: given(r.Person), Reporter: given(r.Reporter), Kind: r.Kind, Text: r.Text, CreatedAt: moment(r.CreatedAt)}
		about := fmt.Sprint("thing ", r.Thing)
		if r.Thing == 0 {
			about = fmt.Sprint("person ", r.Person)
		}
		reports = append(reports, shown)
		rows = append(rows, []string{fmt.Sprint(r.ID), day(r.CreatedAt), string(r.Kind), about, r.Text})
	}
	return c.answer(reports, func(out *page) {
		if len(rows) == 0 {
			out.line("There are none.")
			return
		}
		out.table([]column{{head: "number"}, {head: "day"}, {head: "kind"}, {head: "about"}, {head: "text", most: 60}}, rows)
	})
}

// given is a number that is there; nil for none.
func given[ID ~int64](id ID) *ID {
	if id == 0 {
		return nil
	}
	return &id
}
