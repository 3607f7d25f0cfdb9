package obolus_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// Protects the architecture test itself: a test that never fails would let anything in. Each case is
// one file in a tree that otherwise keeps the rules.
func TestArchitecture_CatchesViolations(t *testing.T) {
	cases := []struct{ name, file, source, want string }{
		{"rules on SQL", "money/x.go", `package money; import _ "database/sql"`, "money/x.go imports database/sql: the rules are pure"},
		{"rules on os", "x.go", `package obolus; import _ "os"`, "x.go imports os: the rules are pure"},
		{"rules on context", "identity/x.go", `package identity; import _ "context"`, "identity/x.go imports context"},
		{"rules on verbs", "month/x.go", `package month; import _ "obolus/app"`, "month/x.go imports obolus/app: imports point inward"},
		{"verbs on the store", "app/x.go", `package app; import _ "obolus/store"`, "app/x.go imports obolus/store"},
		{"verbs on a provider", "app/x.go", `package app; import _ "obolus/pay/stripe"`, "app/x.go imports obolus/pay/stripe"},
		{"verbs on a door, through a friend", "app/x.go", `package app; import _ "obolus/friend"`,
			"app/x.go through obolus/friend imports obolus/http/api"},
		{"door on door", "http/web/x.go", `package web; import _ "obolus/http/api"`, "http/web/x.go imports obolus/http/api: doors do not"},
		{"plumbing on door", "http/server/x.go", `package server; import _ "obolus/http/api"`, "imports obolus/http/api: the plumbing"},
		{"door on the store", "http/web/x.go", `package web; import _ "obolus/store"`, "imports obolus/store: the store is reached"},
		{"tool on tool", "jobs/x.go", `package jobs; import _ "obolus/mail"`, "jobs/x.go imports obolus/mail: tools are neighbours"},
		{"driver outside the store", "jobs/x.go", `package jobs; import _ "github.com/jackc/pgx/v5/pgxpool"`, "pgxpool: all SQL is in the store"},
		{"flags outside cmd", "app/x.go", `package app; import _ "flag"`, "app/x.go imports flag"},
		{"environment outside cmd", "app/x.go", `package app; import "os"; var V = os.Getenv("V")`, "names os.Getenv"},
		{"clock outside cmd", "app/x.go", `package app; import "time"; var V = time.Now`, "app/x.go:1:37 names time.Now"},
		{"clock under another name", "month/x.go", `package month; import tick "time"; var V = tick.Now()`, "names time.Now"},
		{"clock on another platform", "app/x_windows.go", `package app; import "time"; var V = time.Now`, "names time.Now"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			broken := judged(t, c.file, c.source)
			if !slices.ContainsFunc(broken, func(b string) bool { return strings.Contains(b, c.want) }) {
				t.Errorf("got %q, want one with %q", broken, c.want)
			}
		})
	}
}

// Protects those who keep the rules from being accused.
func TestArchitecture_AllowsTheRest(t *testing.T) {
	cases := []struct{ name, file, source string }{
		{"nothing", "money/x.go", `package money`},
		{"cmd may read everything", "cmd/obolus/x.go", `package main; import ("flag"; "os"; "time"; _ "obolus/store"); var V, W, X = os.Getenv(""), time.Now(), flag.Arg`},
		{"a test may too", "money/x_test.go", `package money; import ("os"; "time"); var V, W = os.Getenv(""), time.Now()`},
		{"testdata is no package", "money/testdata/x.go", `package money; import _ "os"`},
		{"a variable called time", "app/x.go", `package app; import _ "time"; func f(time struct{ Now int }) int { return time.Now }`},
		{"a tool's own test suite", "jobs/jobstest/x.go", `package jobstest; import _ "obolus/jobs"`},
		{"a provider on the port", "pay/stripe/x.go", `package stripe; import _ "obolus/pay"`},
		{"the store on verbs and driver", "store/x.go", `package store; import (_ "obolus/app"; _ "modernc.org/sqlite")`},
		{"os without its environment", "mail/x.go", `package mail; import "os"; var V = os.Open`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if broken := judged(t, c.file, c.source); len(broken) != 0 {
				t.Errorf("got %q, want no violation", broken)
			}
		})
	}
}

// judged is what the table says of a small lawful house with one more file.
func judged(t *testing.T, name, source string) []string {
	t.Helper()
	tree := fstest.MapFS{
		"obolus.go":        {Data: []byte(`package obolus; import _ "obolus/money"`)},
		"money/money.go":   {Data: []byte(`package money`)},
		"app/app.go":       {Data: []byte(`package app; import (_ "context"; _ "obolus")`)},
		"store/store.go":   {Data: []byte(`package store; import (_ "database/sql"; _ "obolus/app")`)},
		"http/api/api.go":  {Data: []byte(`package api; import (_ "net/http"; _ "obolus/app")`)},
		"jobs/jobs.go":     {Data: []byte(`package jobs`)},
		"mail/mail.go":     {Data: []byte(`package mail`)},
		"pay/pay.go":       {Data: []byte(`package pay`)},
		"friend/friend.go": {Data: []byte(`package friend; import _ "obolus/http/api"`)},
	}
	tree[name] = &fstest.MapFile{Data: []byte(source)}
	found, err := readTree(tree, "obolus")
	if err != nil {
		t.Fatal(err)
	}
	return violations(found, rules)
}

// Protects the table from names that mean nothing.
func TestArchitecture_NoticesLostPackages(t *testing.T) {
	found, err := readTree(fstest.MapFS{"money/money.go": {Data: []byte(`package money`)}}, "obolus")
	if err != nil {
		t.Fatal(err)
	}
	table := []rule{{from: []string{"obolus/money", "obolus/mony"}, forbidden: []string{"os", "obolus/later/..."}}}
	if got := unmatched(found, table, []string{"obolus/later/..."}); !slices.Equal(got, []string{"obolus/mony"}) {
		t.Errorf("got %q, want only obolus/mony", got)
	}
}

// Protects the list of dependencies: indirect ones need no reason, direct ones their whole name.
func TestArchitecture_FindsUnlistedDependencies(t *testing.T) {
	mod := "module obolus\n\ngo 1.26\n\nrequire (\n\texample.org/a v1.0.0\n\texample.org/b/v2 v2.1.0\n\texample.org/c v0.1.0 // indirect\n)\n\nrequire example.org/d v1.0.0\n"
	text := "| `example.org/a` | because |\nand example.org/b, and example.org/dd."
	if got := unlisted(mod, text); !slices.Equal(got, []string{"example.org/b/v2", "example.org/d"}) {
		t.Errorf("got %q, want example.org/b/v2 and example.org/d", got)
	}
}
