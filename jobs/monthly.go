package jobs

import (
	"fmt"
	"time"
)

// Monthly is the Next of a job that is to be done once for every calendar month
// in UTC, as soon as that month is over. Its keys are written 2026-10.
//
// first lies in the first month to be done at all. It must come from the
// database (when the instance was founded), not from the clock at start-up, or
// a month that ended while no process ran would be skipped.
func Monthly(first time.Time) func(after string) (string, time.Time, error) {
	return func(after string) (string, time.Time, error) {
		month := monthOf(first.UTC())
		if after != "" {
			last, err := time.Parse("2006-01", after)
			if err != nil {
				return "", time.Time{}, fmt.Errorf("reading the last month done: %w", err)
			}
			// Months before first are never caught up, even if first moves.
			if next := last.AddDate(0, 1, 0); next.After(month) {
				month = next
			}
		}
		return month.Format("2006-01"), month.AddDate(0, 1, 0), nil
	}
}

func monthOf(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC)
}
