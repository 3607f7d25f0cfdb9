package app

import (
	"context"

	"obolus"
	"obolus/money"
)

// Claim is an identity that has become a person's.
type Claim struct {
	Recipient obolus.Recipient
	Escrow    money.Charge // what waited, the earnings fee, and what became earnings
}

// Claim makes an identity a person's and moves what waited for it to her earnings (R5).
func (a *App) Claim(ctx context.Context, person obolus.PersonID, name string) (Claim, error) {
	return Claim{}, obolus.Errorf(obolus.Internal, "internal", "claims follow")
}
