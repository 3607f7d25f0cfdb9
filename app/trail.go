package app

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"obolus"
	"obolus/ledger"
	"obolus/money"
	"obolus/month"
)

type trailReader interface {
	// ClickOf returns one of a supporter's clicks of any month; kind NotFound, code click_unknown.
	ClickOf(ctx context.Context, supporter obolus.PersonID, id obolus.ClickID) (ClickedThing, error)
	// TransferOf returns the transfer of a cause; kind NotFound where there is none.
	TransferOf(ctx context.Context, cause ledger.Cause) (StoredTransfer, error)
	// PostingsInto returns what a transfer moved into an account, in order.
	PostingsInto(ctx context.Context, transfer int64, into ledger.Account) ([]ledger.Posting, error)
}

// StoredTransfer is when and why money moved.
type StoredTransfer struct {
	ID    int64
	Cause ledger.Cause
	At    time.Time
}

// Trail is the way of one click's worth, as far as it has come. Amounts are this click's part of what
// moved: a posting carries the parts of many.
type Trail struct {
	ClickedThing
	Closed      bool
	Settlement  month.Settlement // zero while the month is open or she is suspended
	Worth       money.Amount
	Whereabouts Whereabouts
	Parts       []TrailPart // one for each recipient, in the order of the team (R3)
	Steps       []TrailStep // in the order of time
}

// TrailPart is what one recipient gets of the click.
type TrailPart struct {
	Recipient   obolus.Recipient
	Amount      money.Amount // before the fee of earnings
	CollectedAt time.Time    // zero while it waits
}

// TrailStep is one movement in the ledger.
type TrailStep struct {
	Transfer  StoredTransfer
	From, To  ledger.Kind
	Recipient obolus.Recipient // through whose escrow; zero for the way into the pot
	Amount    money.Amount
}

// Trail follows one of a person's clicks through the ledger. It fails with kind NotFound.
func (a *App) Trail(ctx context.Context, person obolus.PersonID, id obolus.ClickID) (Trail, error) {
	var t Trail
	err := a.store.Snapshot(ctx, func(tx Reader) error {
		p, err := tx.Person(ctx, person)
		if err != nil {
			return err
		}
		t = Trail{}
		t.ClickedThing, err = tx.ClickOf(ctx, person, id)
		if err != nil {
			return err
		}
		return t.follow(ctx, tx, p)
	})
	if err != nil {
		return Trail{}, fmt.Errorf("following click %d of person %d: %w", id, person, err)
	}
	return t, nil
}

func (t *Trail) follow(ctx context.Context, tx Reader, p obolus.Person) error {
	given, err := tx.GivenTo(ctx, p.ID, t.Click.Month)
	if err != nil {
		return err
	}
	g := GivenMonth{SupporterStatement: SupporterStatement{Person: p, Month: t.Click.Month}, To: given}
	err = g.fill(ctx, tx, g.clicks(), []ClickedThing{t.ClickedThing})
	if err != nil {
		return err
	}
	t.Closed, t.Worth, t.Whereabouts = g.Closed, g.Clicks[0].Worth, g.Clicks[0].Whereabouts
	err = t.split(ctx, tx)
	if err != nil || !t.Closed || t.Worth == 0 {
		return err
	}
	t.Settlement, err = tx.Settlement(ctx, p.ID, t.Click.Month)
	if err != nil {
		return err
	}
	division, err := t.division(ctx, tx)
	if err != nil {
		return err
	}
	t.Steps = append(t.Steps, TrailStep{Transfer: division, From: ledger.Funds, To: ledger.Pot, Amount: t.Worth})
	for i := range t.Parts {
		err = t.pass(ctx, tx, division, &t.Parts[i])
		if err != nil {
			return err
		}
	}
	return nil
}

// split names who gets what of the click.
func (t *Trail) split(ctx context.Context, tx Reader) error {
	if t.Recipient.Kind != obolus.TeamRecipient {
		t.Parts = []TrailPart{{Recipient: t.Recipient, Amount: t.Worth}}
		return nil
	}
	teams, err := tx.Teams(ctx)
	if err != nil {
		return err
	}
	team := teams[int64(t.Recipient.ID)]
	parts, err := team.Split(t.Worth)
	if err != nil {
		return err
	}
	for i, member := range team {
		r, err := tx.Recipient(ctx, obolus.RecipientID(member.Recipient))
		if err != nil {
			return err
		}
		t.Parts = append(t.Parts, TrailPart{Recipient: r, Amount: parts[i]})
	}
	return nil
}

// division is the transfer that divided the supporter's month: its close, or her own late one.
func (t *Trail) division(ctx context.Context, tx Reader) (StoredTransfer, error) {
	m := t.Click.Month.String()
	late, err := tx.TransferOf(ctx, ledger.Cause{Kind: ledger.SettledLate, Ref: m + "/" + strconv.FormatInt(int64(t.Click.Supporter), 10)})
	if obolus.KindOf(err) != obolus.NotFound {
		return late, err
	}
	return tx.TransferOf(ctx, ledger.Cause{Kind: ledger.Closed, Ref: m})
}

// pass follows a part into the recipient's escrow and on to whoever stands for it: at once where it was
// claimed already, else by the claim.
func (t *Trail) pass(ctx context.Context, tx Reader, division StoredTransfer, part *TrailPart) error {
	if part.Amount == 0 {
		return nil
	}
	escrow := ledger.Account{Kind: ledger.Escrow, Owner: int64(part.Recipient.ID)}
	came, err := tx.PostingsInto(ctx, division.ID, escrow)
	if err != nil || len(came) == 0 {
		return err
	}
	t.Steps = append(t.Steps, TrailStep{Transfer: division, From: ledger.Pot, To: ledger.Escrow, Recipient: part.Recipient, Amount: part.Amount})
	if !part.Recipient.Claimed() {
		return nil
	}
	collected, err := tx.PostingsInto(ctx, division.ID, account(ledger.Earnings, part.Recipient.Person))
	if err != nil {
		return err
	}
	by := division
	if !fromEscrow(collected, escrow) {
		by, err = tx.TransferOf(ctx, ledger.Cause{Kind: ledger.Claimed, Ref: strconv.FormatInt(int64(part.Recipient.ID), 10)})
		if obolus.KindOf(err) == obolus.NotFound { // less than a millionth was left by the fee
			return nil
		}
		if err != nil {
			return err
		}
	}
	part.CollectedAt = by.At
	t.Steps = append(t.Steps, TrailStep{Transfer: by, From: ledger.Escrow, To: ledger.Earnings, Recipient: part.Recipient, Amount: part.Amount})
	return nil
}

func fromEscrow(postings []ledger.Posting, escrow ledger.Account) bool {
	for _, p := range postings {
		if p.Source == escrow {
			return true
		}
	}
	return false
}
