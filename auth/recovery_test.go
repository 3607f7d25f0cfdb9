package auth_test

import (
	"regexp"
	"strings"
	"testing"

	"obolus/auth"
)

// Protects the last way in: ten different codes that can be read aloud, found again however they are typed.
func TestRecoveryCodes(t *testing.T) {
	codes := auth.NewRecoveryCodes()
	form := regexp.MustCompile(`^[0-9a-hjkmnp-tv-z]{5}-[0-9a-hjkmnp-tv-z]{5}$`)
	hashes := map[string]bool{}
	for _, code := range codes {
		if !form.MatchString(code) {
			t.Errorf("code %q", code)
		}
		hash := auth.HashRecoveryCode(code)
		hashes[hash] = true
		for _, typed := range []string{strings.ToUpper(code), strings.ReplaceAll(code, "-", ""), " " + strings.ReplaceAll(code, "-", " - ") + "\t",
			strings.ReplaceAll(code, "0", "O"), strings.ReplaceAll(code, "1", "l"), strings.ReplaceAll(code, "1", "I")} {
			if auth.HashRecoveryCode(typed) != hash {
				t.Errorf("%q typed as %q is another code", code, typed)
			}
		}
	}
	if len(codes) != 10 || len(hashes) != 10 || hashes[""] {
		t.Errorf("%d codes with %d hashes, want 10 with 10", len(codes), len(hashes))
	}
}

// Protects against empty and oversized guesses, which must not match an empty column.
func TestHashRecoveryCode_RefusesTheRest(t *testing.T) {
	for _, typed := range []string{"", "-", "abcde", "abcde-fghj", "abcde-fghjkm", "abcde-fghj!", "abcde-fghjü", strings.Repeat("-", 1<<20)} {
		if hash := auth.HashRecoveryCode(typed); hash != "" {
			t.Errorf("%.20q hashes to %s", typed, hash)
		}
	}
}
