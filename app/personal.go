package app

import (
	"context"
	"fmt"

	"obolus"
)

type personalReader interface {
	// PersonalTables returns, table by table, what is stored about a person, without secrets.
	PersonalTables(ctx context.Context, person obolus.PersonID) ([]PersonalTable, error)
	// ClickedMonths returns the months in which a person has clicks, the oldest first.
	ClickedMonths(ctx context.Context, person obolus.PersonID) ([]obolus.Month, error)
}

// PersonalTable is rows about a person, written as text: amounts in millionths, times as RFC 3339.
type PersonalTable struct {
	Name    string
	Columns []string
	Rows    [][]string
}

// Personal is what is stored about a person. Her clicks are read month by month, by SupporterStatement.
type Personal struct {
	Person   obolus.Person
	Balances Balances
	Months   []obolus.Month // with clicks of hers, the oldest first
	Tables   []PersonalTable
}

// Personal gathers all about a person, for her. It fails with kind NotFound.
func (a *App) Personal(ctx context.Context, person obolus.PersonID) (Personal, error) {
	var all Personal
	err := a.store.Snapshot(ctx, func(tx Reader) error {
		var err error
		all.Person, err = tx.Person(ctx, person)
		if err != nil {
			return err
		}
		all.Balances, err = balances(ctx, tx, person)
		if err != nil {
			return err
		}
		all.Months, err = tx.ClickedMonths(ctx, person)
		if err != nil {
			return err
		}
		all.Tables, err = tx.PersonalTables(ctx, person)
		return err
	})
	if err != nil {
		return Personal{}, fmt.Errorf("gathering what is stored about person %d: %w", person, err)
	}
	return all, nil
}
