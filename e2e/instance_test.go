package e2e_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"obolus"
	"obolus/app"
	"obolus/store"
	"obolus/store/storetest"
	"obolus/testpg"
)

// instance is a database with the binary that works on it.
type instance struct {
	*testing.T
	binary string
	db     string
	tmp    string // where the binary makes its temporary files; "": where everybody does
}

// engines runs a story on an empty database of each engine.
func engines(t *testing.T, build func() (string, error), story func(t *testing.T, i *instance)) {
	for _, engine := range []struct {
		name    string
		address func(testing.TB) string
	}{{"sqlite", storetest.File}, {"postgres", testpg.URL}} {
		t.Run(engine.name, func(t *testing.T) { story(t, newInstance(t, build, engine.address(t))) })
	}
}

func newInstance(t *testing.T, build func() (string, error), db string) *instance {
	t.Helper()
	binary, err := build()
	if err != nil {
		t.Fatal(err)
	}
	return &instance{T: t, binary: binary, db: db}
}

func (i *instance) must(err error) {
	i.Helper()
	if err != nil {
		i.Fatal(err)
	}
}

// ran is what a command did.
type ran struct {
	code           int
	stdout, stderr string
}

// command is the binary on the instance's database, not yet started.
func (i *instance) command(args ...string) *exec.Cmd {
	cmd := exec.Command(i.binary, args...)
	cmd.Env = append(os.Environ(), "OBOLUS_DB="+i.db)
	if i.tmp != "" {
		cmd.Env = append(cmd.Env, "TMPDIR="+i.tmp)
	}
	return cmd
}

// run runs a command to its end.
func (i *instance) run(args ...string) ran {
	i.Helper()
	var stdout, stderr bytes.Buffer
	cmd := i.command(args...)
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	if err != nil && cmd.ProcessState == nil {
		i.Fatalf("starting obolus %s: %v", strings.Join(args, " "), err)
	}
	return ran{cmd.ProcessState.ExitCode(), stdout.String(), stderr.String()}
}

// succeed runs a command that has to, and returns its output.
func (i *instance) succeed(args ...string) string {
	i.Helper()
	r := i.run(args...)
	if r.code != 0 {
		i.Fatalf("obolus %s: exit %d: %s%s", strings.Join(args, " "), r.code, r.stderr, r.stdout)
	}
	return r.stdout
}

// read runs a command with --json and reads its answer.
func (i *instance) read(into any, args ...string) {
	i.Helper()
	out := i.succeed(append(args, "--json")...)
	err := json.Unmarshal([]byte(out), into)
	if err != nil {
		i.Fatalf("obolus %s wrote no JSON: %v\n%s", strings.Join(args, " "), err, out)
	}
}

// verification is what obolus verify --json says.
type verification struct {
	Verified       bool
	Months, Clicks int64
	Differences    []string
}

// verified fails the test unless everything stored adds up.
func (i *instance) verified() verification {
	i.Helper()
	var v verification
	i.read(&v, "verify")
	if !v.Verified {
		i.Errorf("verify found %q", v.Differences)
	}
	return v
}

// at lets a story live through a moment in-process: f has the verbs on the instance's database, with a
// clock that stands at that moment.
func (i *instance) at(moment time.Time, f func(a *app.App, db *store.DB)) {
	i.Helper()
	db, err := store.Open(i.Context(), i.db, store.Options{})
	i.must(err)
	defer func() { i.must(db.Close()) }()
	f(app.New(db, func() time.Time { return moment }), db)
}

// population is a store.Population for the populator.
type population struct {
	Supporters, Clicks, Recipients, Things int
	Month                                  obolus.Month
}

// populate makes a month of clicks in an empty database.
func (i *instance) populate(p population) {
	i.Helper()
	binary, err := populator()
	i.must(err)
	text, err := json.Marshal(p)
	i.must(err)
	out, err := exec.Command(binary, i.db, string(text)).CombinedOutput()
	if err != nil {
		i.Fatalf("populating: %v: %s", err, out)
	}
}
