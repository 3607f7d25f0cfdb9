package app

import (
	"context"
	"crypto/rand"
	"time"

	"obolus/auth"
)

// Waiter is an address on the waiting list, which was confirmed.
type Waiter struct {
	Folded, Email, Language string
	Since                   time.Time
	AdmittedAt              time.Time
}

type waitingReader interface {
	// Waiter fails with kind NotFound, also where the address was admitted.
	Waiter(ctx context.Context, folded string) (Waiter, error)
	// WaitingList returns who waits, the longest first.
	WaitingList(ctx context.Context, limit int) ([]Waiter, error)
}

type waitingWriter interface {
	// InsertWaiter leaves an address that is there already as it is.
	InsertWaiter(ctx context.Context, w Waiter) error
	// AdmitWaiter is false where the address does not wait.
	AdmitWaiter(ctx context.Context, folded string, at time.Time) (bool, error)
}

// Wait queues a letter that confirms a place on the waiting list. An address with an account gets another
// letter, and the answer is the same.
func (a *App) Wait(ctx context.Context, email, language, from string) error {
	written, folded, err := auth.MailAddress(email)
	if err != nil {
		return err
	}
	err = a.try(ctx, signUpsFrom, from)
	if err != nil {
		return err
	}
	free, err := addressFree(ctx, a.store, folded)
	if err != nil {
		return err
	}
	secret, waits, err := a.pend(WaiterPending, 0, Waiter{Folded: folded, Email: written, Language: language}, confirmLife)
	if err != nil {
		return err
	}
	letter := newLetter{kind: WaitLetter, email: written, folded: folded, language: language, data: LetterData{Secret: secret}}
	if !free {
		letter.kind, letter.data = KnownLetter, LetterData{}
	}
	return a.post(ctx, letter, func(tx Tx) error { return tx.InsertPending(ctx, waits) })
}

// ConfirmWait puts the address that a secret was sent to on the list.
func (a *App) ConfirmWait(ctx context.Context, secret string) error {
	waits, err := a.awaited(ctx, WaiterPending, secret)
	if err != nil {
		return err
	}
	var w Waiter
	err = waits.read(&w)
	if err != nil {
		return err
	}
	w.Since = a.now()
	return a.write(ctx, func(tx Tx) error {
		err := takePending(ctx, tx, waits)
		if err != nil {
			return err
		}
		return tx.InsertWaiter(ctx, w)
	})
}

// WaitingList returns who waits to be let in, the longest first.
func (a *App) WaitingList(ctx context.Context, limit int) ([]Waiter, error) {
	return a.store.WaitingList(ctx, limit)
}

// Admit lets in up to n who have waited longest, by a letter with an invitation, and returns them.
func (a *App) Admit(ctx context.Context, n int) ([]Waiter, error) {
	first, err := a.store.NewIDs(ctx, max(n, 1))
	if err != nil {
		return nil, err
	}
	var admitted []Waiter
	err = a.write(ctx, func(tx Tx) error {
		admitted = nil
		waiting, err := tx.WaitingList(ctx, n)
		if err != nil {
			return err
		}
		for i, w := range waiting {
			fresh, err := tx.AdmitWaiter(ctx, w.Folded, a.now())
			if err != nil {
				return err
			}
			if !fresh {
				continue // another process has let her in
			}
			err = a.inviteByLetter(ctx, tx, first+int64(i), w)
			if err != nil {
				return err
			}
			admitted = append(admitted, w)
		}
		return nil
	})
	a.wake()
	return admitted, err
}

// AdmitAddress lets in one address of the list; kind NotFound where it does not wait.
func (a *App) AdmitAddress(ctx context.Context, email string) error {
	_, folded, err := auth.MailAddress(email)
	if err != nil {
		return err
	}
	id, err := a.store.NewIDs(ctx, 1)
	if err != nil {
		return err
	}
	err = a.write(ctx, func(tx Tx) error {
		w, err := tx.Waiter(ctx, folded)
		if err != nil {
			return err
		}
		fresh, err := tx.AdmitWaiter(ctx, folded, a.now())
		if err != nil || !fresh {
			return err // another process has let her in
		}
		return a.inviteByLetter(ctx, tx, id, w)
	})
	a.wake()
	return err
}

// inviteByLetter makes an operator's invitation and the letter that holds it.
func (a *App) inviteByLetter(ctx context.Context, tx Tx, id int64, w Waiter) error {
	i := Invitation{Code: rand.Text(), CreatedAt: a.now()}
	err := tx.InsertInvitation(ctx, i)
	if err != nil {
		return err
	}
	return a.insertLetter(ctx, tx, id, newLetter{kind: InviteLetter, email: w.Email, language: w.Language, data: LetterData{Secret: i.Code}})
}
