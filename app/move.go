package app

import (
	"context"

	"obolus"
	"obolus/money"
)

// MoveEarnings turns earnings into funds (R10).
func (a *App) MoveEarnings(ctx context.Context, person obolus.PersonID, amount money.Amount, once Once) (Balances, error) {
	return Balances{}, obolus.Errorf(obolus.Internal, "internal", "moves follow")
}
