package obolus

import (
	"encoding/hex"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Neither database can find words in every script: one takes a Chinese sentence for a word, the other
// ends Hindi words at their vowels. So words are made here, and the databases compare bytes.

// maxWords bounds what is kept of one text, and maxWord a word's characters.
const (
	maxWords = 300
	maxWord  = 64
	maxWants = 8 // words of one question
)

// Words are a text's words as the search stores them, each once: folded, without accents, in ASCII. Scripts
// that put no spaces between words are cut into pairs of neighbouring characters.
func Words(text string) []string {
	var words []string
	seen := map[string]bool{}
	for _, run := range runs(text) {
		for _, word := range run.pairs(true) {
			if word = ascii(word); !seen[word] && len(words) < maxWords {
				seen[word] = true
				words = append(words, word)
			}
		}
	}
	return words
}

// WantedWords are the words that a thing must have to answer a question, each as the beginning of a
// word: whoever has typed half of one finds it too. A question without a letter wants nothing.
func WantedWords(question string) []string {
	var words []string
	for _, run := range runs(question) {
		for _, word := range run.pairs(false) {
			if word = ascii(word); !slices.Contains(words, word) && len(words) < maxWants {
				words = append(words, word)
			}
		}
	}
	return words
}

// run is letters and digits that follow each other, all of a script with spaces or all of one without.
type run struct {
	letters  []rune
	unspaced bool
}

// pairs are the words of a run. The last character alone is stored too, so that a question for a
// single character finds it wherever it stands.
func (r run) pairs(stored bool) []string {
	if !r.unspaced {
		return []string{string(r.letters[:min(len(r.letters), maxWord)])}
	}
	var words []string
	for i := range len(r.letters) - 1 {
		words = append(words, string(r.letters[i:i+2]))
	}
	if stored || len(words) == 0 {
		words = append(words, string(r.letters[len(r.letters)-1:]))
	}
	return words
}

func runs(text string) []run {
	var all []run
	var now run
	end := func() {
		if len(now.letters) > 0 {
			all = append(all, now)
		}
		now = run{}
	}
	accented := false
	for _, r := range folded(text) {
		switch {
		case unicode.IsMark(r):
			if accented || len(now.letters) == 0 {
				continue // an accent: "cafe" finds "café"
			}
		case !unicode.IsLetter(r) && !unicode.IsNumber(r):
			end()
			continue
		default:
			accented = unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Arabic, unicode.Hebrew)
			if unspaced := unicode.In(r, scriptsWithoutSpaces...); unspaced != now.unspaced {
				end()
				now.unspaced = unspaced
			}
		}
		now.letters = append(now.letters, r)
	}
	end()
	return all
}

var scriptsWithoutSpaces = []*unicode.RangeTable{
	unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan,
}

// folded takes case and compatibility forms away, and accents apart from their letters. Hangul is put
// together again, since its letters are no accents.
func folded(text string) string {
	text = norm.NFKD.String(cases.Fold().String(norm.NFKC.String(strings.ToValidUTF8(text, " "))))
	if strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Hangul, r) }) {
		return norm.NFC.String(text)
	}
	return text
}

// ascii writes a word that has other characters in hexadecimal. No word has an underscore, and what
// begins with the same characters begins with the same digits.
func ascii(word string) string {
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			return "_" + hex.EncodeToString([]byte(word))
		}
	}
	return word
}
