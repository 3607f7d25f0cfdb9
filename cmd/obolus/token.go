package main

import (
	"context"
	"fmt"

	"obolus/app"
)

// tokenJSON is a token for programs, by which nobody gets in.
type tokenJSON struct {
	Token     string  `json:"token"` // its name
	Label     string  `json:"label"`
	CreatedAt *string `json:"created_at"`
}

func tokenOf(c app.Credential) tokenJSON {
	return tokenJSON{Token: c.TokenName(), Label: c.Label, CreatedAt: moment(c.CreatedAt)}
}

type personTokens struct{ named }

// Run lists a person's tokens.
func (p *personTokens) Run(ctx context.Context, c *console) error {
	d, person, err := p.find(ctx, c)
	if err != nil {
		return err
	}
	defer d.close()
	tokens, err := d.Tokens(ctx, person.ID)
	if err != nil {
		return err
	}
	listed := []tokenJSON{}
	for _, t := range tokens {
		listed = append(listed, tokenOf(t))
	}
	return c.answer(listed, func(out *page) {
		if len(tokens) == 0 {
			out.line("%s has no tokens.", person.Name)
			return
		}
		var rows [][]string
		for _, t := range tokens {
			rows = append(rows, []string{t.TokenName(), day(t.CreatedAt), t.Label})
		}
		out.table([]column{{head: "token"}, {head: "made"}, {head: "label", most: 50}}, rows)
	})
}

type personRevoke struct {
	named
	Token string `arg:"" help:"The token's name, as person tokens lists it."`
}

// Run ends a token.
func (p *personRevoke) Run(ctx context.Context, c *console) error {
	d, person, err := p.find(ctx, c)
	if err != nil {
		return err
	}
	defer d.close()
	ended, err := d.RevokeToken(doing(ctx, "person.revoke", fmt.Sprint("person ", person.ID), p.Token), person.ID, p.Token)
	if err != nil {
		return err
	}
	return c.answer(tokenOf(ended), func(out *page) {
		out.line("The token %s of %s has ended; a server that has just seen it takes two seconds to know.", ended.TokenName(), person.Name)
	})
}
