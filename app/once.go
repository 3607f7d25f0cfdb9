package app

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"obolus"
)

// Once makes a request that moves money safe to repeat: the client's key, and a fingerprint of what
// it asked for. The zero value asks for no such thing.
type Once struct {
	Key         string
	Fingerprint string
}

// Answer is the stored result of a request that was made under a key.
type Answer struct {
	Person      obolus.PersonID
	Key         string
	Fingerprint string
	Body        string // JSON of the verb's result
	At          time.Time
}

type onceReader interface {
	// Answers returns the answers stored under a person's keys, in any order.
	Answers(ctx context.Context, person obolus.PersonID, key string) ([]Answer, error)
}

type onceWriter interface {
	// InsertAnswer fails with ErrExists where the key is taken: another process was faster.
	InsertAnswer(ctx context.Context, answer Answer) error
}

var errKeyReused = obolus.Errorf(obolus.Mismatch, "idempotency_key_reused",
	"this Idempotency-Key was used for another request: send a new key with a new request")

// stored finds the answer given under the key before and reads it into result. It returns false
// where there is none and fails with kind Mismatch where the key stood for another request.
func stored(ctx context.Context, tx Reader, person obolus.PersonID, once Once, result any) (bool, error) {
	if once.Key == "" {
		return false, nil
	}
	answers, err := tx.Answers(ctx, person, once.Key)
	if err != nil || len(answers) == 0 {
		return false, err
	}
	if answers[0].Fingerprint != once.Fingerprint {
		return false, errKeyReused
	}
	err = json.Unmarshal([]byte(answers[0].Body), result)
	if err != nil {
		return false, fmt.Errorf("reading a stored answer: %w", err)
	}
	return true, nil
}

// remember stores the result under the key, in the transaction that brought it about.
func remember(ctx context.Context, tx Tx, person obolus.PersonID, once Once, result any, now time.Time) error {
	if once.Key == "" {
		return nil
	}
	body, err := json.Marshal(result)
	if err != nil {
		return fmt.Errorf("storing an answer: %w", err)
	}
	return tx.InsertAnswer(ctx, Answer{Person: person, Key: once.Key, Fingerprint: once.Fingerprint, Body: string(body), At: now})
}
