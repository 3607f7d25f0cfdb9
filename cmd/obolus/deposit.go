package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"time"

	"obolus"
	"obolus/app"
	"obolus/money"
	"obolus/pay"
	"obolus/pay/testpay"
)

type depositCommand struct {
	Add    depositAdd    `cmd:"" default:"withargs" help:"Credit money to a person's funds."`
	Decide depositDecide `cmd:"" help:"Say that a pending deposit has cleared or failed."`
}

type depositAdd struct {
	Person    string `arg:"" help:"Whose funds."`
	Amount    amount `arg:"" help:"What was paid in, before the fee, such as 20 or 12.50."`
	Provider  string `default:"test" enum:"test" help:"The payment provider (${enum})."`
	Reference string `help:"The provider's reference. The same one again changes nothing. Default: a random one."`
	Pending   bool   `help:"The money is announced and not here yet."`
}

// depositJSON is a deposit for programs.
type depositJSON struct {
	ID        obolus.DepositID    `json:"id"`
	Person    string              `json:"person"`
	Provider  string              `json:"provider"`
	Reference string              `json:"reference"`
	Gross     money.Amount        `json:"gross"`
	Fee       money.Amount        `json:"fee"`
	Net       money.Amount        `json:"net"`
	State     obolus.DepositState `json:"state"`
	CreatedAt *string             `json:"created_at"`
	DecidedAt *string             `json:"decided_at"`
}

// Run asks the provider for the money and credits what it says.
func (a *depositAdd) Run(ctx context.Context, c *console) error {
	d, err := c.openExisting(ctx)
	if err != nil {
		return err
	}
	defer d.close()
	person, err := d.PersonNamed(ctx, a.Person)
	if err != nil {
		return err
	}
	if a.Reference == "" {
		a.Reference = rand.Text()
	}
	provider := testpay.Provider{Pending: a.Pending}
	asked := c.Now().Truncate(time.Millisecond) // as finely as times are stored
	payment, err := provider.Ask(ctx, pay.Order{Reference: a.Reference, Gross: money.Amount(a.Amount)})
	if err != nil {
		return err
	}
	deposit, err := d.Deposit(doing(ctx, "deposit", fmt.Sprint("person ", person.ID), payment.Reference), app.Payment{Person: person.ID, Provider: provider.Name(), Reference: payment.Reference,
		Gross: payment.Gross, State: payment.State})
	if err != nil {
		return err
	}
	again := ""
	if deposit.CreatedAt.Before(asked) {
		again = fmt.Sprintf(" It is known since %s UTC: nothing was credited again.", deposit.CreatedAt.UTC().Format("2006-01-02 15:04"))
	}
	return d.showDeposit(ctx, c, deposit, again)
}

type depositDecide struct {
	Reference string `arg:"" help:"The provider's reference."`
	State     string `arg:"" enum:"cleared,failed" help:"What became of it: cleared or failed."`
	Provider  string `default:"test" enum:"test" help:"The payment provider (${enum})."`
}

// Run passes on the provider's decision; with the provider test the operator plays the bank.
func (p *depositDecide) Run(ctx context.Context, c *console) error {
	d, err := c.openExisting(ctx)
	if err != nil {
		return err
	}
	defer d.close()
	notice, err := testpay.Provider{}.Decide(p.Reference, obolus.DepositState(p.State))
	if err != nil {
		return err
	}
	deposit, err := d.DecideDeposit(ctx, p.Provider, notice.Reference, notice.State)
	if err != nil {
		return err
	}
	return d.showDeposit(ctx, c, deposit, "")
}

// showDeposit says what a deposit brought, and what else there is to say; gross, fee and net always together (R6).
func (d *database) showDeposit(ctx context.Context, c *console, deposit obolus.Deposit, more string) error {
	person, err := d.Person(ctx, deposit.Person)
	if err != nil {
		return fmt.Errorf("reading whose deposit it is: %w", err)
	}
	charge := deposit.Charge
	shown := depositJSON{ID: deposit.ID, Person: person.Name, Provider: deposit.Provider, Reference: deposit.Reference,
		Gross: charge.Gross, Fee: charge.Fee, Net: charge.Net, State: deposit.State,
		CreatedAt: moment(deposit.CreatedAt), DecidedAt: moment(deposit.DecidedAt)}
	return c.answer(shown, func(out *page) {
		in := written(charge.Gross, charge.Fee, charge.Net)
		out.line("%s paid in %s, of which the fee is %s and her funds get %s: %s, reference %s.%s",
			person.Name, in(charge.Gross), in(charge.Fee), in(charge.Net), deposit.State, deposit.Reference, more)
	})
}
