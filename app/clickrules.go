package app

import (
	"context"
	"slices"
	"time"

	"obolus"
)

// clickRules is what the rules of a batch's clicks depend on, read after the month's lock was taken.
type clickRules struct {
	month   obolus.Month
	at      time.Time // when the batch is accepted
	givers  map[obolus.PersonID]Giver
	targets map[obolus.ThingID]Target
	clicked map[ClickKey]obolus.Click
}

func (a *App) readRules(ctx context.Context, tx Tx, batch []*pendingClick) (clickRules, error) {
	var rules clickRules
	var err error
	rules.month, rules.at, err = openMonth(ctx, tx, a.now())
	if err != nil {
		return rules, err
	}
	var people []obolus.PersonID
	var things []obolus.ThingID
	for _, p := range batch {
		people = append(people, p.key.Supporter)
		things = append(things, p.key.Thing)
	}
	slices.Sort(people)
	slices.Sort(things)
	rules.givers, err = tx.Givers(ctx, slices.Compact(people))
	if err != nil {
		return rules, err
	}
	rules.targets, err = tx.Targets(ctx, slices.Compact(things))
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
	return r.givers[p.key.Supporter].may(p.key.Supporter, r.targets[p.key.Thing])
}

// anonymous is whether a request's click keeps its supporter's name to itself.
func (r *clickRules) anonymous(p *pendingClick) bool {
	if p.anonymous == nil {
		return r.givers[p.key.Supporter].Anonymous
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
