package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"time"

	"obolus"
	"obolus/app"
	"obolus/http/server"
	"obolus/jobs"
)

// wallClock is the program's clock as package jobs asks it.
type wallClock func() time.Time

// Now returns the time.
func (w wallClock) Now() time.Time { return w() }

// background is the work that is done without anybody asking: the close of every month, as soon as it
// is over, and the forgetting of what has ended; once among all processes on the database.
func (c *console) background(ctx context.Context, d *database, log *slog.Logger, metrics *server.Metrics) (*jobs.Runner, error) {
	host, err := os.Hostname()
	if err != nil {
		host = "unknown"
	}
	closing := jobs.Job{
		Name: "close",
		Next: func(after string) (string, time.Time, error) {
			first, err := d.firstMonth(ctx)
			if err != nil {
				return "", time.Time{}, err
			}
			return jobs.Monthly(first.Start())(after)
		},
		Run: func(ctx context.Context, key string) error {
			m, err := obolus.ParseMonth(key)
			if err != nil {
				return err
			}
			result, err := d.CloseMonth(ctx, m, app.CloseOptions{})
			if err == nil && !result.Already {
				log.Info("month closed", "month", key, "clicks", result.Clicks, "spent", result.Spent.String())
			}
			return err
		},
	}
	return jobs.New(jobs.Config{Store: d.db.Jobs(), Clock: wallClock(c.Now), Log: log,
		Holder: fmt.Sprintf("%s:%d", host, os.Getpid())}, closing, d.purging(closing.Next))
}

// purging forgets once a month what nobody needs any more.
func (d *database) purging(next func(string) (string, time.Time, error)) jobs.Job {
	return jobs.Job{Name: "purge", Next: next, Run: func(ctx context.Context, _ string) error {
		_, err := d.Purge(ctx)
		return err
	}}
}

// tidyRound is how often what is of use for hours only is looked through.
const tidyRound = time.Hour

// tidy forgets unconfirmed sign-ups, attempts and old letters until ctx ends. Several processes may do it.
func (d *database) tidy(ctx context.Context, log *slog.Logger) {
	ticker := time.NewTicker(tidyRound)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		_, err := d.PurgePassing(ctx)
		if err != nil && ctx.Err() == nil {
			log.Warn("what has ended is not forgotten yet", "error", err)
		}
	}
}

// firstMonth is the month in which the instance got its first account, before which nothing can have
// been clicked; the running one while there is nobody.
func (d *database) firstMonth(ctx context.Context) (obolus.Month, error) {
	people, err := d.People(context.WithoutCancel(ctx), 0, 1)
	if err != nil {
		return 0, err
	}
	if len(people) == 0 {
		return obolus.MonthOf(d.Now()), nil
	}
	return obolus.MonthOf(people[0].CreatedAt), nil
}
