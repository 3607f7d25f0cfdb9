package main

import (
	"context"

	"obolus"
	"obolus/app"
	"obolus/money"
)

// pastThing is a thing's month at an earlier service, for programs. It is worth no money here.
type pastThing struct {
	Source string `json:"source"`
	statedThing
	Clicks      int64        `json:"clicks"`
	Revenue     money.Amount `json:"revenue"`
	ClicksTotal int64        `json:"clicks_total"`
}

// historyIn returns what a person brought along of one month.
func (d *database) historyIn(ctx context.Context, person obolus.PersonID, m obolus.Month) ([]pastThing, error) {
	all, err := d.History(ctx, person)
	if err != nil {
		return nil, err
	}
	past := []pastThing{}
	for _, h := range all {
		if h.Row.Month == m {
			past = append(past, pastOf(h))
		}
	}
	return past, nil
}

func pastOf(h app.HistoryOfThing) pastThing {
	return pastThing{Source: h.Source, statedThing: statedOf(h.Thing), Clicks: h.Row.Clicks, Revenue: h.Row.Revenue, ClicksTotal: h.Row.ClicksTotal}
}

// showHistory says nothing where there is none.
func showHistory(out *page, past []pastThing) {
	if len(past) == 0 {
		return
	}
	out.line("")
	out.line("Brought along from elsewhere (history, worth no money here)")
	in := written(each(past, func(p pastThing) money.Amount { return p.Revenue })...)
	rows := make([][]string, 0, len(past))
	for _, p := range past {
		rows = append(rows, []string{p.Title, thousands(p.Clicks), in(p.Revenue), thousands(p.ClicksTotal)})
	}
	out.table([]column{{head: "thing", most: 44}, {head: "clicks", right: true}, {head: "revenue", right: true},
		{head: "clicks total", right: true}}, rows)
}
