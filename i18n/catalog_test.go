package i18n_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"obolus/i18n"
)

// A catalog's entries: a text as the form "other", or plural forms.
type catalog map[string]map[string]string

func readCatalog(t *testing.T, code string) catalog {
	t.Helper()
	areas, err := filepath.Glob("catalog/*." + code + ".json")
	if err != nil || len(areas) == 0 {
		t.Fatalf("the %s catalogs are not there: %v", code, err)
	}
	read := catalog{}
	for _, area := range areas {
		read.add(t, area)
	}
	return read
}

func (read catalog) add(t *testing.T, area string) {
	t.Helper()
	data, err := os.ReadFile(area)
	if err != nil {
		t.Fatal(err)
	}
	var raw map[string]any
	err = json.Unmarshal(data, &raw)
	if err != nil {
		t.Fatalf("%s: %v", area, err)
	}
	for key, value := range raw {
		if read[key] != nil {
			t.Errorf("%s has %s, which another area has too", area, key)
		}
		read[key] = map[string]string{}
		switch v := value.(type) {
		case string:
			read[key]["other"] = v
		case map[string]any:
			for form, text := range v {
				read[key][form] = text.(string)
			}
		}
	}
}

// forms are the plural forms that whole numbers need in each language, by CLDR.
var forms = map[string][]string{"en": {"one", "other"}, "de": {"one", "other"}, "nl": {"one", "other"}, "sv": {"one", "other"},
	"fr": {"many", "one", "other"}, "es": {"many", "one", "other"}}

var placeholder = regexp.MustCompile(`\{\{\.\w+\}\}`)

// Protects readers of every language from gaps: the same keys, placeholders and plural forms everywhere.
func TestCatalogs_SayTheSame(t *testing.T) {
	english := readCatalog(t, "en")
	for _, l := range i18n.Languages {
		own := readCatalog(t, l.Code)
		for key := range own {
			if english[key] == nil {
				t.Errorf("%s has %s, which English has not", l.Code, key)
			}
		}
		for key, want := range english {
			got := own[key]
			if got == nil {
				t.Errorf("%s lacks %s", l.Code, key)
				continue
			}
			plural := len(want) > 1
			for form, text := range got {
				if strings.TrimSpace(text) == "" {
					t.Errorf("%s: %s is empty", l.Code, key)
				}
				if !slices.Equal(placeholders(text), placeholders(want["other"])) {
					t.Errorf("%s: %s (%s) fills in %v, English %v", l.Code, key, form, placeholders(text), placeholders(want["other"]))
				}
			}
			if plural && !slices.Equal(sortedKeys(got), forms[l.Code]) || !plural && len(got) != 1 {
				t.Errorf("%s: %s has the forms %v", l.Code, key, sortedKeys(got))
			}
		}
	}
	files, err := os.ReadDir("catalog")
	if err != nil || len(files)%len(i18n.Languages) != 0 {
		t.Errorf("there are %d catalogs for %d languages, %v", len(files), len(i18n.Languages), err)
	}
}

func placeholders(text string) []string {
	found := placeholder.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

func sortedKeys(m map[string]string) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// frenchSigns are what French sets off by a space that no line may end at: signs without one, or with another.
var frenchSigns = regexp.MustCompile(`[^\x{a0}\x{202f}?!][?!;»]|[^\x{a0}\x{202f}]:(?:[^/0-9]|$)|[^\x{a0}\x{202f}]%|«[^\x{a0}\x{202f}]`)

// Protects readers of French from a question mark alone on a line.
func TestCatalogs_FrenchSpaces(t *testing.T) {
	for key, texts := range readCatalog(t, "fr") {
		for _, text := range texts {
			if found := frenchSigns.FindString(text); found != "" {
				t.Errorf("%s: %q in %q wants a no-break space", key, found, text)
			}
		}
	}
}
