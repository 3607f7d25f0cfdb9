package auth_test

import (
	"strings"
	"testing"

	"obolus/auth"
)

// Protects everybody's account: the password that was hashed opens, and no other.
func TestCheckPassword(t *testing.T) {
	hash := auth.HashPassword("fünf Kühe grasen")
	if !strings.HasPrefix(hash, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Fatalf("hash %q is not at the cost of OWASP", hash)
	}
	cases := []struct {
		name, password string
		want           bool
	}{
		{"the same", "fünf Kühe grasen", true},
		{"the same, typed as decomposed letters", "fu\u0308nf Ku\u0308he grasen", true},
		{"the same, with a no-break space", "fünf\u00a0Kühe grasen", true},
		{"another capital", "Fünf Kühe grasen", false},
		{"one letter less", "fünf Kühe grase", false},
		{"nothing", "", false},
		{"far too long", strings.Repeat("fünf Kühe grasen", 10_000), false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if ok, outdated := auth.CheckPassword(hash, c.password); ok != c.want || outdated {
				t.Errorf("got ok %v, outdated %v; want %v, false", ok, outdated, c.want)
			}
		})
	}
	if again := auth.HashPassword("fünf Kühe grasen"); again == hash {
		t.Error("two hashes of one password are the same: the salt is not random")
	}
}

// Protects the move to another cost, and the agreement with other programs: both hashes were made by the
// reference implementation, libargon2.
func TestCheckPassword_OtherCosts(t *testing.T) {
	reference := "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
	if ok, outdated := auth.CheckPassword(reference, "password"); !ok || !outdated {
		t.Errorf("got ok %v, outdated %v; want true, true", ok, outdated)
	}
	today := "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$PB/cDx1dePl1h5jN+x+lvnhsaZBso05vV4LfLCwpG+w"
	if ok, outdated := auth.CheckPassword(today, "fünf Kühe grasen"); !ok || outdated {
		t.Errorf("at today's cost: got ok %v, outdated %v; want true, false", ok, outdated)
	}
	if ok, outdated := auth.CheckPassword(reference, "Password"); ok || outdated {
		t.Errorf("a wrong password: got ok %v, outdated %v; want false, false", ok, outdated)
	}
}

// Protects against a stored text that is no hash: it opens nothing, whatever is typed, and cannot make
// us spend memory without bound.
func TestCheckPassword_RefusesWhatIsNoHash(t *testing.T) {
	good := auth.HashPassword("correct horse")
	for name, hash := range map[string]string{
		"nothing":               "",
		"the dummy":             auth.DummyHash,
		"a plain password":      "correct horse",
		"another algorithm":     strings.Replace(good, "argon2id", "argon2i", 1),
		"another version":       strings.Replace(good, "v=19", "v=16", 1),
		"memory without bound":  strings.Replace(good, "m=19456", "m=4294967295", 1),
		"passes without bound":  strings.Replace(good, "t=2", "t=4294967295", 1),
		"no passes":             strings.Replace(good, "t=2", "t=0", 1),
		"no lanes":              strings.Replace(good, "p=1", "p=0", 1),
		"a number beyond range": strings.Replace(good, "p=1", "p=257", 1),
		"no key":                good[:strings.LastIndexByte(good, '$')+1],
		"something behind":      good + "$x",
		"written another way":   strings.Replace(good, "m=19456", "m=019456", 1),
	} {
		t.Run(name, func(t *testing.T) {
			if hash == good {
				t.Fatal("the case changes nothing")
			}
			if ok, outdated := auth.CheckPassword(hash, "correct horse"); ok || outdated {
				t.Errorf("got ok %v, outdated %v; want false, false", ok, outdated)
			}
		})
	}
}
