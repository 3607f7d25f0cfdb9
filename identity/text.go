package identity

import "strings"

const (
	letters = "abcdefghijklmnopqrstuvwxyz"
	digits  = "0123456789"
)

// lower folds A–Z alone. Unicode's folding depends on its version and is not
// always idempotent, and names outside of ASCII are better split than merged.
func lower(s string) string {
	for i := range len(s) {
		if 'A' <= s[i] && s[i] <= 'Z' {
			return asciiLower(s)
		}
	}
	return s
}

func asciiLower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// only reports whether s is not empty and made of bytes of set.
func only(s, set string) bool {
	for i := range len(s) {
		if strings.IndexByte(set, s[i]) < 0 {
			return false
		}
	}
	return s != ""
}

// cutAny splits s before the first byte of set; found is that byte, which
// begins rest.
func cutAny(s, set string) (before, rest string, found bool) {
	if i := strings.IndexAny(s, set); i >= 0 {
		return s[:i], s[i:], true
	}
	return s, "", false
}

// words is a set of words.
type words map[string]bool

// set makes the set of the words of a table.
func set(list string) words {
	s := make(words)
	for _, word := range strings.Fields(list) {
		s[word] = true
	}
	return s
}
