package app

import (
	"context"
	"fmt"
	"time"

	"obolus"
	"obolus/ledger"
	"obolus/money"
	"obolus/month"
)

// closePosting is the transfer of a close while it is written, page by page: what the supporters give
// is posted while the next page is being read, what the recipients get at the end.
type closePosting struct {
	id          int64
	month       obolus.Month
	at          time.Time
	availableAt time.Time // when the earnings may be paid out (R11)
	begun       bool
	position    int64 // of the next posting
}

// supporters writes a page's settlements and posts what they give.
func (c *closePosting) supporters(ctx context.Context, tx Tx, settlements []month.Settlement) error {
	if len(settlements) == 0 {
		return nil
	}
	err := tx.InsertSettlements(ctx, c.month, settlements)
	if err != nil {
		return fmt.Errorf("writing settlements: %w", err)
	}
	gives := false
	for _, s := range settlements {
		gives = gives || s.Spent() > 0
	}
	if !gives {
		return nil
	}
	if !c.begun { // a month in which nobody gives has no transfer
		err = tx.BeginClose(ctx, c.id, c.month, c.at, c.availableAt)
		if err != nil {
			return err
		}
		c.begun = true
	}
	posted, err := tx.PostSupporters(ctx, c.id, c.month, settlements[0].Supporter, settlements[len(settlements)-1].Supporter, c.position)
	c.position += posted
	return err
}

// recipients posts what the recipients get, which must be what the supporters spent.
func (c *closePosting) recipients(ctx context.Context, tx Tx, postings []ledger.Posting, spent money.Amount) error {
	if !c.begun && spent == 0 {
		return nil
	}
	passed, err := tx.PostRecipients(ctx, c.id, c.position, postings)
	if err == nil && passed != spent {
		err = fmt.Errorf("%w: %s went through the pot, %s were divided", month.ErrDisagree, passed, spent)
	}
	return err
}
