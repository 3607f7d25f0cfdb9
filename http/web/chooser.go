package web

import (
	"net/url"

	"obolus/app"
	"obolus/money"
)

// chooser is a group of amounts to choose from, with a field for another.
type chooser struct {
	Name     string
	Legend   string
	Options  []option
	Own      string // what stands in the field
	OwnLabel string
	OwnHint  string
	IsOwn    bool
}

type option struct {
	Value   string
	Label   string
	Hint    string
	Checked bool
	amount  money.Amount
}

// chooser offers amounts in whole units. What the form held before is kept; else chosen is marked.
func (f *frame) chooser(name, legend string, form url.Values, chosen money.Amount, units ...money.Amount) chooser {
	c := chooser{Name: name, Legend: legend, Own: form.Get(name + "_own"), OwnLabel: f.Text("form.own_amount")}
	marked := form.Get(name)
	if marked == "" {
		marked = chosen.Cents()
	}
	c.IsOwn = true
	for _, unit := range units {
		amount := unit * money.Unit
		o := option{Value: amount.Cents(), Label: f.Money(amount), Checked: amount.Cents() == marked, amount: amount}
		c.IsOwn = c.IsOwn && !o.Checked
		c.Options = append(c.Options, o)
	}
	if c.IsOwn && c.Own == "" && marked != "own" {
		c.Own = marked
	}
	return c
}

// budgets offers the usual budgets; marked is the reader's own, or the one proposed to her.
func (f *frame) budgets(form url.Values, proposed money.Amount) chooser {
	chosen := f.Person.Budget
	if chosen == 0 {
		chosen = proposed
	}
	c := f.chooser("budget", f.Text("form.budget"), form, chosen, 2, 5, 10, 20)
	c.OwnHint = f.Text("form.budget_hint", "Min", f.Min(), "Max", f.Max())
	return c
}

// priced says beside each budget what it would make of the month: the worth of a click.
func (c chooser) priced(f *frame, g app.GivenMonth) (chooser, error) {
	for i, o := range c.Options {
		s, err := g.WithBudget(o.amount)
		if err != nil {
			return c, err
		}
		hint := f.Text("budget.worth", "Amount", f.Money(s.Share))
		switch {
		case s.Funds == 0:
			continue // then no budget is worth anything yet
		case s.Funds < o.amount:
			hint = f.Text("budget.worth_limited", "Amount", f.Money(s.Share))
		}
		c.Options[i].Hint = hint
	}
	return c, nil
}
