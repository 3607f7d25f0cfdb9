package obolus_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A rule says what some packages may not do, and why. Patterns are import paths; "/..." takes in the
// folders beneath. A package's own house is never forbidden to it (see house).
type rule struct {
	from      []string // the packages that the rule binds,
	except    []string // but not these
	forbidden []string // what they may not import: our packages not even through others of ours
	but       []string // of the forbidden, these are allowed
	calls     []string // what they may not name, as package.Function
	reason    string
}

var (
	inner = []string{"obolus", "obolus/money", "obolus/ledger", "obolus/month", "obolus/identity", "obolus/auth"}
	doors = []string{"obolus/http/web/...", "obolus/http/button/...", "obolus/http/api/..."}
	tools = []string{"obolus/jobs/...", "obolus/mail/...", "obolus/i18n/...", "obolus/passkey/...", "obolus/proof/...", "obolus/discover/..."}
	bench = []string{"obolus/cmd/...", "obolus/e2e/...", "obolus/testpg"} // the wiring, and what tests it
)

// rules is the house of ARCHITECTURE.md as a table. Test files are free, for they are nobody's import.
var rules = []rule{{
	from:      inner,
	forbidden: []string{"context", "database/sql/...", "log/...", "net", "net/http/...", "os/...", "testing/..."},
	reason:    "the rules are pure: what they say depends on their arguments alone, so anybody can check it",
}, {
	from:      inner,
	forbidden: []string{"obolus/..."},
	but:       inner,
	reason:    "imports point inward, and nothing is further in than the rules",
}, {
	from:      []string{"obolus/app/..."},
	forbidden: slices.Concat([]string{"obolus/store/...", "obolus/http/...", "obolus/pay/...", "obolus/cmd/...", "obolus/fetch/..."}, tools),
	but:       []string{"obolus/pay"},
	reason:    "the verbs state what they need; which engine, door, provider or tool serves it is the wiring's choice",
}, {
	from:      []string{"obolus/app/..."},
	forbidden: []string{"net/http/..."},
	reason:    "the verbs serve the command line and the jobs as well as the doors",
}, {
	from:      doors,
	forbidden: slices.Concat(doors, []string{"obolus/pay/...", "obolus/cmd/..."}),
	but:       []string{"obolus/pay"},
	reason:    "doors do not know each other: what they share is http/server, and one can be taken away",
}, {
	from:      []string{"obolus/http/server/..."},
	forbidden: doors,
	reason:    "the plumbing carries every door and so knows none",
}, {
	from:      []string{"obolus/pay/..."},
	forbidden: []string{"obolus/pay/..."},
	but:       []string{"obolus/pay", "obolus/pay/paytest"},
	reason:    "a payment provider is one folder that can be taken away",
}, {
	from:      slices.Concat(tools, []string{"obolus/pay/..."}),
	forbidden: slices.Concat(tools, []string{"obolus/http/...", "obolus/cmd/..."}),
	reason:    "tools are neighbours of the doors and of each other, and neighbours do not know each other",
}, {
	from:      []string{"obolus/fetch/..."},
	forbidden: []string{"obolus/..."},
	but:       inner,
	reason:    "what stands between strangers' addresses and our network is small enough to be read in one sitting",
}, {
	from:      []string{"obolus/..."},
	except:    []string{"obolus/fetch/fetchtest"},
	forbidden: []string{"obolus/fetch/fetchtest"},
	calls:     []string{"obolus/fetch.NewOn"},
	reason:    "only tests may read a network that is not the public one",
}, {
	from:      []string{"obolus/..."},
	except:    slices.Concat(bench, []string{"obolus/store/..."}),
	forbidden: []string{"obolus/store/..."},
	reason:    "the store is reached through the verbs' small interfaces; only the wiring names it",
}, {
	from:   []string{"obolus/..."},
	except: []string{"obolus/store/...", "obolus/testpg"},
	forbidden: []string{"database/sql/...", "github.com/jackc/pgx/...", "github.com/jackc/pgx/v5/...", "github.com/lib/pq",
		"github.com/mattn/go-sqlite3", "modernc.org/sqlite/...", "github.com/pressly/goose/v3/..."},
	reason: "all SQL is in the store, where both engines are tested against one suite",
}, {
	from:      []string{"obolus/..."},
	except:    bench,
	forbidden: []string{"flag", "github.com/alecthomas/kong/..."},
	calls:     []string{"os.Getenv", "os.LookupEnv", "os.Environ", "os.ExpandEnv", "os.Args"},
	reason:    "flags and environment are the operator's interface: cmd reads them and passes values on",
}, {
	from:   []string{"obolus/..."},
	except: []string{"obolus/cmd/...", "obolus/e2e/..."},
	calls:  []string{"time.Now", "time.Since", "time.Until"},
	reason: "money depends on the time, so the clock is handed in by cmd and a test can set it",
}}

// planned are the packages of the table that need not exist yet. A name that is in neither the tree
// nor this list is a typing mistake, or a rule that outlived its package.
var planned = []string{"obolus/http/web/...", "obolus/http/button/...", "obolus/http/api/...", "obolus/http/server/...",
	"obolus/http/...", "obolus/pay/...", "obolus/pay", "obolus/pay/paytest", "obolus/cmd/...", "obolus/e2e/...",
	"obolus/jobs/...", "obolus/mail/...", "obolus/i18n/...", "obolus/passkey/...", "obolus/proof/..."}

// Protects the direction of imports, on which everything else's smallness depends.
func TestArchitecture(t *testing.T) {
	found, err := readTree(os.DirFS("."), "obolus")
	if err != nil {
		t.Fatal(err)
	}
	for _, broken := range violations(found, rules) {
		t.Error(broken)
	}
	for _, lost := range unmatched(found, rules, planned) {
		t.Errorf("the table names %s, which is neither in the tree nor planned", lost)
	}
}

// Protects the promise that every dependency is there for a written reason.
func TestArchitecture_ListsEveryDependency(t *testing.T) {
	mod, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("ARCHITECTURE.md")
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	for _, module := range unlisted(string(mod), string(text)) {
		t.Errorf("go.mod requires %s, and ARCHITECTURE.md does not say why", module)
	}
}

// unlisted are the modules that go.mod requires directly and the text does not name. A name counts
// only as a whole: pgx/v5 does not list pgx.
func unlisted(mod, text string) []string {
	var missing []string
	for line := range strings.Lines(mod) {
		words := strings.Fields(strings.TrimPrefix(strings.TrimSpace(line), "require "))
		if len(words) != 2 || !strings.Contains(words[0], ".") || !strings.HasPrefix(words[1], "v") {
			continue // not a requirement, or "// indirect"
		}
		whole := regexp.MustCompile(`(^|[^\w./-])` + regexp.QuoteMeta(words[0]) + `($|[^\w/-])`)
		if !whole.MatchString(text) {
			missing = append(missing, words[0])
		}
	}
	return missing
}
