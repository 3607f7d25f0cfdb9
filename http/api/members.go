package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
)

// repeatedMember begins the error on a body that has a member twice; the member's name follows, behind
// those of the objects around it. Of an error huma keeps the words alone, so refusal.go reads them.
const repeatedMember = "repeated member "

// checkMembers refuses what encoding/json lets pass: an object with two members of one name. v is what
// was read from data. Whoever else reads the request may go by the first, and we would go by the last.
func checkMembers(data []byte, v any) error {
	if repeatsNone(data, v) {
		return nil
	}
	path, _ := findRepeated(json.NewDecoder(bytes.NewReader(data)), nil)
	return errors.New(repeatedMember + strings.Join(path, "."))
}

// repeatsNone compares how many members were written with how many are left. Every click comes by
// here: it must cost nothing.
func repeatsNone(data []byte, v any) bool { return written(data) == kept(v) }

// written counts the members in a JSON text: each has one colon outside of strings.
func written(data []byte) int {
	n := 0
	for i := 0; i < len(data); i++ {
		switch data[i] {
		case ':':
			n++
		case '"':
			i = endOfString(data, i)
		}
	}
	return n
}

// endOfString returns where the string ends that begins at i. A quote behind an odd number of
// backslashes is part of it.
func endOfString(data []byte, i int) int {
	for {
		length := bytes.IndexByte(data[i+1:], '"')
		if length < 0 {
			return len(data)
		}
		i += 1 + length
		slashes := 0
		for data[i-1-slashes] == '\\' { // the quote at its beginning is none
			slashes++
		}
		if slashes%2 == 0 {
			return i
		}
	}
}

func kept(v any) int {
	n := 0
	switch v := v.(type) {
	case map[string]any:
		n = len(v)
		for _, inner := range v {
			n += kept(inner)
		}
	case []any:
		for _, inner := range v {
			n += kept(inner)
		}
	}
	return n
}

// findRepeated reads one value and returns the names that lead to its first repeated member. The text is
// known to be JSON, so that no token is an error.
func findRepeated(d *json.Decoder, outer []string) ([]string, bool) {
	token, _ := d.Token()
	open, nested := token.(json.Delim)
	if !nested {
		return nil, false
	}
	seen := map[string]bool{}
	for d.More() {
		path := outer
		if open == '{' {
			token, _ := d.Token()
			name, _ := token.(string)
			path = append(outer, name)
			if seen[name] {
				return path, true
			}
			seen[name] = true
		}
		if found, ok := findRepeated(d, path); ok {
			return found, true
		}
	}
	_, _ = d.Token() // the bracket that closes it
	return nil, false
}
