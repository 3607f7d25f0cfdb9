package jobs_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"obolus/jobs"
	"obolus/jobs/jobstest"
)

// The operator sees what comes next before anybody has taken it, and a job that
// cannot say what comes next does not hide the others.
func TestList_ShowsWhatComesNext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &work{do: takes(0)}
		broken := jobs.Job{Name: "broken", Run: w.run, Next: func(string) (string, time.Time, error) {
			return "", time.Time{}, errors.New("password=hunter2")
		}}
		stuck := jobs.Job{Name: "stuck", Run: w.run, Next: func(string) (string, time.Time, error) { return "k", january, nil }}
		r := newRunner(t, &jobstest.Memory{}, clock{}, "p", closing(january.AddDate(0, -2, 0), w), broken, stuck)
		defer start(r)()
		time.Sleep(time.Hour)
		synctest.Wait()

		all, err := r.List(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, e := range all {
			got = append(got, e.Name+" "+e.Key+" "+string(e.State)+" "+e.LastError)
		}
		want := []string{
			"close 2000-01 waiting ",
			"broken  failing finding what comes after broken \"\": password=…",
			"stuck  failing stuck \"k\" cannot come after \"k\"", // it would be done for ever
			"close 1999-12 done ",
			"stuck k done ",
			"close 1999-11 done ",
		}
		if !slices.Equal(got, want) {
			t.Errorf("listed\n%q\nwant\n%q", got, want)
		}
	})
}

// A vanished database is an error of the page, not an empty page.
func TestList_WithoutTheDatabase(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	r := newRunner(t, &jobstest.Memory{}, clock{}, "p", closing(january, &work{}))
	if all, err := r.List(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("listed %v, %v", all, err)
	}
}
