package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"obolus/testpg"
)

// desk runs commands in-process on one database at a time that the test sets.
type desk struct {
	t   *testing.T
	db  string
	now time.Time
	in  string
}

// ran is what a command did.
type ran struct {
	code           int
	stdout, stderr string
}

// newDesk has a database file that does not exist yet.
func newDesk(t *testing.T) *desk {
	return &desk{t: t, db: filepath.Join(t.TempDir(), "obolus.db"), now: instant("2026-10-15T12:00:00Z")}
}

func (d *desk) clock() time.Time { return d.now }

// onEach runs a test on an empty database of each engine.
func onEach(t *testing.T, test func(t *testing.T, d *desk)) {
	t.Run("sqlite", func(t *testing.T) { test(t, newDesk(t)) })
	t.Run("postgres", func(t *testing.T) {
		d := newDesk(t)
		d.db = testpg.URL(t)
		test(t, d)
	})
}

func instant(text string) time.Time {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	return at
}

// Protects operators from not knowing which obolus answers them.
func TestVersion(t *testing.T) {
	got := newDesk(t).run("--version")
	if got.code != 0 || !strings.HasPrefix(got.stdout, "obolus ") || !strings.Contains(got.stdout, " go1.") {
		t.Errorf("--version exits with %d and says %q", got.code, got.stdout)
	}
}

// run runs a command whose database comes from the environment, as an operator's does.
func (d *desk) run(args ...string) ran {
	d.t.Helper()
	return d.runContext(d.t.Context(), args...)
}

func (d *desk) runContext(ctx context.Context, args ...string) ran {
	var stdout, stderr bytes.Buffer
	p := Program{Stdin: strings.NewReader(d.in), Stdout: &stdout, Stderr: &stderr, Now: d.clock,
		Env: func(name string) string { return map[string]string{"OBOLUS_DB": d.db}[name] }}
	code := p.Run(ctx, args...)
	return ran{code, stdout.String(), stderr.String()}
}

// must runs a command that has to succeed and returns its output.
func (d *desk) must(args ...string) string {
	d.t.Helper()
	r := d.run(args...)
	if r.code != 0 {
		d.t.Fatalf("obolus %s: exit %d: %s", strings.Join(args, " "), r.code, r.stderr)
	}
	return r.stdout
}

// reads runs a command with --json and reads its answer.
func (d *desk) reads(into any, args ...string) {
	d.t.Helper()
	out := d.must(append(args, "--json")...)
	err := json.Unmarshal([]byte(out), into)
	if err != nil {
		d.t.Fatalf("obolus %s wrote no JSON: %v\n%s", strings.Join(args, " "), err, out)
	}
}

// Protects the exit codes and that every failure is one sentence that helps.
func TestProgram_ExitCodes(t *testing.T) {
	d := newDesk(t)
	d.must("person", "add", "Ada")
	cases := []struct {
		args string
		code int
		says string
	}{
		{"", 2, ""}, // with the help
		{"--help", 0, ""},
		{"close --help", 0, ""},
		{"fly", 2, "; see obolus --help"},
		{"close", 2, "<month>"},
		{"close 2026-1", 2, "a month is written like 2026-10"},
		{"close 2026-10 --fast", 2, "unknown flag --fast; see obolus close --help"},
		{"close 2026-10", 1, "2026-10 is not over"},
		{"deposit Ada ten", 2, "an amount is written like 12"},
		{"deposit Ada 0.001", 2, "whole cents"},
		{"deposit Ada -5", 2, "an amount or a number may not be negative: -5; see obolus deposit add --help"},
		{"deposit Ada -12,50", 2, "may not be negative: -12,50"},
		{"deposit Ada -- -5", 2, "an amount may not be negative: -5"},
		{"verify postgres://ada:secret@db/obolus", 2, "a database is named with --db or OBOLUS_DB; see obolus verify --help"},
		{"close postgres://ada:secret@db/obolus", 2, "a database is named with --db"},
		{"deposit Ada --pending -x", 2, "unknown flag -x"},
		{"person budget Ada -5", 2, "may not be negative: -5"},
		{"payout ask Ada -3", 2, "may not be negative: -3"},
		{"payout list --limit -5", 2, "may not be negative: -5"},
		{"settings hold_day -1", 2, "may not be negative: -1"},
		{"simulate x --fee-deposit -0.5", 2, "may not be negative: -0.5"},
		{"deposit Nobody 5", 1, `nobody is called "Nobody" here`},
		{"statement a\nB 2026-10", 1, `nobody is called "a\nB" here`},
		{"person budget Ada 1", 2, "between 2.00 and 100.00"},
		{"person add Ada", 1, "Ada already"},
		{"person add a\tb", 2, "a name is made of"},
		{"statement Ada 202610", 2, "a month is written"},
		{"statement Ada 2027-05", 2, "2027-05 has not begun"},
		{"statement Ada 2026-10 --csv --json", 2, "choose one"},
		{"statement Ada 2026-10 --base-url example.org", 2, "https://obolus.example.org"},
		{"simulate - --fee-deposit 1.5", 2, "a fee is a fraction"},
		{"import flattr-revenue nowhere.csv --person Ada", 1, "nowhere.csv"},
		{"payout approve 1", 1, "payout"},
		{"payout ask Ada 0", 2, "more than nothing"},
		{"payout ask Ada", 1, "nothing of these earnings can be paid out now"},
		{"payout ask Ada 5", 1, "nothing of these earnings can be paid out now"},
		{"payout list --state lost", 2, `must be one of "all","asked",`},
		{"payout list --limit 0", 2, "--limit: a list has at least one line, not 0"},
		{"waiting list --limit none", 2, "--limit: a list has at least one line, not none"},
		{"audit --limit 0", 2, "at least one line"},
		{"report list --limit 0", 2, "at least one line"},
		{"waiting admit --number 0", 2, "from 1 to 1000"},
		{"waiting admit --number 1001", 2, "from 1 to 1000"},
		{"settings hold_day", 2, "hold_day VALUE"},
		{"settings hold_day 31", 2, "from 1 to 28"},
		{"settings colour red", 2, `no setting "colour"; there are name, currency, fee_deposit, `},
		{"claim nowhere:x --person Ada", 2, `"nowhere" is not a platform that obolus knows`},
		{"claim nobody", 2, "Write an identity as platform:name"},
		{"claim ftp://example.org/", 2, "https"},
		{"serve --listen 8080", 2, "127.0.0.1:8080"},
		{"serve --listen 127.0.0.1:99999", 2, "127.0.0.1:8080"},
		{"serve --listen 127.0.0.1:0 --mail smtp://127.0.0.1", 2, "--mail-from"},
		{"close 2026-09 --db", 2, "--db: a value must follow; see obolus close --help"},
		{"simulate testdata", 1, "obolus: testdata: is a directory\n"},
		{"simulate nowhere.csv", 1, "obolus: nowhere.csv: no such file or directory\n"},
		{"verify --db /nowhere/obolus.db", 1, "there is no database"},
		{"person list --db missing.db", 1, "there is no database missing.db"},
		{"person add Eve --db /nowhere/obolus.db", 2, "/nowhere/obolus.db"},
		{"person list --db testdata", 2, "testdata is a folder: a database is a file in it, such as testdata/obolus.db, or postgres://"},
		{"person add Eve --db testdata", 2, "testdata is a folder"},
		{"demo --listen 127.0.0.1:0 --db testdata/", 2, "testdata/ is a folder: a database is a file in it, such as testdata/obolus.db,"},
		{"backup x.db --db testdata", 2, "testdata is a folder"},
		{"backup x.db --db sqlite:postgres://root:secret@x/y", 2, "obolus: postgres:// is no kind of database that obolus knows: it takes the path of an SQLite file or postgres://user:password@host:5432/name\n"},
		{"verify --db jdbc:postgresql://x/y?password=secret", 2, "obolus: this is no address of a database as obolus takes it, which is the path of an SQLite file or postgres://user:password@host:5432/name; it is not repeated here, since it may hold a password\n"},
		{"person list --db mysql://root:secret@x/y", 2, "obolus: mysql:// is no kind of database that obolus knows: it takes the path of an SQLite file or postgres://user:password@host:5432/name\n"},
		{"migrate --db http://localhost", 2, "http:// is no kind"},
		{"simulate testdata/clicks.csv --db mysql://x", 2, "mysql:// is no kind"},
		{"verify --db postgres:x", 2, "postgres: is no kind of database that obolus knows: it takes the path of an SQLite file or postgres://"},
		{"verify --db file:x.db", 2, "file: is no kind"},
		{"verify --db program_test.go", 1, "opening the database program_test.go: "},
		{"verify --db postgres://127.0.0.1:1/none?connect_timeout=2", 1, "The reason: dial tcp 127.0.0.1:1: connect: connection refused\n"},
	}
	for _, c := range cases {
		t.Run(c.args, func(t *testing.T) {
			args := strings.Split(c.args, " ")
			if c.args == "" {
				args = nil
			}
			r := d.run(args...)
			if r.code != c.code || !strings.Contains(r.stderr, c.says) {
				t.Errorf("exit %d and %q, want %d and %q", r.code, r.stderr, c.code, c.says)
			}
			if len(args) == 0 {
				if !strings.Contains(r.stdout, "Usage: obolus <command>") {
					t.Errorf("no help, but %q", r.stdout)
				}
				return
			}
			if c.code != 0 && (strings.Count(r.stderr, "\n") != 1 || !strings.HasPrefix(r.stderr, "obolus: ") || r.stdout != "" && !strings.Contains(c.args, "--json")) {
				t.Errorf("not one sentence on the standard error: %q, %q", r.stderr, r.stdout)
			}
		})
	}
}

// Protects from taking what a full disk or a broken copy left for an instance in which all is well.
func TestProgram_EmptyFile(t *testing.T) {
	d := newDesk(t)
	err := os.WriteFile(d.db, nil, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	for _, args := range []string{"verify", "person list", "close 2026-09", "backup " + d.db + ".copy"} {
		r := d.run(strings.Split(args, " ")...)
		if r.code != 1 || !strings.Contains(r.stderr, "is empty") {
			t.Errorf("%s: exit %d, %q, %q", args, r.code, r.stdout, r.stderr)
		}
	}
	d.must("migrate") // makes a database of it
	d.must("verify")
}

// A list of nothing says so in words.
func TestProgram_EmptyLists(t *testing.T) {
	d := newDesk(t)
	d.must("migrate")
	for command, want := range map[string]string{"person list": "There is nobody yet.\n", "payout list": "There are none.\n",
		"waiting list": "Nobody waits.\n", "report list": "There are none.\n", "audit": "Nothing has been done yet.\n"} {
		args := strings.Split(command, " ")
		if got := d.must(args...); got != want {
			t.Errorf("%s: %q", command, got)
		}
		if got := d.must(append(args, "--json")...); got != "[]\n" {
			t.Errorf("%s --json: %q", command, got)
		}
	}
}

// Every command explains itself and takes the common flags.
func TestProgram_Help(t *testing.T) {
	d := newDesk(t)
	for _, command := range []string{"serve", "demo", "migrate", "close", "verify", "statement", "simulate", "import flattr-revenue",
		"person add", "person list", "person budget", "person suspend", "person reinstate", "person token", "person tokens", "person revoke", "person link",
		"deposit add", "deposit decide", "payout list", "payout ask", "payout approve", "payout paid", "payout refuse",
		"claim", "settings", "backup"} {
		out := d.must(append(strings.Split(command, " "), "--help")...)
		for _, want := range []string{"Usage: obolus " + command, "--db", "--json"} {
			if !strings.Contains(out, want) {
				t.Errorf("%s --help does not say %q", command, want)
			}
		}
		for line := range strings.Lines(out) {
			if cells(strings.TrimRight(line, "\n")) > 80 {
				t.Errorf("%s --help is wider than 80 columns: %q", command, line)
			}
		}
	}
	if all := d.must("--help"); !strings.Contains(all, "payout approve") {
		t.Errorf("obolus --help lists %s", all)
	}
}

// An interrupted command fails and says so.
func TestProgram_Stops(t *testing.T) {
	d := newDesk(t)
	d.must("person", "add", "Ada")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	r := d.runContext(ctx, "verify")
	if r.code != 1 || !strings.Contains(r.stderr, "stopped before it was done") {
		t.Errorf("exit %d, %q", r.code, r.stderr)
	}
}
