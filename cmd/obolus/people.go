package main

import (
	"context"

	"obolus"
	"obolus/app"
	"obolus/money"
)

type personList struct{}

// listedPerson is a person with her balances.
type listedPerson struct {
	personJSON
	app.Balances
}

// peopleStep is how many people are read at once.
const peopleStep = 500

// Run lists everybody.
func (p *personList) Run(ctx context.Context, c *console) error {
	d, err := c.openExisting(ctx)
	if err != nil {
		return err
	}
	defer d.close()
	people := []listedPerson{}
	watch := c.progress("listing people")
	err = d.everybody(ctx, func(person obolus.Person) error {
		balances, err := d.Balances(ctx, person.ID)
		people = append(people, listedPerson{personOf(person), balances})
		watch.at(int64(len(people)), 0)
		return err
	})
	if err != nil {
		return err
	}
	return c.answer(people, func(out *page) { listPeople(out, people) })
}

// everybody calls visit for each person in order of numbers.
func (d *database) everybody(ctx context.Context, visit func(obolus.Person) error) error {
	for after := obolus.PersonID(0); ; {
		some, err := d.People(ctx, after, peopleStep)
		if err != nil {
			return err
		}
		for _, person := range some {
			err = visit(person)
			if err != nil {
				return err
			}
			after = person.ID
		}
		if len(some) < peopleStep {
			return nil
		}
	}
}

func listPeople(out *page, people []listedPerson) {
	if len(people) == 0 {
		out.line("There is nobody yet.")
		return
	}
	funds := written(each(people, func(p listedPerson) money.Amount { return p.Funds })...)
	earnings := written(each(people, func(p listedPerson) money.Amount { return p.Earnings })...)
	rows := make([][]string, 0, len(people))
	for _, p := range people {
		state := ""
		if p.SuspendedAt != nil {
			state = "suspended " + (*p.SuspendedAt)[:10]
		}
		rows = append(rows, []string{p.Name, p.Budget.Cents(), funds(p.Funds), earnings(p.Earnings), state})
	}
	out.table([]column{{head: "person", most: 28}, {head: "budget", right: true}, {head: "funds", right: true},
		{head: "earnings", right: true}, {head: ""}}, rows)
}
