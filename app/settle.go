package app

import (
	"context"
	"fmt"

	"obolus"
	"obolus/month"
)

// A close is a line of three that work at once: one reads supporters, one divides their budgets, one
// writes what they came to. Each is a page ahead of the next.

// supportersPage is one page of supporters, or why it could not be read.
type supportersPage struct {
	supporters []Supporter
	err        error
}

// pages reads the supporters of a month one page ahead of whoever divides them. What it reads from must
// stand still: a close holds the month's lock and reads on a connection of its own, a rehearsal reads a
// snapshot, which nobody else may use meanwhile. The channel is closed after the last page or an error;
// ending ctx ends the reading.
func pages(ctx context.Context, from closeReader, m obolus.Month) <-chan supportersPage {
	pages := make(chan supportersPage, 1)
	go func() {
		defer close(pages)
		for after := obolus.PersonID(0); ; {
			list, last, err := from.Supporters(ctx, m, after)
			if err != nil {
				err = fmt.Errorf("reading the supporters after %d: %w", after, err)
			}
			if err == nil && last == 0 {
				return
			}
			select {
			case pages <- supportersPage{list, err}:
			case <-ctx.Done():
				return
			}
			if err != nil {
				return
			}
			after = last
		}
	}()
	return pages
}

// SupportersAtOnce is how many people a store looks at for one page of supporters.
const SupportersAtOnce = 5000

// settledPage is what a page of supporters came to, or why it could not be settled.
type settledPage struct {
	settlements []month.Settlement
	err         error
}

// settled divides the pages' budgets while earlier pages are being written. The closer and the checker
// belong to it until its channel is closed, after the last page or an error; ending ctx ends it.
func settled(ctx context.Context, closer *month.Closer, checker *month.Checker, pages <-chan supportersPage) <-chan settledPage {
	out := make(chan settledPage, 1)
	go func() {
		defer close(out)
		for page := range pages {
			s := settledPage{err: page.err}
			if s.err == nil {
				s.settlements, s.err = settle(closer, checker, page.supporters)
			}
			select {
			case out <- s:
			case <-ctx.Done():
				return
			}
			if s.err != nil {
				return
			}
		}
	}()
	return out
}

// settle divides a page's budgets, and checks each by the other computation.
func settle(closer *month.Closer, checker *month.Checker, page []Supporter) ([]month.Settlement, error) {
	settlements := make([]month.Settlement, 0, len(page))
	for _, s := range page {
		if !s.SuspendedAt.IsZero() {
			continue // frozen: settled when she is reinstated
		}
		settlement, err := closer.Add(s.Supporter)
		if err != nil {
			return nil, err
		}
		err = checker.Add(s.Supporter, settlement)
		if err != nil {
			return nil, err
		}
		settlements = append(settlements, settlement)
	}
	return settlements, nil
}
