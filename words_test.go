package obolus_test

import (
	"slices"
	"strings"
	"testing"

	"obolus"
)

// Protects readers of every script: what they type is found in what was written, by both engines.
func TestWords(t *testing.T) {
	for _, test := range []struct {
		text, question string
		found          bool
	}{
		{"Ein Lied über Käse", "kase", true}, {"Ein Lied über Käse", "KÄSE lied", true}, {"Ein Lied über Käse", "Käs", true},
		{"Ein Lied über Käse", "äse", false}, {"Straße", "STRASSE", true}, {"Brev nr 12", "12", true},
		{"Чёрный ёжик", "черный", true}, {"Чёрный ёжик", "ЁЖИК", true}, {"Μικρές ιστορίες", "μικρες", true},
		{"黒猫の物語", "黒猫", true}, {"黒猫の物語", "猫", true}, {"黒猫の物語", "物語", true}, {"黒猫の物語", "語", true}, {"黒猫の物語", "猫黒", false},
		{"東京タワー", "タワー", true}, {"한국어 이야기", "이야기", true}, {"한국어 이야기", "이야", true},
		{"حكاية المدينة والنهر", "المدينة", true}, {"حِكَايَة", "حكاية", true}, {"שָׁלוֹם", "שלום", true},
		{"हिन्दी की कहानी", "हिन्दी", true}, {"हिन्दी की कहानी", "कहानी", true}, {"ภาษาไทยง่าย", "ไทย", true},
		{"C++ and Go", "go", true}, {"_c3a4", "ä", false}, {"ＦＵＬＬ", "full", true}, {"\xff broken", "broken", true},
	} {
		words := obolus.Words(test.text)
		wanted := obolus.WantedWords(test.question)
		found := len(wanted) > 0
		for _, want := range wanted {
			found = found && slices.ContainsFunc(words, func(word string) bool { return strings.HasPrefix(word, want) })
		}
		if found != test.found {
			t.Errorf("%q in %q: %v; %q in %q", test.question, test.text, found, wanted, words)
		}
	}
}

// Protects the database: words are few, short and nothing but ASCII letters, digits and the mark of
// hexadecimal, so that none can be taken for an operator of a query.
func FuzzWords(f *testing.F) {
	f.Add(`"'* OR NEAR(a b) -x :A ' & | ! <-> \`)
	f.Add(strings.Repeat("ö", 5000))
	f.Add("猫" + strings.Repeat("\u0301", 100))
	f.Fuzz(func(t *testing.T, text string) {
		words := obolus.Words(text)
		if len(words) > 300 {
			t.Errorf("there are %d words", len(words))
		}
		for _, word := range append(words, obolus.WantedWords(text)...) {
			if word == "" || len(word) > 1100 || strings.Trim(word, "_abcdefghijklmnopqrstuvwxyz0123456789") != "" {
				t.Errorf("%q has the word %q", text, word)
			}
		}
	})
}
