package main

import (
	"context"
	"fmt"

	"obolus/money"
)

type claimCommand struct {
	Identity string `arg:"" help:"Whose: domain:example.org, github:alice, mastodon:alice@example.social …"`
	Person   string `placeholder:"NAME" help:"The person who has shown that the identity is hers. Without it nothing changes: you read whom its pages name."`
}

// claimJSON is a claim for programs.
type claimJSON struct {
	Recipient string       `json:"recipient"`
	Person    string       `json:"person"`
	Gross     money.Amount `json:"gross"`
	Fee       money.Amount `json:"fee"`
	Net       money.Amount `json:"net"`
}

// evidenceJSON is what there is to know before a claim.
type evidenceJSON struct {
	Recipient string      `json:"recipient"`
	Claimed   bool        `json:"claimed"`
	Named     []namedJSON `json:"named"`
}

type namedJSON struct {
	Markup string `json:"markup"`
	Name   string `json:"name"`
	Pages  int64  `json:"pages"`
}

// evidence shows what speaks for or against a claim, which is for the operator to judge.
func (cl *claimCommand) evidence(ctx context.Context, c *console, d *database) error {
	e, err := d.Evidence(ctx, cl.Identity)
	if err != nil {
		return err
	}
	shown := evidenceJSON{Recipient: e.Recipient.Name, Claimed: e.Recipient.Claimed(), Named: []namedJSON{}}
	for _, n := range e.Named {
		shown.Named = append(shown.Named, namedJSON{Markup: string(n.Markup), Name: n.Name, Pages: n.Pages})
	}
	return c.answer(shown, func(out *page) {
		state := "nobody's yet: --person NAME says whose it is"
		if shown.Claimed {
			state = "somebody's already"
		}
		out.line("%s is %s.", shown.Recipient, state)
		for _, n := range shown.Named {
			out.line("Pages of it that name %s as who gets paid (%s): %d", n.Name, n.Markup, n.Pages)
		}
	})
}

// Run makes the identity the person's. The operator vouches for the proof.
func (cl *claimCommand) Run(ctx context.Context, c *console) error {
	d, err := c.openExisting(ctx)
	if err != nil {
		return err
	}
	defer d.close()
	if cl.Person == "" {
		return cl.evidence(ctx, c, d)
	}
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
