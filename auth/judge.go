package auth

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The length of a password in code points after normalisation. NIST SP 800-63B asks for 8 at the least and
// to take 64 at least; the upper bound is there so that nobody makes us hash a book.
const (
	MinPassword = 8
	MaxPassword = 256

	// maxPasswordBytes bounds what is normalised at all: a code point can be composed of several.
	maxPasswordBytes = 16 * MaxPassword
)

// JudgePassword says what is wrong with a new password, in a sentence for the person, or nil. There are no
// rules of composition: a password is bad when it is short, when it is among the 10,000 that are tried
// first, or when it is what the page already shows about the person. about holds these: her name, her
// e-mail address, the instance's name. The codes are password_encoding, _short, _long, _common and _about_you.
func JudgePassword(password string, about ...string) error {
	if len(password) > maxPasswordBytes {
		return tooLong()
	}
	if !utf8.ValidString(password) {
		return refuse("password", "password_encoding", "The password did not arrive as readable text. Please type it again.")
	}
	switch count := utf8.RuneCountInString(norm.NFKC.String(password)); {
	case count < MinPassword:
		return refuse("password", "password_short", "The password is too short. Use at least 8 characters; a few words in a row are good.")
	case count > MaxPassword:
		return tooLong()
	}
	folded := fold(password)
	if isCommon(folded) {
		return refuse("password", "password_common", "This is one of the most common passwords, and tried first by everyone who guesses. Please choose another.")
	}
	for _, known := range about {
		if repeats(folded, fold(known)) {
			return refuse("password", "password_about_you", "This password is too close to your name or e-mail address. Please choose another.")
		}
	}
	return nil
}

func tooLong() error {
	return refuse("password", "password_long", "The password is too long. Use at most 256 characters.")
}

// fold makes passwords that a guesser tries in one go the same.
func fold(s string) string { return strings.ToLower(norm.NFKC.String(s)) }

// repeats says whether a password is no more than something known about the person: her name, her
// e-mail address or what stands before its @, with digits and signs around it or without.
func repeats(password, known string) bool {
	local, _, _ := strings.Cut(known, "@")
	for _, word := range []string{known, local} {
		whole, core := letters(word), letters(trimmed(word))
		if whole != "" && whole == letters(password) || core != "" && core == letters(trimmed(password)) {
			return true
		}
	}
	return false
}

// trimmed takes the digits and signs off both ends, which is what people add to a word they were refused.
func trimmed(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
}

// letters leaves out what separates the parts of a name: "alice.smith" and "Alice Smith" are one guess.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return r
		}
		return -1
	}, s)
}
