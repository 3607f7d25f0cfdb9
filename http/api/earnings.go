package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
)

// Earnings are what a creator has received.
type Earnings struct {
	Balances Balances       `json:"balances"`
	Payable  Amount         `json:"payable" doc:"What can be asked for now, in whole cents: earnings of a month are held for some days after it."`
	Months   []MonthEarning `json:"months" doc:"Newest first."`
}

// MonthEarning is what one month brought.
type MonthEarning struct {
	Month       Month  `json:"month"`
	Clicks      int64  `json:"clicks"`
	Gross       Amount `json:"gross"`
	Fee         Amount `json:"fee" doc:"The instance's cut."`
	Net         Amount `json:"net"`
	AvailableAt Time   `json:"available_at" doc:"From when it can be paid out."`
}

type earningsOutput struct{ Body Earnings }

func (d *door) addEarnings() {
	add(d, huma.Operation{OperationID: "my-earnings", Method: http.MethodGet, Path: "/me/earnings", Security: signin, Tags: []string{"Earnings"},
		Summary: "What I received, by month, and what I can ask for"}, d.earnings)
}

func (d *door) earnings(ctx context.Context, _ *struct{}) (*earningsOutput, error) {
	e, err := d.app.Earnings(ctx, caller(ctx))
	if err != nil {
		return nil, err
	}
	out := &earningsOutput{Body: Earnings{Balances: balances(e.Balances), Payable: amount(e.Payable), Months: []MonthEarning{}}}
	for _, m := range e.Months {
		out.Body.Months = append(out.Body.Months, MonthEarning{Month: Month(m.Month.String()), Clicks: m.Clicks,
			Gross: amount(m.Gross), Fee: amount(m.Fee), Net: amount(m.Net), AvailableAt: instant(m.AvailableAt)})
	}
	return out, nil
}
