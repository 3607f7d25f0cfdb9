package e2e_test

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"obolus/client"
)

// server is a process that serves.
type server struct {
	*instance
	cmd    *exec.Cmd
	url    string
	stderr *said
	gone   bool
}

// said collects what a process writes while it runs.
type said struct {
	mutex sync.Mutex
	text  strings.Builder
}

func (s *said) Write(p []byte) (int, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.text.Write(p)
}

func (s *said) String() string {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.text.String()
}

// serve starts a server on a free port and returns when it says where it is.
func (i *instance) serve() *server {
	i.Helper()
	var told struct{ URL string }
	return i.start(&told, &told.URL, "serve", "--no-discover") // tests leave this machine alone
}

// start starts a command that serves on a free port, and reads what it says into told.
func (i *instance) start(told any, url *string, args ...string) *server {
	i.Helper()
	s := &server{instance: i, cmd: i.command(append(args, "--listen", "127.0.0.1:0", "--json")...), stderr: &said{}}
	stdout, err := s.cmd.StdoutPipe()
	i.must(err)
	s.cmd.Stderr = s.stderr
	i.must(s.cmd.Start())
	i.Cleanup(s.kill)
	err = json.NewDecoder(stdout).Decode(told)
	if err != nil {
		s.kill()
		i.Fatalf("obolus %s did not say where it is: %v, %s", args[0], err, s.stderr)
	}
	s.url = *url
	return s
}

// kill ends the process as a power cut would; ending it twice is fine.
func (s *server) kill() {
	if s.gone {
		return
	}
	s.gone = true
	_ = s.cmd.Process.Kill()
	_ = s.cmd.Wait() // says that it was killed
}

// stop ends the process as Ctrl-C does, and fails the test unless it ends well.
func (s *server) stop() {
	s.Helper()
	s.must(s.cmd.Process.Signal(os.Interrupt))
	err := s.cmd.Wait()
	s.gone = true
	if err != nil {
		s.Errorf("the server ended with %v: %s", err, s.stderr)
	}
}

// as is a client who speaks with a person's token.
func (s *server) as(token string) *client.Client { return client.New(s.url, token).With(impatient) }

// impatient bounds what any request may take: longer than the server's own bound.
var impatient = &http.Client{Timeout: time.Minute, Transport: &http.Transport{MaxIdleConnsPerHost: 64}}

// get asks for a path and returns status and body.
func (s *server) get(path string) (int, string) {
	s.Helper()
	response, err := impatient.Get(s.url + path)
	s.must(err)
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	s.must(err)
	return response.StatusCode, string(body)
}

// await asks again and again until it is so; the time at which it gives up is no measure of anything.
func await(t *testing.T, what string, so func() bool) {
	t.Helper()
	end := time.NewTimer(2 * time.Minute)
	defer end.Stop()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for !so() {
		select {
		case <-tick.C:
		case <-end.C:
			t.Fatalf("this did not happen: %s", what)
		}
	}
}
