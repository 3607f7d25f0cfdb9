package app

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sync"
	"time"

	"obolus"
)

type attemptWriter interface {
	// CountAttempt counts one more attempt of a subject in the span that began then, and returns how many
	// there are.
	CountAttempt(ctx context.Context, subject string, since time.Time) (int64, error)
	ForgiveAttempts(ctx context.Context, subject string) error
	// StoredKey returns the value kept under a name, which is fresh if there was none.
	StoredKey(ctx context.Context, name, fresh string) (string, error)
}

// limit is how often something may be tried within a span. Spans are fixed, so that a count is one row;
// across a border twice as many are possible.
type limit struct {
	name string
	most int64
	span time.Duration
}

// The limits on guessing. An account's is met by somebody who guesses one password, an address's by
// somebody who guesses many. Links by mail and passkeys still work, so nobody can lock another out.
var (
	guessesOfAccount = limit{"account", 10, 15 * time.Minute}
	guessesFrom      = limit{"from", 60, 15 * time.Minute}
	codesOfAccount   = limit{"code", 6, 15 * time.Minute}
	codesOfDay       = limit{"code_day", 30, 24 * time.Hour} // whoever tries them knows the password already
	signUpsFrom      = limit{"sign_up", 20, time.Hour}
	lettersTo        = limit{"letter", 5, time.Hour}
	ceremoniesFrom   = limit{"ceremony", 60, 15 * time.Minute} // each is a row until it ends
	feedsFor         = limit{"feed", 60, time.Hour}            // each asks somebody else's server
	addressesOf      = limit{"address", 5, time.Hour}          // each is a letter to anybody, with her name in it
)

// attemptKey is read once; it keeps the table from telling whose addresses these were.
type attemptKey struct {
	sync.Mutex
	key []byte
}

var errTooMany = obolus.Errorf(obolus.TooMany, "too_many_attempts",
	"there were too many attempts: wait a quarter of an hour, or let a sign-in link be mailed to you")

// try counts an attempt before it is made, so that many at once cannot slip through, and fails with kind
// TooMany beyond the limit.
func (a *App) try(ctx context.Context, l limit, subject string) error {
	within, err := a.within(ctx, l, subject)
	if err == nil && !within {
		err = errTooMany
	}
	return err
}

func (a *App) within(ctx context.Context, l limit, subject string) (bool, error) {
	if subject == "" {
		return true, nil // the command line
	}
	var n int64
	err := a.write(ctx, func(tx Tx) error {
		hidden, err := a.subject(ctx, tx, l, subject)
		if err != nil {
			return err
		}
		n, err = tx.CountAttempt(ctx, hidden, a.now().Truncate(l.span))
		return err
	})
	if err != nil {
		return false, fmt.Errorf("counting an attempt: %w", err)
	}
	return n <= l.most, nil
}

// forgive forgets the attempts of somebody who has got it right.
func (a *App) forgive(ctx context.Context, l limit, subject string) error {
	return a.write(ctx, func(tx Tx) error {
		hidden, err := a.subject(ctx, tx, l, subject)
		if err != nil {
			return err
		}
		return tx.ForgiveAttempts(ctx, hidden)
	})
}

func (a *App) subject(ctx context.Context, tx Tx, l limit, subject string) (string, error) {
	a.attempts.Lock()
	defer a.attempts.Unlock()
	if a.attempts.key == nil {
		key, err := tx.StoredKey(ctx, "attempt_key", rand.Text())
		if err != nil {
			return "", err
		}
		a.attempts.key = []byte(key)
	}
	mac := hmac.New(sha256.New, a.attempts.key)
	mac.Write([]byte(l.name + "\x00" + subject))
	return hex.EncodeToString(mac.Sum(nil)), nil
}
