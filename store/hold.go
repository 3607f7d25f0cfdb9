package store

import (
	"context"
	"time"

	"obolus"
)

func (q queries) Held(ctx context.Context, r obolus.RecipientID) (bool, error) {
	return q.any(ctx, `SELECT COUNT(*) FROM hold WHERE recipient = $1`, int64(r))
}

func (q queries) HeldBy(ctx context.Context, person obolus.PersonID) (bool, error) {
	return q.any(ctx, `SELECT COUNT(*) FROM hold JOIN recipient ON recipient.id = hold.recipient WHERE recipient.person = $1`, int64(person))
}

func (q queries) Barred(ctx context.Context, id obolus.ThingID) (bool, error) {
	return q.any(ctx, `SELECT COUNT(*) FROM barred WHERE thing = $1`, int64(id))
}

func (q queries) any(ctx context.Context, count string, args ...any) (bool, error) {
	var n int64
	err := single(ctx, q.q, count, args...).Scan(&n)
	return n > 0, classify(err)
}

func (q queries) SetHeld(ctx context.Context, r obolus.RecipientID, held bool, at time.Time) error {
	if held {
		_, err := exec(ctx, q.q, `INSERT INTO hold (recipient, at) VALUES ($1, $2) ON CONFLICT (recipient) DO NOTHING`, int64(r), at.UnixMilli())
		return err
	}
	_, err := exec(ctx, q.q, `DELETE FROM hold WHERE recipient = $1`, int64(r))
	return err
}

// SetBarred hides the thing too: lists, feeds and the search know only what is hidden. When it comes back
// it is as hidden as its creator had it.
func (q queries) SetBarred(ctx context.Context, id obolus.ThingID, barred bool, at time.Time) error {
	if barred {
		_, err := exec(ctx, q.q, `INSERT INTO barred (thing, at, hidden) SELECT thing, $2, hidden FROM description WHERE thing = $1 ON CONFLICT (thing) DO NOTHING`, int64(id), at.UnixMilli())
		if err == nil {
			_, err = exec(ctx, q.q, `UPDATE description SET hidden = $2, indexed = $3 WHERE thing = $1`, int64(id), true, false)
		}
		return err
	}
	_, err := exec(ctx, q.q, `UPDATE description SET hidden = barred.hidden, indexed = $2 FROM barred WHERE barred.thing = description.thing AND barred.thing = $1`, int64(id), false)
	if err == nil {
		_, err = exec(ctx, q.q, `DELETE FROM barred WHERE thing = $1`, int64(id))
	}
	return err
}
