package jobstest_test

import (
	"testing"

	"obolus/jobs"
	"obolus/jobs/jobstest"
)

// The runner's tests are worth what the store in memory is worth.
func TestMemory_KeepsThePromises(t *testing.T) {
	jobstest.RunStore(t, func(*testing.T) jobs.Store { return &jobstest.Memory{} })
}
