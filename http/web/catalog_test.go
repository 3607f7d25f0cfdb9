package web_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"obolus"
	"obolus/app"
)

// used finds keys as templates and code name them; families are keys whose end is computed.
var (
	used     = regexp.MustCompile(`(?:Text|Plural)[ (]"([a-z0-9_]+(?:\.[a-z0-9_]*[a-z0-9])?)"`)
	families = map[string]*regexp.Regexp{
		"error.": regexp.MustCompile(`(?:Code: |Errorf\([a-zA-Z.]+, |Refuse\([a-zA-Z.]+, |refuse\("password", |refuse\("email", |refuse\()"([a-z_]+)"`),
		"done.":  regexp.MustCompile(`"([a-z_]+)"`),
	}
)

// Protects the catalogs from keys that nobody uses any more, and the pages from keys that nobody wrote.
func TestCatalog_HasWhatIsUsedAndNoMore(t *testing.T) {
	needed := map[string]bool{}
	for _, source := range sources(t, "templates/*.html", "*.go", "../button/*.go") {
		for _, match := range used.FindAllStringSubmatch(source, -1) {
			needed[match[1]] = true
		}
	}
	for _, month := range strings.Fields("1 2 3 4 5 6 7 8 9 10 11 12") {
		needed["month."+month] = true
	}
	for _, w := range []app.Whereabouts{app.Open, app.Waiting, app.Collected, app.Frozen, app.Nothing} {
		needed["where."+string(w)] = true
	}
	for _, s := range []obolus.PayoutState{obolus.PayoutAsked, obolus.PayoutApproved, obolus.PayoutPaid, obolus.PayoutRefused} {
		needed["payout_state."+string(s)] = true
	}
	for _, status := range strings.Fields("403 404 409 413 422 429 500 503") {
		needed["error.title_"+status], needed["error.next_"+status] = true, true
	}
	for _, c := range obolus.Categories {
		needed["category."+string(c)] = true
	}
	for _, span := range []app.Ranking{app.Day, app.Week, app.OfMonth, app.Ever} {
		needed["discover.span_"+string(span)] = true
	}
	for _, k := range obolus.ReportKinds {
		needed["report_kind."+string(k)] = true
	}
	for _, decision := range app.Decisions {
		needed["decision."+string(decision)] = true
	}
	for _, action := range actions(t) {
		needed["deed."+strings.ReplaceAll(action, ".", "_")] = true
	}
	for _, subject := range strings.Fields("person thing report payout waiting") {
		needed["deed_on."+subject] = true
	}
	for _, state := range app.InspectedStates {
		needed["inspect."+state] = true
	}
	for _, mode := range strings.Fields("open invite closed") {
		needed["mode."+mode] = true
	}
	for _, state := range strings.Fields("waiting running failing done") {
		needed["job."+state] = true
	}
	for _, page := range strings.Fields("imprint terms privacy") {
		needed["footer."+page] = true
	}
	for _, match := range regexp.MustCompile(`\{Name: "([a-z_]+)"`).FindAllStringSubmatch(strings.Join(sources(t, "adminsettings.go"), ""), -1) {
		needed["setting."+match[1]], needed["setting_hint."+match[1]] = true, true
	}
	form := strings.Join(sources(t, "form.go"), "")
	_, list, _ := strings.Cut(form, "var dones = ")
	list, _, _ = strings.Cut(list, "\n")
	for _, match := range families["done."].FindAllStringSubmatch(list, -1) {
		needed["done."+match[1]] = true
	}
	have := map[string]bool{}
	for _, key := range catalogKeys(t) {
		have[key] = true
	}
	codes := map[string]bool{"invalid_budget": true, "invalid_amount": true, "invalid_name": true, "invalid_kind": true, "invalid_text": true, "invalid_decision": true} // Invalidf makes these
	for _, source := range sources(t, "*.go", "../../app/*.go", "../../store/*.go", "../../*.go", "../server/*.go", "../../auth/*.go", "../../passkey/*.go") {
		for _, match := range families["error."].FindAllStringSubmatch(source, -1) {
			codes[match[1]] = true
		}
		for _, match := range regexp.MustCompile(`"((?:thing|person|report)_unknown)"`).FindAllStringSubmatch(source, -1) {
			codes[match[1]] = true
		}
	}
	for key := range have {
		code, isError := strings.CutPrefix(key, "error.")
		if !needed[key] && !(isError && codes[code]) {
			t.Errorf("nothing uses %s", key)
		}
	}
	for key := range needed {
		if !have[key] {
			t.Errorf("no catalog has %s", key)
		}
	}
}

// sources are the files of those patterns, without tests.
func sources(t *testing.T, patterns ...string) []string {
	t.Helper()
	var all []string
	for _, pattern := range patterns {
		names, err := filepath.Glob(pattern)
		must(t, err)
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			data, err := os.ReadFile(name)
			must(t, err)
			all = append(all, string(data))
		}
	}
	return all
}

// deeds finds what doors and commands call what they do; where the end is computed, ends has them all.
var (
	deeds = regexp.MustCompile(`(?:doing\((?:r, f|ctx), |change\(ctx, c, |action :?= )"([a-z_.]+)"( ?\+)?`)
	ends  = map[string][]string{"person.": {"suspend", "reinstate", "token", "link"}, "thing.": {"bar", "unbar", "hold", "release"},
		"payout.": {"approve", "paid", "refuse"}, "books.": {"dry", "verify"}, "report.": decisions()}
)

func decisions() []string {
	var all []string
	for _, d := range app.Decisions {
		all = append(all, string(d))
	}
	return all
}

// actions are all that the audit log can name, but for settings, which share their words.
func actions(t *testing.T) []string {
	t.Helper()
	all := []string{"setting"}
	for _, source := range sources(t, "*.go", "../../cmd/obolus/*.go") {
		for _, found := range deeds.FindAllStringSubmatch(source, -1) {
			switch {
			case found[1] == "setting.":
			case found[2] == "":
				all = append(all, found[1])
			case ends[found[1]] == nil:
				t.Errorf("nobody knows what deeds begin with %s", found[1])
			default:
				for _, end := range ends[found[1]] {
					all = append(all, found[1]+end)
				}
			}
		}
	}
	if len(all) < 20 {
		t.Errorf("only these deeds were found: %v", all)
	}
	return all
}
