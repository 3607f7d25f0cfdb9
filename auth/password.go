package auth

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// The cost of a password: argon2id with 19 MiB of memory, 2 passes and 1 lane, the OWASP Password Storage
// Cheat Sheet's recommendation. RFC 9106 gives the lengths of salt and key. Whoever raises the cost
// changes these; CheckPassword then calls older hashes outdated, and DummyHash has to be made anew.
const (
	memoryKiB  = 19 * 1024
	passes     = 2
	lanes      = 1
	saltBytes  = 16
	keyBytes   = 32
	maxMemory  = 256 * 1024 // KiB; a stored hash that asks for more is not ours
	maxPasses  = 16
	maxLanes   = 16
	maxHashing = 4 // hashes at once, together 76 MiB: else many sign-ins at once exhaust the memory
)

// DummyHash is the hash of a random password that was thrown away. It costs what a real one costs, so
// that whoever tries an address without an account waits as long as for a wrong password.
const DummyHash = "$argon2id$v=19$m=19456,t=2,p=1$fXjP6OWsnlliq6ttkpFD6Q$beW9IeIgcmiMDKktLdStZ1Yo7FCmdIBgy4hVulwo35s"

// hashing holds a place for each hash that is being computed; the others wait for one.
var hashing = make(chan struct{}, maxHashing)

// HashPassword returns what to store for a password, as a PHC string
// ($argon2id$v=19$m=19456,t=2,p=1$salt$key). It takes 19 MiB and tens of milliseconds, and waits while
// too many others are at it. JudgePassword comes first.
func HashPassword(password string) string {
	salt := make([]byte, saltBytes)
	rand.Read(salt) // never fails: crypto/rand ends the program instead
	h := phc{memory: memoryKiB, passes: passes, lanes: lanes, salt: salt}
	h.key = h.derive(password, keyBytes)
	return h.String()
}

// CheckPassword says whether a password is the one that was hashed, and if so whether the hash was made
// at another cost than today's, so that the caller can store a new one now that it knows the password.
// For a person without a password pass "" or DummyHash; anything that is no hash of ours is answered with
// false after the same work.
func CheckPassword(hash, password string) (ok, outdated bool) {
	h, known := parsePHC(hash)
	if !known {
		h, _ = parsePHC(DummyHash)
	}
	given := password
	if len(given) > maxPasswordBytes {
		given = "" // nobody has such a password, but the answer takes its time all the same
	}
	same := subtle.ConstantTimeCompare(h.derive(given, len(h.key)), h.key) == 1
	ok = same && known && given == password
	today := h.memory == memoryKiB && h.passes == passes && h.lanes == lanes && len(h.key) == keyBytes
	return ok, ok && !today
}

// phc is a stored hash: the cost it was made at, its salt and its key.
type phc struct {
	memory, passes uint32 // KiB, count
	lanes          uint8
	salt, key      []byte
}

// derive computes the key of a password under h's cost and salt. Passwords are compared as NFKC, so that
// one typed on another keyboard or system is the same (NIST SP 800-63B).
func (h phc) derive(password string, length int) []byte {
	hashing <- struct{}{}
	defer func() { <-hashing }()
	return argon2.IDKey([]byte(norm.NFKC.String(password)), h.salt, h.passes, h.memory, h.lanes, uint32(length))
}

// String writes h in the PHC form.
func (h phc) String() string {
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, h.memory, h.passes, h.lanes,
		b64.EncodeToString(h.salt), b64.EncodeToString(h.key))
}

// parsePHC reads a stored hash. A cost beyond the bounds is refused rather than paid.
func parsePHC(s string) (h phc, ok bool) {
	parts := strings.Split(s, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return phc{}, false
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &h.memory, &h.passes, &h.lanes); err != nil {
		return phc{}, false
	}
	var saltErr, keyErr error
	h.salt, saltErr = base64.RawStdEncoding.Strict().DecodeString(parts[4])
	h.key, keyErr = base64.RawStdEncoding.Strict().DecodeString(parts[5])
	bounded := h.memory >= 8 && h.memory <= maxMemory && h.passes >= 1 && h.passes <= maxPasses && h.lanes >= 1 &&
		h.lanes <= maxLanes && len(h.salt) >= 8 && len(h.salt) <= 64 && len(h.key) >= 16 && len(h.key) <= 64
	if saltErr != nil || keyErr != nil || !bounded || h.String() != s {
		return phc{}, false
	}
	return h, true
}
