package app

import (
	"context"
	"fmt"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"

	"obolus"
	"obolus/money"
	"obolus/month"
)

type forecastReader interface {
	// GiversTo returns up to limit of the people whose clicks of a month a person gets something of, each
	// with all her clicks of it, in the order of their numbers.
	GiversTo(ctx context.Context, person obolus.PersonID, m obolus.Month, limit int) ([]Supporter, error)
}

// Forecast is what a creator's running month would bring if it were divided now, by the code of the
// close. Amounts are in millionths.
type Forecast struct {
	Month   obolus.Month
	Clicks  int64 // of supporters whose budgets were looked at
	Gross   money.Amount
	Fee     money.Amount
	Net     money.Amount
	Partial bool // there are more supporters than are looked at: it will be more
}

// Average is what one click brings before the fee; 0 without clicks.
func (f Forecast) Average() money.Amount { return average(f.Gross, f.Clicks) }

// Average is what one click of the month brought before the fee; 0 without clicks.
func (m MonthEarning) Average() money.Amount { return average(m.Gross, m.Clicks) }

func average(gross money.Amount, clicks int64) money.Amount {
	if clicks == 0 {
		return 0
	}
	return gross / money.Amount(clicks)
}

const (
	forecastFrom = 2000 // supporters at most: their clicks are read, which takes about a second then
	forecastFor  = time.Minute
	forecastMost = 10_000
)

type knownForecast struct {
	forecast Forecast
	until    time.Time
}

// forecasts are kept for a minute, since every look at a creator's page would divide many budgets.
type forecasts = lru.Cache[obolus.PersonID, knownForecast]

func newForecasts() *forecasts {
	known, _ := lru.New[obolus.PersonID, knownForecast](forecastMost) // fails only for a size below one
	return known
}

// Forecast says what a creator's running month would bring now, right within a minute.
func (a *App) Forecast(ctx context.Context, person obolus.PersonID) (Forecast, error) {
	now := a.now()
	m := obolus.MonthOf(now)
	if known, ok := a.forecasts.Get(person); ok && now.Before(known.until) && known.forecast.Month == m {
		return known.forecast, nil
	}
	var f Forecast
	err := a.store.Snapshot(ctx, func(tx Reader) error {
		f = Forecast{Month: m}
		return f.divide(ctx, tx, person)
	})
	if err != nil {
		return Forecast{}, fmt.Errorf("forecasting %s for creator %d: %w", m, person, err)
	}
	a.forecasts.Add(person, knownForecast{f, now.Add(forecastFor)})
	return f, nil
}

// divide settles the supporters' months as the close does and adds up what the creator gets, with the
// fee taken once for each of her recipients (R6).
func (f *Forecast) divide(ctx context.Context, tx Reader, person obolus.PersonID) error {
	givers, err := tx.GiversTo(ctx, person, f.Month, forecastFrom+1)
	if err != nil {
		return err
	}
	if len(givers) > forecastFrom {
		givers, f.Partial = givers[:forecastFrom], true
	}
	sum, err := newEarned(ctx, tx, person)
	if err != nil {
		return err
	}
	closer := month.NewCloser(sum.teams)
	for _, s := range givers {
		if !s.SuspendedAt.IsZero() {
			continue // frozen, as at the close
		}
		_, err = closer.Add(s.Supporter)
		if err != nil {
			return err
		}
		for _, c := range s.Clicks {
			if sum.gets(obolus.RecipientID(c.Recipient)) {
				f.Clicks++
			}
		}
	}
	return f.collect(ctx, tx, sum, closer.Earnings())
}

func (f *Forecast) collect(ctx context.Context, tx Reader, sum *earned, earnings []month.Earning) error {
	settings, err := tx.Settings(ctx)
	if err != nil {
		return err
	}
	total := MonthEarning{}
	for _, e := range earnings {
		if !sum.mine[obolus.RecipientID(e.Recipient)] {
			continue
		}
		charge, err := settings.FeeEarnings.Of(e.Amount)
		if err == nil {
			err = total.add(charge)
		}
		if err != nil {
			return err
		}
	}
	f.Gross, f.Fee, f.Net = total.Gross, total.Fee, total.Net
	return nil
}

// gets tells whether the creator gets something of clicks on a recipient.
func (e *earned) gets(r obolus.RecipientID) bool {
	_, team := e.teams[int64(r)]
	return team || e.mine[r]
}
