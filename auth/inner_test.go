package auth

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"unicode/utf8"
)

// Protects the secret of who has an account: the dummy must cost what a real hash costs today, or the
// time of an answer would tell.
func TestDummyHash_CostsTheSame(t *testing.T) {
	dummy, ok := parsePHC(DummyHash)
	if !ok {
		t.Fatal("the dummy is no hash")
	}
	made, _ := parsePHC(HashPassword("whatever it is"))
	if dummy.memory != made.memory || dummy.passes != made.passes || dummy.lanes != made.lanes ||
		len(dummy.salt) != len(made.salt) || len(dummy.key) != len(made.key) {
		t.Errorf("the dummy is %+v, a hash of today %+v", dummy, made)
	}
	if bytes.Equal(dummy.salt, made.salt) {
		t.Error("the dummy's salt is used for others")
	}
}

// Protects the memory of the machine: a hash waits while as many as may be are being computed.
func TestHashing_IsBounded(t *testing.T) {
	if total := maxHashing * memoryKiB / 1024; total > 128 {
		t.Errorf("%d hashes at once take %d MiB", maxHashing, total)
	}
	before := hashing
	defer func() { hashing = before }()
	synctest.Test(t, func(t *testing.T) {
		hashing = make(chan struct{}, 1)
		hashing <- struct{}{}
		done := false
		go func() { HashPassword("one too many"); done = true }()
		synctest.Wait()
		if done {
			t.Fatal("a hash was computed without a place")
		}
		<-hashing
		synctest.Wait()
		if !done || len(hashing) != 0 {
			t.Errorf("done %v with %d places taken, want true with 0", done, len(hashing))
		}
	})
}

// Protects the list's use: it is sorted, folded, complete, and holds nothing that the minimum length
// refuses anyway.
func TestCommon(t *testing.T) {
	lines := strings.Split(strings.Trim(common(), "\n"), "\n")
	if len(lines) != 10_000 || !slices.IsSorted(lines) || len(slices.Compact(slices.Clone(lines))) != len(lines) {
		t.Errorf("%d lines, sorted %v; want 10000 different ones, sorted", len(lines), slices.IsSorted(lines))
	}
	for _, line := range lines {
		if line != fold(line) || utf8.RuneCountInString(line) < MinPassword {
			t.Errorf("line %q can never match", line)
		}
	}
}
