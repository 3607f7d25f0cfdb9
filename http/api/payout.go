package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"obolus"
	"obolus/app"
	"obolus/money"
)

// Payout is money on its way out to a creator.
type Payout struct {
	ID         int64  `json:"id"`
	Month      Month  `json:"month" doc:"In which it was asked for; one per month and rail."`
	Rail       string `json:"rail" doc:"The way it leaves."`
	Amount     Amount `json:"amount"`
	State      string `json:"state" enum:"asked,approved,paid,refused"`
	Reference  string `json:"reference" doc:"The bank's, once it is paid."`
	CreatedAt  Time   `json:"created_at"`
	ApprovedAt *Time  `json:"approved_at"`
	EndedAt    *Time  `json:"ended_at" doc:"When it was paid or refused."`
}

type askInput struct {
	Retry
	Body struct {
		Amount AskedAmount `json:"amount,omitempty" doc:"In whole cents; all that is payable if it is left out or null."`
		Rail   string      `json:"rail" enum:"bank" doc:"The way it leaves." example:"bank"`
	}
}

type askOutput struct{ Body Payout }

type payoutsInput struct{ Page }

type payoutsOutput struct {
	Link string `header:"Link" doc:"The next page, as rel=next."`
	Body struct {
		Payouts []Payout `json:"payouts" doc:"Newest first."`
		Next    *string  `json:"next" doc:"What to send as after for the next page; null on the last."`
	}
}

func (d *door) addPayouts() {
	add(d, huma.Operation{OperationID: "ask-payout", Method: http.MethodPost, Path: "/me/payouts", Security: signin, Tags: []string{"Earnings"},
		Summary: "Ask for my money", DefaultStatus: http.StatusCreated, Errors: []int{http.StatusForbidden}}, d.askPayout)
	add(d, huma.Operation{OperationID: "my-payouts", Method: http.MethodGet, Path: "/me/payouts", Security: signin, Tags: []string{"Earnings"},
		Summary: "What I asked for, and how far it has come"}, d.payouts)
}

func (d *door) askPayout(ctx context.Context, in *askInput) (*askOutput, error) {
	var wanted money.Amount
	if in.Body.Amount != "" {
		var err error
		wanted, err = in.Body.Amount.parse("amount")
		if err != nil {
			return nil, err
		}
		if wanted == 0 { // to the verb it would mean everything
			return nil, obolus.Invalidf("amount", "an amount to pay out is more than 0; leave it out for all that is payable")
		}
	}
	once, err := in.once("POST /me/payouts", in.Body)
	if err != nil {
		return nil, err
	}
	p, err := d.app.AskPayout(ctx, app.NewPayout{Person: caller(ctx), Amount: wanted, Rail: in.Body.Rail, Once: once})
	if err != nil {
		return nil, err
	}
	return &askOutput{Body: payout(p)}, nil
}

// mostPayouts is more than a person can have: one per month and rail.
const mostPayouts = 5000

func (d *door) payouts(ctx context.Context, in *payoutsInput) (*payoutsOutput, error) {
	after, err := in.place()
	if err != nil {
		return nil, err
	}
	payouts, err := d.app.PayoutsOf(ctx, caller(ctx), mostPayouts)
	if err != nil {
		return nil, err
	}
	out := &payoutsOutput{}
	out.Body.Payouts = []Payout{}
	for _, p := range payouts {
		if !after.behind(p.CreatedAt, int64(p.ID)) {
			continue
		}
		if n := len(out.Body.Payouts); n == in.Limit {
			out.Link, out.Body.Next = in.next("/me/payouts", 0, after)
			break
		}
		out.Body.Payouts = append(out.Body.Payouts, payout(p))
		after = place{at: p.CreatedAt, id: int64(p.ID)}
	}
	return out, nil
}

func payout(p obolus.Payout) Payout {
	return Payout{ID: int64(p.ID), Month: Month(p.Month.String()), Rail: p.Rail, Amount: amount(p.Amount), State: string(p.State),
		Reference: p.Reference, CreatedAt: instant(p.CreatedAt), ApprovedAt: instantOrNull(p.ApprovedAt), EndedAt: instantOrNull(p.EndedAt)}
}
