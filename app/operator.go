package app

import (
	"context"

	"obolus"
)

type operatorReader interface {
	// PeopleNamed returns up to limit people whose folded names begin so, in order.
	PeopleNamed(ctx context.Context, beginning string, limit int) ([]obolus.Person, error)
}

type operatorWriter interface {
	SetOperator(ctx context.Context, id obolus.PersonID, operator bool) error
}

// SetOperator makes somebody an operator of the instance, or takes it from her.
func (a *App) SetOperator(ctx context.Context, id obolus.PersonID, operator bool) (obolus.Person, error) {
	return a.changePerson(ctx, id, func(tx Tx, p obolus.Person) error {
		if operator && p.Deleted() {
			return obolus.Errorf(obolus.Conflict, "person_gone", "%s has left", p.Name)
		}
		return tx.SetOperator(ctx, id, operator)
	})
}

// PeopleNamed returns up to limit people whose names begin with a text, in any case.
func (a *App) PeopleNamed(ctx context.Context, beginning string, limit int) ([]obolus.Person, error) {
	if !storable(beginning) {
		return nil, nil
	}
	return a.store.PeopleNamed(ctx, obolus.FoldName(beginning), limit)
}
