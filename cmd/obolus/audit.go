package main

import (
	"context"
	"fmt"

	"obolus/app"
)

type auditCommand struct {
	Limit  length `default:"100" help:"How many to list at most (default: ${default})."`
	Before int64  `placeholder:"NUMBER" help:"Go on before this entry."`
}

// deedJSON is an entry of the log for programs.
type deedJSON struct {
	ID       int64   `json:"id"`
	At       *string `json:"at"`
	Operator string  `json:"operator"`
	Action   string  `json:"action"`
	Subject  string  `json:"subject"`
	Detail   string  `json:"detail"`
}

// Run lists what operators did, newest first.
func (l *auditCommand) Run(ctx context.Context, c *console) error {
	d, err := c.openExisting(ctx)
	if err != nil {
		return err
	}
	defer d.close()
	log, err := d.AuditLog(ctx, l.Before, min(int(l.Limit), 10_000))
	if err != nil {
		return err
	}
	deeds, rows := []deedJSON{}, [][]string{}
	names := map[any]string{}
	for _, entry := range log {
		who, known := names[entry.Operator]
		if !known {
			who, err = d.operatorName(ctx, entry.Deed)
			if err != nil {
				return err
			}
			names[entry.Operator] = who
		}
		deeds = append(deeds, deedJSON{ID: entry.ID, At: moment(entry.At), Operator: who, Action: entry.Action, Subject: entry.Subject, Detail: entry.Detail})
		rows = append(rows, []string{fmt.Sprint(entry.ID), *moment(entry.At), who, entry.Action, entry.Subject, entry.Detail})
	}
	return c.answer(deeds, func(out *page) {
		if len(rows) == 0 {
			out.line("Nothing has been done yet.")
			return
		}
		out.table([]column{{head: "number"}, {head: "when"}, {head: "who"}, {head: "action"}, {head: "subject"}, {head: "detail", most: 40}}, rows)
	})
}

// operatorName is who did something; nobody by name where the command line did.
func (d *database) operatorName(ctx context.Context, deed app.Deed) (string, error) {
	if deed.Operator == 0 {
		return "command line", nil
	}
	person, err := d.Person(ctx, deed.Operator)
	return person.Name, err
}

// doing is the context of a command that changes something: the verb under it goes on record.
func doing(ctx context.Context, action, subject, detail string) context.Context {
	return app.Doing(ctx, app.Deed{Action: action, Subject: subject, Detail: detail})
}
