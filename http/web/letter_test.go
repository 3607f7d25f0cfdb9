package web_test

import (
	"strings"
	"testing"

	"obolus/app"
	"obolus/http/web"
	"obolus/i18n"
)

// Protects whoever's account is being taken over: a letter that warns does not end by saying that there is nothing
// to do, as the others do.
func TestLetters_WarningsAreNotToBeIgnored(t *testing.T) {
	letters, err := web.NewLetters("https://obolus.example")
	must(t, err)
	for _, l := range i18n.Languages {
		_, harmless, err := letters.Write("obolus", app.Letter{Kind: app.LinkLetter, Language: l.Code, Data: []byte(`{}`)})
		must(t, err)
		parts := strings.Split(strings.TrimSpace(harmless), "\n")
		ignore := parts[len(parts)-1]
		for _, kind := range []app.LetterKind{app.BankLetter, app.ChangedLetter, app.EmailChangedLetter} {
			_, text, err := letters.Write("obolus", app.Letter{Kind: kind, Language: l.Code, Data: []byte(`{}`)})
			must(t, err)
			if ignore == "" || strings.Contains(text, ignore) || !strings.Contains(text, "https://obolus.example/") {
				t.Errorf("%s in %s says:\n%s", kind, l.Code, text)
			}
		}
	}
}
