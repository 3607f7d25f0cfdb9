package app

import (
	"context"

	"obolus"
	"obolus/money"
)

// NewPayout asks for money out.
type NewPayout struct {
	Person obolus.PersonID
	Amount money.Amount // in whole cents; 0 asks for all that is payable
	Rail   string       // the way it leaves, such as "bank"
	Once   Once
}

// AskPayout sets earnings aside to be paid out (R7, R11).
func (a *App) AskPayout(ctx context.Context, request NewPayout) (obolus.Payout, error) {
	return obolus.Payout{}, obolus.Errorf(obolus.Internal, "internal", "payouts follow")
}

// Payouts returns up to limit payouts in a state, or in any for "".
func (a *App) Payouts(ctx context.Context, state obolus.PayoutState, limit int) ([]obolus.Payout, error) {
	return nil, obolus.Errorf(obolus.Internal, "internal", "payouts follow")
}

// PayoutsOf returns up to limit of a person's payouts, newest first.
func (a *App) PayoutsOf(ctx context.Context, person obolus.PersonID, limit int) ([]obolus.Payout, error) {
	return nil, obolus.Errorf(obolus.Internal, "internal", "payouts follow")
}

// ApprovePayout lets a payout be paid.
func (a *App) ApprovePayout(ctx context.Context, id obolus.PayoutID) (obolus.Payout, error) {
	return obolus.Payout{}, obolus.Errorf(obolus.Internal, "internal", "payouts follow")
}

// PayoutPaid says that a payout has been paid, under the bank's reference.
func (a *App) PayoutPaid(ctx context.Context, id obolus.PayoutID, reference string) (obolus.Payout, error) {
	return obolus.Payout{}, obolus.Errorf(obolus.Internal, "internal", "payouts follow")
}

// RefusePayout gives a payout back to the earnings.
func (a *App) RefusePayout(ctx context.Context, id obolus.PayoutID) (obolus.Payout, error) {
	return obolus.Payout{}, obolus.Errorf(obolus.Internal, "internal", "payouts follow")
}
