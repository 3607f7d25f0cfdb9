package app

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"obolus"
)

// A click is acknowledged when it is on the disk, and the disk takes as long for one row as for two
// hundred. So clicks share commits.

const (
	// laneWorth is how many clicks are worth another commit beside one that is under way. Without it many
	// commits were of few clicks, and each cost a tenth more of the processor.
	laneWorth = 24
	// commitTime ends a commit whose database has gone away.
	commitTime = 20 * time.Second
)

// pendingClick is one request to click, and what became of it.
type pendingClick struct {
	key       ClickKey
	id        obolus.ClickID
	thing     obolus.Thing
	once      Once
	anonymous *bool     // nil: what the supporter has chosen
	at        time.Time // when a past click was made; zero: when the batch is accepted
	result    Clicked
	err       error
}

// commitClicks decides a batch in one transaction and sets each request's result or error.
func (a *App) commitClicks(ctx context.Context, batch []*pendingClick) {
	err := a.write(ctx, func(tx Tx) error { return a.clickAll(ctx, tx, batch) })
	if err == nil {
		return
	}
	for _, p := range batch {
		p.result, p.err = Clicked{}, err
	}
}

// clickAll applies the rules to each click and inserts those that may be. An error is the whole
// batch's; a refusal is one click's.
func (a *App) clickAll(ctx context.Context, tx Tx, batch []*pendingClick) error {
	rules, err := a.readRules(ctx, tx, batch)
	if err != nil {
		return err
	}
	var accepted []obolus.Click
	var inserting []*pendingClick
	repeated := repeats(batch)
	for _, p := range batch {
		p.result, p.err = Clicked{}, nil // the batch may run more than once
		if repeated[p] != nil {
			continue
		}
		answered, err := stored(ctx, tx, p.key.Supporter, p.once, &p.result)
		if obolus.KindOf(err) == obolus.Mismatch {
			p.err = err
			continue
		}
		if err != nil {
			return err
		}
		if answered {
			continue
		}
		if _, clicked := rules.clicked[p.key]; !clicked {
			p.err = rules.may(p)
			if p.err != nil {
				continue
			}
			accepted = append(accepted, obolus.Click{ID: p.id, Supporter: p.key.Supporter, Month: rules.month, Thing: p.key.Thing,
				Recipient: rules.Targets[p.key.Thing].Recipient, Weight: 1,
				Anonymous: rules.anonymous(p), At: rules.accepted(p)})
		}
		inserting = append(inserting, p)
	}
	err = finish(ctx, tx, rules, accepted, inserting)
	for p, first := range repeated {
		p.result, p.err = first.result, first.err
		if p.once.Fingerprint != first.once.Fingerprint {
			p.result, p.err = Clicked{}, errKeyReused
		}
	}
	return err
}

// repeats finds the requests of a batch that are under the same key as an earlier one of it, and that
// one: what it will be told is not stored yet, and can be stored once only.
func repeats(batch []*pendingClick) map[*pendingClick]*pendingClick {
	type key struct {
		person obolus.PersonID
		once   string
	}
	first, repeats := map[key]*pendingClick{}, map[*pendingClick]*pendingClick{}
	for _, p := range batch {
		if p.once.Key == "" {
			continue
		}
		k := key{p.key.Supporter, p.once.Key}
		if first[k] == nil {
			first[k] = p
		} else {
			repeats[p] = first[k]
		}
	}
	return repeats
}

// finish inserts the accepted clicks and tells every request how its click now stands.
func finish(ctx context.Context, tx Tx, rules clickRules, accepted []obolus.Click, requests []*pendingClick) error {
	slices.SortFunc(accepted, func(x, y obolus.Click) int { // one order for all, against deadlocks
		return cmp.Or(cmp.Compare(x.Supporter, y.Supporter), cmp.Compare(x.Thing, y.Thing))
	})
	inserted, err := tx.InsertClicks(ctx, accepted)
	if err != nil {
		return err
	}
	if inserted < len(accepted) { // twice in this batch, or another process was faster
		err = rules.find(ctx, tx, requests)
		if err != nil {
			return err
		}
	} else {
		for _, click := range accepted {
			rules.clicked[ClickKey{click.Supporter, click.Thing}] = click
		}
	}
	for _, p := range requests {
		click, there := rules.clicked[p.key]
		if !there { // undone after it kept ours out and before we looked: nothing may be told of it
			return fmt.Errorf("the click of person %d on thing %d is gone again: %w", p.key.Supporter, p.key.Thing, ErrExists)
		}
		p.result = Clicked{Click: click, Thing: p.thing, New: click.ID == p.id}
		err = remember(ctx, tx, p.key.Supporter, p.once, p.result, rules.at)
		if err != nil {
			return err
		}
	}
	return nil
}
