package auth_test

import (
	"errors"
	"strings"
	"testing"

	"obolus"
	"obolus/auth"
)

// Protects people from passwords that are guessed first, and from rules that only annoy.
func TestJudgePassword(t *testing.T) {
	about := []string{"Alice Smith", "alice.smith42@example.org", "Obolus of Utrecht", ""}
	cases := []struct{ name, password, code string }{
		{"words", "fünf kühe grasen", ""},
		{"eight letters", "xkvqzwpj", ""},
		{"only digits", "8203941756", ""},
		{"eight of another script", "пять коров", ""},
		{"256 characters", strings.Repeat("żółw", 64), ""},
		{"composed of three each", strings.Repeat("각", 256), ""},
		{"signs alone", "!?!%!?!(", ""},
		{"blanks count", "a b c d ", ""},
		{"holds her name in a sentence", "alice eats pears", ""},
		{"seven", "xkvqzwp", "password_short"},
		{"seven letters, fourteen code points", strings.Repeat("u\u0308", 7), "password_short"},
		{"nothing", "", "password_short"},
		{"257", strings.Repeat("x", 257), "password_long"},
		{"long after normalisation", strings.Repeat("\ufdfa", 20), "password_long"},
		{"a book", strings.Repeat("x", 10<<20), "password_long"},
		{"no text", "\xff\xfe\xff\xfe\xff\xfe\xff\xfe", "password_encoding"},
		{"the most common", "password", "password_common"},
		{"common in capitals", "PassWord1", "password_common"},
		{"common in full width", "ｐａｓｓｗｏｒｄ", "password_common"},
		{"common digits", "123456789", "password_common"},
		{"two common ones on two lines", "password\n12345678", ""},
		{"her name", "Alice Smith", "password_about_you"},
		{"her name otherwise", "alicesmith", "password_about_you"},
		{"her name and a year", "AliceSmith1990!", "password_about_you"},
		{"her address", "alice.smith42@example.org", "password_about_you"},
		{"her local part", "alice.smith42", "password_about_you"},
		{"her local part, other digits", "alice_smith2026", "password_about_you"},
		{"the instance", "obolus of utrecht", "password_about_you"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			err := auth.JudgePassword(c.password, about...)
			if c.code == "" {
				if err != nil {
					t.Errorf("refused: %v", err)
				}
				return
			}
			var refused *obolus.Error
			if !errors.As(err, &refused) || refused.Code != c.code || refused.Field != "password" || refused.Kind != obolus.Invalid {
				t.Errorf("got %#v, want code %s", err, c.code)
			}
			if refused != nil && len(c.password) >= 8 && c.code != "password_common" && strings.Contains(refused.Message, c.password) {
				t.Error("the message repeats the password, and messages are logged")
			}
		})
	}
}

// Protects people with names of signs, and those whose name is not known.
func TestJudgePassword_EmptyKnowledge(t *testing.T) {
	for _, about := range [][]string{nil, {""}, {"@"}, {"--"}, {"42"}} {
		if err := auth.JudgePassword("!!!!!!!!", about...); err != nil {
			t.Errorf("about %q: %v", about, err)
		}
	}
}
