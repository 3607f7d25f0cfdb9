package app

import (
	"context"
	"slices"
	"time"

	"obolus"
)

// clickRules is what the rules of a batch's clicks depend on, read after the month's lock was taken.
type clickRules struct {
	ClickBasis
	month   obolus.Month
	at      time.Time // when the batch is accepted
	clicked map[ClickKey]obolus.Click
}

func (a *App) readRules(ctx context.Context, tx Tx, batch []*pendingClick) (clickRules, error) {
	rules, err := openMonth(ctx, tx, a.now(), batch)
	if err != nil {
		return rules, err
	}
	var refused []*pendingClick
	for _, p := range batch {
		if rules.may(p) != nil {
			refused = append(refused, p)
		}
	}
	// Whoever may not click now may have clicked before. Those who may are not looked up: the database
	// tells which of their clicks are new when they are inserted.
	return rules, rules.find(ctx, tx, refused)
}

// openMonth takes a share of the first month that is not closed yet, beginning with the running one, and
// reads the rules of the batch's clicks in it. A later month is only reached where this process's clock
// lags behind the one that closed the month (R8); one before a closed month does not count as open, since
// no close would look back for it.
func openMonth(ctx context.Context, tx Tx, now time.Time, batch []*pendingClick) (clickRules, error) {
	people, things := make([]obolus.PersonID, 0, len(batch)), make([]obolus.ThingID, 0, len(batch))
	for _, p := range batch {
		people, things = append(people, p.key.Supporter), append(things, p.key.Thing)
	}
	people, things = distinct(people), distinct(things)
	for m := obolus.MonthOf(now); ; {
		basis, err := tx.ClickBasis(ctx, m, people, things)
		if err != nil {
			return clickRules{}, err
		}
		if basis.LastClosed < m {
			if now.Before(m.Start()) {
				now = m.Start()
			}
			return clickRules{ClickBasis: basis, month: m, at: now}, nil
		}
		m = basis.LastClosed.Next()
	}
}

// distinct sorts numbers and leaves repeated ones out.
func distinct[ID ~int64](numbers []ID) []ID {
	slices.Sort(numbers)
	return slices.Compact(numbers)
}

// find reads which of the requests' clicks are there.
func (r *clickRules) find(ctx context.Context, tx Tx, requests []*pendingClick) error {
	keys := make([]ClickKey, 0, len(requests))
	for _, p := range requests {
		keys = append(keys, p.key)
	}
	var err error
	r.clicked, err = tx.FindClicks(ctx, r.month, keys)
	return err
}

func (r *clickRules) may(p *pendingClick) error {
	if m := obolus.MonthOf(r.accepted(p)); m != r.month {
		return obolus.Errorf(obolus.Conflict, "month_closed", "%s is closed: no click can enter it any more", m)
	}
	return r.Givers[p.key.Supporter].may(p.key.Supporter, r.Targets[p.key.Thing])
}

// anonymous is whether a request's click keeps its supporter's name to itself.
func (r *clickRules) anonymous(p *pendingClick) bool {
	if p.anonymous == nil {
		return r.Givers[p.key.Supporter].Anonymous
	}
	return *p.anonymous
}

// accepted is the time of a request's click.
func (r *clickRules) accepted(p *pendingClick) time.Time {
	if p.at.IsZero() {
		return r.at
	}
	return p.at
}
