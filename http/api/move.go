package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
)

type moveInput struct {
	Retry
	Body struct {
		Amount AskedAmount `json:"amount" doc:"How much of the earnings becomes funds."`
	}
}

type moveOutput struct{ Body Balances }

func (d *door) addMoves() {
	add(d, huma.Operation{OperationID: "move-earnings", Method: http.MethodPost, Path: "/me/moves", Security: signin, Tags: []string{"Earnings"},
		Summary: "Give my earnings on: move them to my funds", Description: "There is no way back: funds never become earnings. Answers with the balances afterwards.",
		DefaultStatus: http.StatusCreated, Errors: []int{http.StatusForbidden}}, d.move)
}

func (d *door) move(ctx context.Context, in *moveInput) (*moveOutput, error) {
	wanted, err := in.Body.Amount.parse("amount")
	if err != nil {
		return nil, err
	}
	once, err := in.once("POST /me/moves", in.Body)
	if err != nil {
		return nil, err
	}
	b, err := d.app.MoveEarnings(ctx, caller(ctx), wanted, once)
	if err != nil {
		return nil, err
	}
	return &moveOutput{Body: balances(b)}, nil
}
