package app

import (
	"context"
	"fmt"
	"strings"

	"obolus"
)

// Tokens lists a person's tokens for the API, the newest first. What is listed opens nothing.
func (a *App) Tokens(ctx context.Context, person obolus.PersonID) ([]Credential, error) {
	all, err := a.store.Credentials(ctx, person, Token)
	if err != nil {
		return nil, fmt.Errorf("listing the tokens of person %d: %w", person, err)
	}
	return all, nil
}

// TokenName is by what a token is called when it is revoked: the beginning of its hash.
func (c Credential) TokenName() string { return c.Hash[:8] }

// RevokeToken ends one of a person's tokens, within two seconds on every process. It fails with kind
// NotFound, code token_unknown, where she has none of that name.
func (a *App) RevokeToken(ctx context.Context, person obolus.PersonID, name string) (Credential, error) {
	all, err := a.Tokens(ctx, person)
	if err != nil {
		return Credential{}, err
	}
	for _, c := range all {
		if !strings.EqualFold(c.TokenName(), name) {
			continue
		}
		err = a.write(ctx, func(tx Tx) error { return tx.EndCredential(ctx, person, Token, c.Hash) })
		a.known.credentials.forget(c.Hash)
		return c, err
	}
	return Credential{}, obolus.Errorf(obolus.NotFound, "token_unknown", "she has no token that is called %q", name)
}
