package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"obolus"
	"obolus/app"
)

// Me is the person whom a token belongs to.
type Me struct {
	ID        int64    `json:"id"`
	Name      string   `json:"name"`
	Suspended bool     `json:"suspended" doc:"True while the account's clicks and earnings are frozen."`
	CreatedAt Time     `json:"created_at"`
	Budget    Amount   `json:"budget" doc:"What she gives per month; 0 until she has chosen."`
	Anonymous bool     `json:"anonymous" doc:"Whether clicks keep her name to themselves, unless one says otherwise."`
	Month     Month    `json:"month" doc:"The running month."`
	Currency  string   `json:"currency" doc:"ISO 4217; the one currency of every amount." example:"EUR"`
	Balances  Balances `json:"balances"`
}

// Balances are a person's money.
type Balances struct {
	Funds    Amount `json:"funds" doc:"To give away."`
	Pending  Amount `json:"pending" doc:"Paid in, but not cleared yet."`
	Earnings Amount `json:"earnings" doc:"Received."`
	Leaving  Amount `json:"leaving" doc:"Asked for, but not paid out yet."`
}

type meOutput struct{ Body Me }

type budgetInput struct {
	Body struct {
		Budget AskedAmount `json:"budget" doc:"From 2 to 100 in whole cents. It prices all clicks of the running month."`
	}
}

func (d *door) addMe() {
	add(d, huma.Operation{OperationID: "me", Method: http.MethodGet, Path: "/me", Security: signin, Tags: []string{"Me"},
		Summary: "Who I am, and my balances"}, d.me)
	add(d, huma.Operation{OperationID: "set-budget", Method: http.MethodPut, Path: "/me/budget", Security: signin, Tags: []string{"Me"},
		Summary: "Choose what I give per month",
		Errors:  []int{http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType}}, d.setBudget)
}

func (d *door) me(ctx context.Context, _ *struct{}) (*meOutput, error) {
	p, err := d.app.Person(ctx, caller(ctx))
	if err != nil {
		return nil, err
	}
	return d.meOf(ctx, p)
}

func (d *door) setBudget(ctx context.Context, in *budgetInput) (*meOutput, error) {
	budget, err := in.Body.Budget.parse("budget")
	if err != nil {
		return nil, err
	}
	p, err := d.app.SetBudget(ctx, caller(ctx), budget)
	if err != nil {
		return nil, err
	}
	return d.meOf(ctx, p)
}

func (d *door) meOf(ctx context.Context, p obolus.Person) (*meOutput, error) {
	b, err := d.app.Balances(ctx, p.ID)
	if err != nil {
		return nil, err
	}
	settings, err := d.app.Settings(ctx)
	if err != nil {
		return nil, err
	}
	return &meOutput{Body: Me{ID: int64(p.ID), Name: p.Name, Suspended: p.Suspended(), CreatedAt: instant(p.CreatedAt),
		Budget: amount(p.Budget), Anonymous: p.Anonymous, Month: Month(obolus.MonthOf(d.app.Now()).String()), Currency: settings.Currency, Balances: balances(b)}}, nil
}

func balances(b app.Balances) Balances {
	return Balances{Funds: amount(b.Funds), Pending: amount(b.Pending), Earnings: amount(b.Earnings), Leaving: amount(b.Leaving)}
}
