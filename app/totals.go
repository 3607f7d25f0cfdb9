package app

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"obolus"
	"obolus/money"
	"obolus/month"
)

type totalsReader interface {
	// CountClicks counts a month's supporters, things, recipients and clicks.
	CountClicks(ctx context.Context, m obolus.Month) (Totals, error)
	// CountSettled counts those of a closed month that have been settled, late ones included, with what they
	// came to. Who is suspended has not been.
	CountSettled(ctx context.Context, m obolus.Month) (Totals, error)
	// SettledBy returns the settlements of a month with their people, late ones included.
	SettledBy(ctx context.Context, m obolus.Month) ([]Settled, error)
	// ReceivedBy returns what recipients got from a month, late settlements included. Clicks is 0.
	ReceivedBy(ctx context.Context, m obolus.Month) ([]Received, error)
	// ClicksFor counts a closed month's settled clicks by recipient; a team counts as itself.
	ClicksFor(ctx context.Context, m obolus.Month) (map[int64]int64, error)
}

// Totals are the public numbers of a month, running or closed, in millionths.
type Totals struct {
	Month      obolus.Month
	Closed     bool
	Supporters int64 // who clicked; of a closed month, and all below, those who have been settled
	Things     int64
	Recipients int64
	Clicks     int64
	Spent      money.Amount // 0 until the close
	Received   money.Amount // became people's earnings, fee included
	Waiting    money.Amount // went to identities that nobody had claimed
}

// Totals returns a month's public numbers, right within half a minute: counting a month's clicks takes
// the database a while, and everybody may ask.
func (a *App) Totals(ctx context.Context, m obolus.Month) (Totals, error) {
	err := m.Valid()
	if err != nil {
		return Totals{}, err
	}
	return a.totals.at(m, a.now, func() (Totals, error) { return a.countTotals(ctx, m) })
}

func (a *App) countTotals(ctx context.Context, m obolus.Month) (Totals, error) {
	var t Totals
	err := a.store.Snapshot(ctx, func(tx Reader) error {
		closed, err := tx.MonthClosed(ctx, m)
		if err != nil {
			return err
		}
		count := tx.CountClicks
		if closed {
			count = tx.CountSettled
		}
		t, err = count(ctx, m)
		t.Month, t.Closed = m, closed
		return err
	})
	return t, err
}

// monthTotals remembers months' totals for fifty times as long as it took to count them, half a minute
// at most, so that asking again and again costs the database a fiftieth of its time.
type monthTotals struct {
	mutex sync.Mutex
	known map[obolus.Month]knownTotals
}

type knownTotals struct {
	totals Totals
	until  time.Time
}

// at returns what is remembered of a month, or has it counted; only one caller counts at a time.
func (t *monthTotals) at(m obolus.Month, now func() time.Time, count func() (Totals, error)) (Totals, error) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	start := now()
	if known, ok := t.known[m]; ok && start.Before(known.until) {
		return known.totals, nil
	}
	totals, err := count()
	if err != nil {
		return Totals{}, err
	}
	if t.known == nil || len(t.known) > totalsMost {
		t.known = map[obolus.Month]knownTotals{}
	}
	end := now()
	t.known[m] = knownTotals{totals, end.Add(min(restFactor*end.Sub(start), countFor))}
	return totals, nil
}

// totalsMost bounds the months that are remembered; few are ever asked for.
const totalsMost = 100

// Closing returns what the close of a month did; kind NotFound, code month_open, where it is open.
func (a *App) Closing(ctx context.Context, m obolus.Month) (Closing, error) {
	return a.store.ClosedMonth(ctx, m)
}

// ClosedMonths returns all closes, newest first.
func (a *App) ClosedMonths(ctx context.Context) ([]Closing, error) { return a.store.ClosedMonths(ctx) }

// Settled is what one supporter's month came to, in millionths.
type Settled struct {
	Person     obolus.Person
	Settlement month.Settlement
}

// Received is what one recipient got from a month, before the fee, in millionths.
type Received struct {
	Recipient obolus.Recipient
	Clicks    int64
	Amount    money.Amount
}

// Division is who gave and who got in a closed month, both sides sorted by name. A team's clicks
// count for each of its members.
type Division struct {
	Closing    Closing
	Supporters []Settled
	Recipients []Received
}

// Division returns who gave and who got in a closed month; kind NotFound, code month_open, where it
// is open. It is for small instances, demonstrations and simulations: it holds everybody in memory.
func (a *App) Division(ctx context.Context, m obolus.Month) (Division, error) {
	var d Division
	err := a.store.Snapshot(ctx, func(tx Reader) error {
		var err error
		d.Closing, err = tx.ClosedMonth(ctx, m)
		if err != nil {
			return err
		}
		d.Supporters, err = tx.SettledBy(ctx, m)
		if err != nil {
			return err
		}
		d.Recipients, err = receivedIn(ctx, tx, m)
		return err
	})
	slices.SortFunc(d.Supporters, func(x, y Settled) int { return cmp.Compare(x.Person.Name, y.Person.Name) })
	slices.SortFunc(d.Recipients, func(x, y Received) int { return cmp.Compare(x.Recipient.Name, y.Recipient.Name) })
	return d, err
}

// receivedIn returns what recipients got from a month and for how many clicks, a team's counted for
// each member. Recipients whose clicks were worth nothing are among them, with amount 0.
func receivedIn(ctx context.Context, tx Reader, m obolus.Month) ([]Received, error) {
	received, err := tx.ReceivedBy(ctx, m)
	if err != nil {
		return nil, err
	}
	clicks, err := tx.ClicksFor(ctx, m)
	if err != nil {
		return nil, err
	}
	teams, err := tx.Teams(ctx)
	if err != nil {
		return nil, err
	}
	counted := map[int64]int64{}
	for recipient, n := range clicks {
		if len(teams[recipient]) == 0 {
			counted[recipient] += n
		}
		for _, member := range teams[recipient] {
			counted[member.Recipient] += n
		}
	}
	for i, r := range received {
		received[i].Clicks = counted[int64(r.Recipient.ID)]
		delete(counted, int64(r.Recipient.ID))
	}
	for recipient, n := range counted {
		r, err := tx.Recipient(ctx, obolus.RecipientID(recipient))
		if obolus.KindOf(err) == obolus.NotFound {
			err = fmt.Errorf("%w: there are clicks for recipient %d, which does not exist", ErrContradiction, recipient)
		}
		if err != nil {
			return nil, err
		}
		received = append(received, Received{Recipient: r, Clicks: n})
	}
	return received, nil
}
