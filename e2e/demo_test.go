package e2e_test

import (
	"bufio"
	"fmt"
	"net"
	"os"
	"regexp"
	"strings"
	"testing"
)

// Protects the first thing that anybody sees: the demo shows its month, serves it at the addresses that
// it prints, and Ctrl-C ends it well and leaves nothing behind.
func TestDemo(t *testing.T) {
	i := newInstance(t, checked, "")
	i.tmp = t.TempDir()
	cmd := i.command("demo", "--listen", "127.0.0.1:0")
	cmd.Dir = t.TempDir()
	s := &server{instance: i, cmd: cmd, stderr: &said{}}
	stdout, err := cmd.StdoutPipe()
	i.must(err)
	cmd.Stderr = s.stderr
	i.must(cmd.Start())
	t.Cleanup(s.kill)

	var shown strings.Builder
	lines := bufio.NewScanner(stdout)
	for lines.Scan() && !strings.Contains(lines.Text(), "Ctrl-C ends the demo") {
		shown.WriteString(lines.Text() + "\n")
	}
	for _, want := range []string{"does it add up?", "everything adds up", "waits for", "Sign in as a supporter", "Sign in as a creator"} {
		if !strings.Contains(shown.String(), want) {
			t.Errorf("the demo does not say %q: %s%s", want, shown.String(), s.stderr)
		}
	}
	links := regexp.MustCompile(`(http://localhost:\d+)(/signin/obolus_\w+)`).FindAllStringSubmatch(shown.String(), -1)
	if len(links) != 2 {
		t.Fatalf("the demo shows the links %q", links)
	}
	s.url = links[0][1]
	for _, path := range []string{"/", "/readyz", "/api/v1/openapi.json", links[0][2], links[1][2]} {
		if status, _ := s.get(path); status != 200 {
			t.Errorf("%s: %d", path, status)
		}
	}
	s.stop()
	for _, folder := range []string{i.tmp, cmd.Dir} {
		left, err := os.ReadDir(folder)
		i.must(err)
		if len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
	}
}

// Who has no patience presses Ctrl-C again, and the demo that nobody wants any more leaves nothing behind.
func TestDemo_CtrlCTwice(t *testing.T) {
	i := newInstance(t, checked, "")
	i.tmp = t.TempDir()
	var told struct{ URL string }
	s := i.start(&told, &told.URL, "demo")
	host := strings.Replace(strings.TrimPrefix(s.url, "http://"), "localhost", "127.0.0.1", 1)
	slow, err := net.Dial("tcp", host)
	i.must(err)
	defer slow.Close()
	_, err = fmt.Fprintf(slow, "POST /sign-in/password HTTP/1.1\r\nHost: %s\r\nContent-Type: application/x-www-form-urlencoded\r\n"+
		"Expect: 100-continue\r\nContent-Length: 9\r\n\r\n", host)
	i.must(err)
	answer, err := bufio.NewReader(slow).ReadString('\n')
	if err != nil || !strings.Contains(answer, "100 Continue") {
		t.Fatalf("the server does not wait for the form: %q, %v", answer, err)
	}
	i.must(s.cmd.Process.Signal(os.Interrupt))
	await(t, "the demo begins to end", func() bool {
		c, err := net.Dial("tcp", host)
		if err == nil {
			c.Close()
		}
		return err != nil
	})
	i.must(s.cmd.Process.Signal(os.Interrupt))
	_ = s.cmd.Wait()
	s.gone = true
	if code := s.cmd.ProcessState.ExitCode(); code != 1 || !strings.Contains(s.stderr.String(), "stopped before it was done") {
		t.Errorf("%v: %s", s.cmd.ProcessState, s.stderr)
	}
	left, err := os.ReadDir(i.tmp)
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
