package store_test

import (
	"testing"

	"obolus/jobs"
	"obolus/jobs/jobstest"
	"obolus/store/storetest"
	"obolus/testpg"
)

// Due work is leased to one process at a time, on both engines.
func TestJobs(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) {
		jobstest.RunStore(t, func(t *testing.T) jobs.Store { return storetest.Open(t, storetest.Ready(t)).Jobs() })
	})
	t.Run("postgres", func(t *testing.T) {
		jobstest.RunStore(t, func(t *testing.T) jobs.Store { return storetest.Open(t, testpg.URL(t)).Jobs() })
	})
}
