package main

import (
	"context"
	"fmt"

	"obolus/app"
)

type waitingCommand struct {
	List  waitingList  `cmd:"" help:"List who waits to be let in."`
	Admit waitingAdmit `cmd:"" help:"Let people in: each gets a letter with an invitation."`
}

type waiterJSON struct {
	Email string  `json:"email"`
	Since *string `json:"since"`
}

func waitersOf(list []app.Waiter) []waiterJSON {
	shown := []waiterJSON{}
	for _, w := range list {
		shown = append(shown, waiterJSON{Email: w.Email, Since: moment(w.Since)})
	}
	return shown
}

type waitingList struct {
	Limit length `default:"1000" help:"How many to list at most (default: ${default})."`
}

// Run lists the waiting list.
func (l *waitingList) Run(ctx context.Context, c *console) error {
	d, err := c.openExisting(ctx)
	if err != nil {
		return err
	}
	defer d.close()
	list, err := d.WaitingList(ctx, int(l.Limit))
	if err != nil {
		return err
	}
	return c.answer(waitersOf(list), func(out *page) {
		if len(list) == 0 {
			out.line("Nobody waits.")
			return
		}
		rows := [][]string{}
		for _, w := range list {
			rows = append(rows, []string{w.Email, day(w.Since)})
		}
		out.table([]column{{head: "address"}, {head: "since"}}, rows)
	})
}

type waitingAdmit struct {
	Emails []string `arg:"" optional:"" name:"email" help:"Whom to let in; nobody named: those who have waited longest."`
	Number int      `default:"1" help:"How many to let in where nobody is named, at most 1000 (default: ${default})."`
}

// Run lets people in.
func (a *waitingAdmit) Run(ctx context.Context, c *console) error {
	if a.Number < 1 || a.Number > 1000 {
		return &usageError{fmt.Errorf("from 1 to 1000 people are let in at a time, not %d", a.Number)}
	}
	d, err := c.openExisting(ctx)
	if err != nil {
		return err
	}
	defer d.close()
	var admitted []app.Waiter
	for _, email := range a.Emails {
		err = d.AdmitAddress(doing(ctx, "waiting.admit", "an address of the waiting list", ""), email)
		if err != nil {
			return err
		}
		admitted = append(admitted, app.Waiter{Email: email})
	}
	if len(a.Emails) == 0 {
		admitted, err = d.Admit(doing(ctx, "waiting.admit", "the waiting list", fmt.Sprint("up to ", a.Number)), a.Number)
		if err != nil {
			return err
		}
	}
	return c.answer(waitersOf(admitted), func(out *page) {
		if len(admitted) == 0 {
			out.line("Nobody waits.")
		}
		for _, w := range admitted {
			out.line("%s gets a letter with an invitation.", w.Email)
		}
	})
}
