// Package e2e_test tells the stories of obolus: one file per story, with the real binary, on both
// engines. Months that lie in the past are lived through in-process, by the verbs with a clock of the
// test's; what the story is about is then done by the binary, whose clock nobody can move.
package e2e_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
)

// folder holds the binaries for as long as the tests run.
var folder string

func TestMain(m *testing.M) { os.Exit(runTests(m)) }

func runTests(m *testing.M) int {
	var err error
	folder, err = os.MkdirTemp("", "obolus-e2e-")
	if err != nil {
		fmt.Fprintln(os.Stderr, "e2e:", err)
		return 1
	}
	defer os.RemoveAll(folder)
	return m.Run()
}

// checked is the binary with the race detector, if the tests themselves have it.
var checked = sync.OnceValues(func() (string, error) {
	if !raced {
		return plain()
	}
	return build("obolus-race", "obolus/cmd/obolus", "-race")
})

// plain is the binary as people get it. Stories of crashes use it, for their moments are those of the
// real speed.
var plain = sync.OnceValues(func() (string, error) { return build("obolus", "obolus/cmd/obolus") })

// populator fills databases, see its package.
var populator = sync.OnceValues(func() (string, error) { return build("populate", "obolus/e2e/populate") })

func build(name, source string, flags ...string) (string, error) {
	path := filepath.Join(folder, name)
	args := append([]string{"build", "-buildvcs=false", "-o", path}, flags...)
	out, err := exec.Command("go", append(args, source)...).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("building %s: %w\n%s", source, err, out)
	}
	return path, nil
}
