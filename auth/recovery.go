package auth

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// Recovery codes let a person in who lost her authenticator app: ten of them, each for one use, written
// xxxxx-xxxxx in 32 characters among which none looks like another (no i, l, o, u): 50 bits.
const (
	recoveryCodes    = 10
	recoveryLength   = 10
	recoveryAlphabet = "0123456789abcdefghjkmnpqrstvwxyz"
)

// NewRecoveryCodes returns ten fresh codes, to be shown once. What is stored is HashRecoveryCode of each.
func NewRecoveryCodes() []string {
	codes := make([]string, recoveryCodes)
	for i := range codes {
		random := make([]byte, recoveryLength)
		rand.Read(random) // never fails: crypto/rand ends the program instead
		for j, b := range random {
			random[j] = recoveryAlphabet[int(b)%len(recoveryAlphabet)] // 256 is a multiple of 32: no bias
		}
		codes[i] = string(random[:recoveryLength/2]) + "-" + string(random[recoveryLength/2:])
	}
	return codes
}

// HashRecoveryCode returns what is stored of a code, and looked up when one is typed: capitals, blanks,
// hyphens and letters mistaken for digits make no difference. A plain SHA-256 is enough for a random
// code behind a limit on tries; whoever could try hashes offline holds the TOTP secrets beside them too.
// What cannot be a code hashes to "", which is never stored.
func HashRecoveryCode(code string) string {
	if len(code) > 8*recoveryLength {
		return ""
	}
	plain := strings.NewReplacer(" ", "", "-", "", "\t", "", "o", "0", "i", "1", "l", "1").Replace(strings.ToLower(code))
	if len(plain) != recoveryLength || strings.Trim(plain, recoveryAlphabet) != "" {
		return ""
	}
	sum := sha256.Sum256([]byte(plain))
	return hex.EncodeToString(sum[:])
}
