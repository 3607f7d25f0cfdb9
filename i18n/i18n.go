// Package i18n speaks to people in their language: texts from catalogs, plural forms, and numbers,
// money and dates as they are written where the reader lives.
//
// The catalogs are catalog/AREA.LANGUAGE.json, embedded: flat keys such as "thing.undo", each a text or
// its plural forms, unique over all areas. English is complete by definition; the tests hold the others to it. Finding the text
// and choosing the plural form is go-i18n's work, grouping digits that of golang.org/x/text.
package i18n

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"

	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

//go:embed catalog/*.json
var catalogs embed.FS

// Language is a language that obolus speaks.
type Language struct {
	Code string // for the lang attribute and the catalogs' files, such as "de"
	Name string // in the language itself
}

// Languages are all that obolus speaks, the fallback first.
var Languages = []Language{
	{"en", "English"}, {"de", "Deutsch"}, {"nl", "Nederlands"}, {"sv", "Svenska"}, {"fr", "Français"}, {"es", "Español"},
}

// Translator speaks one language. It is safe for concurrent use.
type Translator struct {
	Language  Language
	localizer *goi18n.Localizer
	printer   *message.Printer
	way       way
	months    [12]string // as within a sentence; a page can have a thousand dates
}

// Translators are one Translator for each of the Languages.
type Translators struct {
	byCode  map[string]*Translator
	codes   []string // in the order of preference: the first is for readers who understand none
	matcher language.Matcher
}

// Load reads the embedded catalogs. It fails only where one of them is broken.
func Load() (*Translators, error) {
	bundle := goi18n.NewBundle(language.English)
	bundle.RegisterUnmarshalFunc("json", json.Unmarshal)
	all := &Translators{byCode: map[string]*Translator{}}
	var codes []string
	for _, l := range Languages {
		areas, err := fs.Glob(catalogs, "catalog/*."+l.Code+".json")
		if err != nil {
			return nil, err
		}
		for _, area := range areas {
			_, err := bundle.LoadMessageFileFS(catalogs, area)
			if err != nil {
				return nil, fmt.Errorf("reading the %s catalog: %w", l.Name, err)
			}
		}
		tag := language.MustParse(l.Code)
		codes = append(codes, l.Code)
		all.byCode[l.Code] = &Translator{Language: l, localizer: goi18n.NewLocalizer(bundle, l.Code),
			printer: message.NewPrinter(tag), way: ways[l.Code]}
		all.byCode[l.Code].nameMonths()
	}
	return all.Among(codes), nil
}

// Among returns the translators of some languages only, by their codes, for an instance that offers no
// more. Codes that obolus does not speak are passed over; where none is left, all languages stay.
func (t *Translators) Among(codes []string) *Translators {
	some := &Translators{byCode: map[string]*Translator{}}
	var tags []language.Tag
	for _, code := range codes {
		if known := t.byCode[code]; known != nil && some.byCode[code] == nil {
			some.byCode[code] = known
			some.codes = append(some.codes, code)
			tags = append(tags, language.MustParse(code))
		}
	}
	if len(tags) == 0 || slices.Equal(some.codes, t.codes) {
		return t
	}
	some.matcher = language.NewMatcher(tags)
	return some
}

// Choose returns the translator of a reader: of the language that she chose before, if obolus speaks
// it, else of the one that fits her browser's Accept-Language best, else of the first.
func (t *Translators) Choose(chosen, acceptLanguage string) *Translator {
	if known := t.byCode[chosen]; known != nil {
		return known
	}
	// What cannot be parsed is no wish; browsers do not send it.
	wanted, _, _ := language.ParseAcceptLanguage(acceptLanguage)
	_, i, _ := t.matcher.Match(wanted...)
	return t.byCode[t.codes[i]]
}

// Text returns the text of a key. The pairs fill its placeholders: "Name", person.Name. A key that no
// catalog has is returned as it is, which tests look for.
func (t *Translator) Text(key string, pairs ...any) string {
	return t.text(&goi18n.LocalizeConfig{MessageID: key, TemplateData: fill(pairs)}, key)
}

// Plural returns the text of a key in the plural form for n. {{.Count}} in it is n as people write it.
func (t *Translator) Plural(key string, n int64, pairs ...any) string {
	data := fill(append(pairs, "Count", t.Number(n)))
	return t.text(&goi18n.LocalizeConfig{MessageID: key, PluralCount: n, TemplateData: data}, key)
}

// Has tells whether there is a text for a key in this language.
func (t *Translator) Has(key string) bool {
	_, err := t.localizer.Localize(&goi18n.LocalizeConfig{MessageID: key})
	return err == nil
}

// text prefers English over nothing, so that a gap in a catalog costs a reader comfort and no more.
func (t *Translator) text(config *goi18n.LocalizeConfig, key string) string {
	text, err := t.localizer.Localize(config)
	if err != nil && text == "" {
		return key
	}
	return text
}

// fill makes a template's data of pairs; a name without a value is a mistake of the caller's and shows
// as an empty place.
func fill(pairs []any) map[string]any {
	data := make(map[string]any, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		data[fmt.Sprint(pairs[i])] = pairs[i+1]
	}
	return data
}
