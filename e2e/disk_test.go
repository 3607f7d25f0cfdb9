package e2e_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"obolus/client"
)

// alone tells a test process that it runs in a mount namespace of its own.
const alone = "OBOLUS_E2E_ALONE"

// Protects people from a full disk: requests are answered with 503 and a plain sentence, nothing that
// was acknowledged is lost, and service resumes by itself when there is room again.
func TestDisk_Full(t *testing.T) {
	if os.Getenv(alone) == "" {
		inOwnMounts(t)
		return
	}
	disk := t.TempDir()
	err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=6m")
	if err != nil {
		t.Fatalf("mounting a small disk: %v", err)
	}
	defer func() { _ = syscall.Unmount(disk, syscall.MNT_DETACH) }() // ends with the namespace at the latest
	i := newInstance(t, checked, filepath.Join(disk, "obolus.db"))
	g := i.crowd(1)[0]
	s := i.serve()
	c := s.as(g.token)
	next := 0
	click := func() error {
		next++
		return g.click(i, c, fmt.Sprintf("https://example.org/%d", next), false)
	}
	for range 20 {
		i.must(click())
	}
	for range 2 { // it can happen again
		filler := i.fill(disk)
		var full error
		for full == nil { // what is left of the database's own files takes some clicks yet
			full = click()
		}
		var refused *client.Error
		if !errors.As(full, &refused) || refused.Status != 503 || refused.Code != "database_unavailable" || !strings.Contains(refused.Detail, "no room") || refused.RetryAfter == 0 {
			t.Fatalf("a full disk is told as %v", full)
		}
		if status, body := s.get("/healthz"); status != 200 {
			t.Errorf("healthz: %d %s", status, body)
		}
		s.remembers([]*giver{g})
		i.must(os.Remove(filler))
		await(t, "service resumes", func() bool { return click() == nil })
	}
	s.remembers([]*giver{g})
	s.stop()
	i.verified()
	if n := len(g.told); n < 22 {
		t.Errorf("%d clicks were acknowledged", n)
	}
}

// fill takes all the room that is left and returns what takes it.
func (i *instance) fill(disk string) string {
	i.Helper()
	path := filepath.Join(disk, "filler")
	file, err := os.Create(path)
	i.must(err)
	block := make([]byte, 64<<10)
	for err == nil {
		_, err = file.Write(block)
	}
	for block = block[:1]; len(block) > 0; block = nil { // the rest of the last page
		_, _ = file.Write(block)
	}
	if !errors.Is(err, syscall.ENOSPC) {
		i.Fatalf("filling the disk: %v", err)
	}
	i.must(file.Close())
	return path
}

// inOwnMounts runs this test again in a mount namespace of its own, as root of it. Where that may not
// be, the test is skipped; with CI=true that is a failure.
func inOwnMounts(t *testing.T) {
	t.Helper()
	as := "--map-root-user"
	if os.Getuid() == 0 {
		as = "--mount"
	}
	probe := exec.Command("unshare", as, "--mount", "true")
	out, err := probe.CombinedOutput()
	if err != nil {
		because := fmt.Sprintf("a small disk cannot be mounted here: %v %s", err, out)
		if os.Getenv("CI") == "true" {
			t.Fatal(because)
		}
		t.Skip(because)
	}
	again := exec.Command("unshare", as, "--mount", os.Args[0], "-test.run=^"+t.Name()+"$", "-test.v")
	again.Env = append(os.Environ(), alone+"=true")
	out, err = again.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "--- PASS: "+t.Name()) {
		t.Fatalf("with a disk of its own: %v\n%s", err, out)
	}
}
