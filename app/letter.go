package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"obolus"
)

// LetterKind says what a letter is about; whoever sends it writes the words.
type LetterKind string

// The letters.
const (
	SignUpLetter       LetterKind = "sign_up"       // confirm the address of a new account
	KnownLetter        LetterKind = "known"         // somebody wanted an account for an address that has one
	LinkLetter         LetterKind = "link"          // a link to sign in
	ConfirmEmailLetter LetterKind = "confirm_email" // confirm a new address
	EmailChangedLetter LetterKind = "email_changed" // to the old address
	ChangedLetter      LetterKind = "changed"       // a way to sign in has changed
	BankLetter         LetterKind = "bank"          // where payouts go has changed
	WaitLetter         LetterKind = "wait"          // confirm a place on the waiting list
	InviteLetter       LetterKind = "invite"        // come in
)

// LetterData fills in a letter. It can hold a secret and is deleted when the letter is sent.
type LetterData struct {
	Name    string `json:",omitempty"` // of whom it is to, or of who invites
	Secret  string `json:",omitempty"`
	Next    string `json:",omitempty"` // the page to show afterwards
	Address string `json:",omitempty"`
}

// Letter is one mail in the outbox.
type Letter struct {
	ID        int64
	Kind      LetterKind
	Email     string
	Language  string
	Data      []byte // JSON of LetterData, empty when the letter is done
	CreatedAt time.Time
	DueAt     time.Time // zero: done
	Tries     int64
	SentAt    time.Time
	FailedAt  time.Time
	Problem   string // why it was not sent so far
}

type letterReader interface {
	// DueLetters returns letters that should be sent by now, the longest due first.
	DueLetters(ctx context.Context, now time.Time, limit int) ([]Letter, error)
	// FailedLetters returns letters that could not be sent so far or for good, the newest first.
	FailedLetters(ctx context.Context, limit int) ([]Letter, error)
}

type letterWriter interface {
	InsertLetter(ctx context.Context, l Letter) error
	// ClaimLetter makes one try this process's; false where another was faster.
	ClaimLetter(ctx context.Context, id, tries int64, again time.Time) (bool, error)
	LetterSent(ctx context.Context, id int64, at time.Time) error
	LetterFailed(ctx context.Context, id int64, at time.Time, problem string) error
	LetterDelayed(ctx context.Context, id int64, problem string) error
}

// ErrUndeliverable is what a post office returns (wrapped) for a letter that no further try can deliver.
var ErrUndeliverable = errors.New("this letter cannot be delivered")

// newLetter is a letter to be queued; without a kind it is only counted.
type newLetter struct {
	kind          LetterKind
	email, folded string // folded: the address to hold the limit against, "" for none
	language      string
	data          LetterData
}

func (a *App) insertLetter(ctx context.Context, tx Tx, id int64, l newLetter) error {
	data, err := json.Marshal(l.data)
	if err != nil {
		return fmt.Errorf("writing a letter: %w", err)
	}
	return tx.InsertLetter(ctx, Letter{ID: id, Kind: l.kind, Email: l.email, Language: l.language, Data: data, CreatedAt: a.now(), DueAt: a.now()})
}

// post queues a letter in the transaction of what causes it. Beyond the limit of letters to one address the
// cause is written all the same and the letter is not: strangers cannot fill somebody's mailbox, nor learn
// from the answer that they have.
func (a *App) post(ctx context.Context, l newLetter, cause func(Tx) error) error {
	within, err := a.within(ctx, lettersTo, l.folded)
	if err != nil {
		return err
	}
	id, err := a.store.NewIDs(ctx, 1)
	if err != nil {
		return err
	}
	err = a.write(ctx, func(tx Tx) error {
		err := cause(tx)
		if err != nil || !within || l.kind == "" {
			return err
		}
		return a.insertLetter(ctx, tx, id, l)
	})
	if err == nil {
		a.wake()
	}
	return err
}

// tell queues a letter to a person, if she has an address, that says what has changed about her account.
func (a *App) tell(ctx context.Context, person obolus.PersonID, kind LetterKind, cause func(Tx) error) error {
	account, err := a.Account(ctx, person)
	if err != nil {
		return err
	}
	if account.Email == "" {
		return a.write(ctx, cause)
	}
	return a.post(ctx, newLetter{kind: kind, email: account.Email, language: account.Language}, cause)
}
