package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"obolus"
)

// MonthTotals are the public numbers of a month.
type MonthTotals struct {
	Month      Month  `json:"month"`
	Closed     bool   `json:"closed" doc:"True once it has been divided."`
	Supporters int64  `json:"supporters" doc:"How many people clicked."`
	Things     int64  `json:"things"`
	Recipients int64  `json:"recipients"`
	Clicks     int64  `json:"clicks"`
	Spent      Amount `json:"spent" doc:"What supporters gave; 0 until the close."`
	Received   Amount `json:"received" doc:"Of that, what became people's earnings, with the instance's fee."`
	Waiting    Amount `json:"waiting" doc:"Of that, what went to identities that nobody had claimed."`
}

type monthInput struct {
	Month Month `path:"month"`
}

type monthOutput struct{ Body MonthTotals }

func (d *door) addMonths() {
	add(d, huma.Operation{OperationID: "month", Method: http.MethodGet, Path: "/months/{month}", Tags: []string{"Months"},
		Summary: "The public numbers of a month"}, d.month)
}

// begun reads a month that a client asks about, and refuses one that has not begun.
func (d *door) begun(ctx context.Context, asked Month) (obolus.Month, error) {
	m, err := obolus.ParseMonth(string(asked))
	if err != nil {
		return 0, err
	}
	return m, d.app.Begun(ctx, m)
}

func (d *door) month(ctx context.Context, in *monthInput) (*monthOutput, error) {
	m, err := d.begun(ctx, in.Month)
	if err != nil {
		return nil, err
	}
	t, err := d.app.Totals(ctx, m)
	if err != nil {
		return nil, err
	}
	return &monthOutput{Body: MonthTotals{Month: Month(m.String()), Closed: t.Closed, Supporters: t.Supporters, Things: t.Things,
		Recipients: t.Recipients, Clicks: t.Clicks, Spent: amount(t.Spent), Received: amount(t.Received), Waiting: amount(t.Waiting)}}, nil
}
