package main

import (
	"context"
	"fmt"

	"obolus/money"
)

type claimCommand struct {
	Identity string `arg:"" help:"Whose: domain:example.org, github:alice, mastodon:alice@example.social …"`
	Person   string `required:"" placeholder:"NAME" help:"The person who has shown that the identity is hers."`
}

// claimJSON is a claim for programs.
type claimJSON struct {
	Recipient string       `json:"recipient"`
	Person    string       `json:"person"`
	Gross     money.Amount `json:"gross"`
	Fee       money.Amount `json:"fee"`
	Net       money.Amount `json:"net"`
}

// Run makes the identity the person's. The operator vouches for the proof.
func (cl *claimCommand) Run(ctx context.Context, c *console) error {
	d, err := c.openExisting(ctx)
	if err != nil {
		return err
	}
	defer d.close()
	person, err := d.PersonNamed(ctx, cl.Person)
	if err != nil {
		return err
	}
	claim, err := d.Claim(doing(ctx, "claim", fmt.Sprint("person ", person.ID), cl.Identity), person.ID, cl.Identity)
	if err != nil {
		return err
	}
	escrow := claim.Escrow
	shown := claimJSON{Recipient: claim.Recipient.Name, Person: person.Name, Gross: escrow.Gross, Fee: escrow.Fee, Net: escrow.Net}
	return c.answer(shown, func(out *page) {
		in := written(escrow.Gross, escrow.Fee, escrow.Net)
		out.line("%s is %s: %s waited, the fee is %s, and her earnings got %s.",
			shown.Recipient, person.Name, in(escrow.Gross), in(escrow.Fee), in(escrow.Net))
	})
}
