package app

import (
	"context"
	"errors"
	"fmt"
	"time"
)

const (
	lettersAtOnce = 20
	mostTries     = 12 // with the growing pauses, two days
	firstPause    = time.Minute
	longestPause  = 6 * time.Hour
)

// Posted is told something whenever a letter was queued by this process.
func (a *App) Posted() <-chan struct{} { return a.posted }

func (a *App) wake() {
	select {
	case a.posted <- struct{}{}:
	default: // somebody is told already
	}
}

// Deliver sends the letters that are due and returns how many were sent. A letter whose try fails waits
// longer every time, and is given up after mostTries or at once if send says ErrUndeliverable. A process
// that ends in the middle of a try leaves the letter to be tried again, so a letter may come twice, but is
// never lost.
func (a *App) Deliver(ctx context.Context, send func(context.Context, Letter) error) (int, error) {
	letters, err := a.store.DueLetters(ctx, a.now(), lettersAtOnce)
	if err != nil {
		return 0, fmt.Errorf("looking for letters: %w", err)
	}
	sent := 0
	for _, l := range letters {
		delivered, err := a.deliver(ctx, l, send)
		if err != nil {
			return sent, fmt.Errorf("letter %d: %w", l.ID, err)
		}
		if delivered {
			sent++
		}
	}
	return sent, nil
}

// deliver makes one try. What the post office says is kept with the letter and is no error of ours.
func (a *App) deliver(ctx context.Context, l Letter, send func(context.Context, Letter) error) (bool, error) {
	claimed := false
	err := a.write(ctx, func(tx Tx) (err error) {
		claimed, err = tx.ClaimLetter(ctx, l.ID, l.Tries, a.now().Add(pause(l.Tries)))
		return err
	})
	if err != nil || !claimed {
		return false, err
	}
	problem := send(ctx, l)
	if ctx.Err() != nil {
		ctx = context.WithoutCancel(ctx) // it may have been sent: that is written down all the same
	}
	return problem == nil, a.write(ctx, func(tx Tx) error {
		switch {
		case problem == nil:
			return tx.LetterSent(ctx, l.ID, a.now())
		case errors.Is(problem, ErrUndeliverable), l.Tries+1 >= mostTries:
			return tx.LetterFailed(ctx, l.ID, a.now(), short(problem))
		default:
			return tx.LetterDelayed(ctx, l.ID, short(problem))
		}
	})
}

// FailedLetters returns what could not be sent so far or for good, for the operator.
func (a *App) FailedLetters(ctx context.Context, limit int) ([]Letter, error) {
	return a.store.FailedLetters(ctx, limit)
}

// pause doubles with every try.
func pause(tries int64) time.Duration {
	return min(firstPause<<min(tries, 20), longestPause)
}

// short keeps a server's answer to a line that any database can hold.
func short(err error) string {
	text := []rune(err.Error())
	kept := make([]rune, 0, 300)
	for _, r := range text[:min(len(text), 300)] {
		if r >= ' ' {
			kept = append(kept, r)
		}
	}
	return string(kept)
}
