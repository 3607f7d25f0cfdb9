package app

import (
	"context"
	"time"

	"obolus"
	"obolus/month"
)

type recipientReader interface {
	// Recipient and RecipientNamed fail with kind NotFound, code "recipient_unknown".
	Recipient(ctx context.Context, id obolus.RecipientID) (obolus.Recipient, error)
	RecipientNamed(ctx context.Context, name string) (obolus.Recipient, error)
	// RecipientsOf returns whom a person stands for: herself and the identities she claimed.
	RecipientsOf(ctx context.Context, person obolus.PersonID) ([]obolus.Recipient, error)
	// Teams returns every team with its members in order (R3).
	Teams(ctx context.Context) (month.Teams, error)
}

type recipientWriter interface {
	// InsertRecipient returns the recipient of that name, which may have been there before.
	InsertRecipient(ctx context.Context, r obolus.Recipient, at time.Time) (obolus.Recipient, error)
	InsertTeam(ctx context.Context, team obolus.RecipientID, members month.Team) error
}
