package app

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"obolus"
)

type rankingReader interface {
	// Tallies counts the clicks on each thing that has any within the last week.
	Tallies(ctx context.Context, since TallySince) ([]Tally, error)
	// MostIn returns the things with the most clicks of a month.
	MostIn(ctx context.Context, m obolus.Month, limit int) ([]Place, error)
	// MostEver returns the things with the most clicks ever.
	MostEver(ctx context.Context, limit int) ([]Place, error)
	// Places returns a ranking as it is stored.
	Places(ctx context.Context, list Ranking) ([]Place, error)
}

type rankingWriter interface {
	// TakeChore moves a chore that is due to another time and tells whether it was due.
	TakeChore(ctx context.Context, name string, now, next time.Time) (bool, error)
	SetPlaces(ctx context.Context, list Ranking, places []Place) error
}

// Ranking names a list of popular things.
type Ranking string

// The rankings. Day and week are the last 24 hours and seven days, month is the running month.
const (
	Day      Ranking = "day"
	Week     Ranking = "week"
	OfMonth  Ranking = "month"
	Ever     Ranking = "ever"
	Trending Ranking = "trending"
)

// Rankings are all of them.
var Rankings = []Ranking{Day, Week, OfMonth, Ever, Trending}

// Place is a thing in a ranking with its clicks or points.
type Place struct {
	Thing obolus.ThingID
	Score int64
}

// Tally is how often a thing was clicked lately.
type Tally struct {
	Thing     obolus.ThingID
	Day, Week int64
	Trend     int64 // points, see TallySince.Fades
}

// TallySince says from when on clicks count.
type TallySince struct {
	First     obolus.Month // the month in which the week began: no earlier one is looked at
	Day, Week time.Time
	// Fades are the times at which a click loses half its points: one that came after the first has 8,
	// after the second 4, then 2, and 1 within the week.
	Fades [3]time.Time
}

const (
	placesMost   = 500             // of a ranking: nobody leafs further
	rankAtLeast  = time.Minute     // between two countings
	rankLease    = 5 * time.Minute // within which the counting must be done, or another process begins it
	rankingChore = "ranking"
)

// Rank counts which things are popular, unless that was done just now, here or by another process. Since
// it reads many clicks it rests for fifty times as long as it took.
func (a *App) Rank(ctx context.Context) error {
	start := a.now()
	due := false
	err := a.write(ctx, func(tx Tx) error {
		var err error
		due, err = tx.TakeChore(ctx, rankingChore, start, start.Add(rankLease))
		return err
	})
	if err == nil && due {
		err = a.rank(ctx, start)
	}
	if err != nil {
		return fmt.Errorf("counting which things are popular: %w", err)
	}
	return nil
}

func (a *App) rank(ctx context.Context, now time.Time) error {
	tallies, err := a.store.Tallies(ctx, tallySince(now))
	if err != nil {
		return err
	}
	lists := map[Ranking][]Place{}
	for list, score := range map[Ranking]func(Tally) int64{
		Day:      func(t Tally) int64 { return t.Day },
		Week:     func(t Tally) int64 { return t.Week },
		Trending: func(t Tally) int64 { return t.Trend },
	} {
		lists[list] = best(tallies, score)
	}
	lists[OfMonth], err = a.store.MostIn(ctx, obolus.MonthOf(now), placesMost)
	if err != nil {
		return err
	}
	lists[Ever], err = a.store.MostEver(ctx, placesMost)
	if err != nil {
		return err
	}
	for list, places := range lists {
		stored, err := a.store.Places(ctx, list)
		if err != nil {
			return err
		}
		if slices.Equal(stored, places) {
			delete(lists, list) // nothing is written while nothing changes
		}
	}
	took := a.now().Sub(now)
	return a.write(ctx, func(tx Tx) error {
		for list, places := range lists {
			err := tx.SetPlaces(ctx, list, places)
			if err != nil {
				return err
			}
		}
		_, err := tx.TakeChore(ctx, rankingChore, now.Add(rankLease), now.Add(max(rankAtLeast, restFactor*took)))
		return err
	})
}

func tallySince(now time.Time) TallySince {
	week := now.AddDate(0, 0, -7)
	return TallySince{
		First: obolus.MonthOf(week), Day: now.Add(-24 * time.Hour), Week: week,
		Fades: [3]time.Time{now.Add(-6 * time.Hour), now.Add(-24 * time.Hour), now.AddDate(0, 0, -3)},
	}
}

// best are the things with the highest scores; of equal ones the newer stands first.
func best(tallies []Tally, score func(Tally) int64) []Place {
	var places []Place
	for _, t := range tallies {
		if s := score(t); s > 0 {
			places = append(places, Place{t.Thing, s})
		}
	}
	slices.SortFunc(places, func(x, y Place) int {
		return cmp.Or(cmp.Compare(y.Score, x.Score), cmp.Compare(y.Thing, x.Thing))
	})
	return places[:min(len(places), placesMost)]
}
