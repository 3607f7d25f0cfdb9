package jobs_test

import (
	"log/slog"
	"testing"
	"time"

	"obolus/jobs"
	"obolus/jobs/jobstest"
)

// A month is due when it is over in UTC, wherever the instance was founded.
func TestMonthly(t *testing.T) {
	tokyo := time.FixedZone("Tokyo", 9*60*60)
	next := jobs.Monthly(time.Date(2026, 10, 1, 8, 59, 0, 0, tokyo)) // still September in UTC
	for _, c := range []struct{ after, key, due string }{
		{"", "2026-09", "2026-10-01T00:00:00Z"},
		{"2026-08", "2026-09", "2026-10-01T00:00:00Z"},
		{"2020-01", "2026-09", "2026-10-01T00:00:00Z"}, // months before the first are never done
		{"2026-09", "2026-10", "2026-11-01T00:00:00Z"},
		{"2026-11", "2026-12", "2027-01-01T00:00:00Z"},
		{"2026-12", "2027-01", "2027-02-01T00:00:00Z"},
	} {
		key, due, err := next(c.after)
		if err != nil || key != c.key || due.Format(time.RFC3339) != c.due {
			t.Errorf("after %q: %s, due %s, %v; want %s, due %s", c.after, key, due, err, c.key, c.due)
		}
	}
	if key, _, err := next("October"); err == nil {
		t.Errorf("after a key that is no month comes %q", key)
	}
}

// Mistakes in the wiring are found at start-up, not on the first of the month.
func TestNew_RefusesMistakes(t *testing.T) {
	good := jobs.Config{Store: &jobstest.Memory{}, Clock: clock{}, Log: slog.New(slog.DiscardHandler), Holder: "p"}
	job := closing(january, &work{})
	nameless, idle := job, job
	nameless.Name, idle.Run = "", nil
	short, homeless, anonymous := good, good, good
	short.Lease, homeless.Store, anonymous.Holder = time.Millisecond, nil, ""
	for name, c := range map[string]struct {
		config jobs.Config
		jobs   []jobs.Job
	}{
		"two of one name": {good, []jobs.Job{job, job}},
		"no name":         {good, []jobs.Job{nameless}},
		"nothing to run":  {good, []jobs.Job{idle}},
		"short lease":     {short, []jobs.Job{job}},
		"no store":        {homeless, []jobs.Job{job}},
		"no holder":       {anonymous, []jobs.Job{job}},
	} {
		if _, err := jobs.New(c.config, c.jobs...); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if _, err := jobs.New(good, job); err != nil {
		t.Errorf("a good job is refused: %v", err)
	}
}
