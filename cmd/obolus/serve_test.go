package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"
)

// running is a command that serves until it is stopped.
type running struct {
	t      *testing.T
	stop   context.CancelFunc
	out    *bufio.Reader
	stderr *strings.Builder
	ended  chan int
}

// start starts a command that serves, with its standard output to be read as it comes.
func (d *desk) start(args ...string) *running {
	d.t.Helper()
	reader, writer := io.Pipe()
	ctx, cancel := context.WithCancel(d.t.Context())
	r := &running{t: d.t, stop: cancel, out: bufio.NewReader(reader), stderr: &strings.Builder{}, ended: make(chan int, 1)}
	p := Program{Stdin: strings.NewReader(""), Stdout: writer, Stderr: r.stderr, Now: d.clock,
		Env: func(name string) string { return map[string]string{"OBOLUS_DB": d.db}[name] }}
	go func() {
		code := p.Run(ctx, args...)
		writer.Close()
		r.ended <- code
	}()
	d.t.Cleanup(cancel)
	return r
}

// answer reads the command's JSON, which comes when it serves.
func (r *running) answer(into any) {
	r.t.Helper()
	err := json.NewDecoder(r.out).Decode(into)
	if err != nil {
		r.t.Fatalf("the server wrote no JSON: %v; exit %d, %s", err, <-r.ended, r.stderr)
	}
}

// end stops the command and returns its exit code.
func (r *running) end() int {
	r.stop()
	return <-r.ended
}

// get asks the server and returns status and body.
func get(t *testing.T, url string) (int, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(body)
}

// A server answers, does what is due by itself, and ends cleanly.
func TestServe(t *testing.T) {
	onEach(t, func(t *testing.T, d *desk) {
		octobers(t, d)
		d.now = instant("2026-11-02T00:00:00Z") // the close of October was missed
		server := d.start("serve", "--listen", "127.0.0.1:0", "--no-discover", "--json")
		var told struct{ URL string }
		server.answer(&told)
		for _, path := range []string{"/healthz", "/readyz", "/metrics", "/", "/api/v1/openapi.json", "/api/v1/months/2026-10"} {
			if status, body := get(t, told.URL+path); status != http.StatusOK {
				t.Errorf("%s: %d %s", path, status, body)
			}
		}
		await(t, func() bool {
			_, metrics := get(t, told.URL+"/metrics")
			return strings.Contains(metrics, "obolus_months_closed_total 1")
		})
		if code := server.end(); code != 0 {
			t.Errorf("exit %d, %s", code, server.stderr)
		}
		if out := d.must("close", "2026-10"); !strings.Contains(out, "closed already") {
			t.Errorf("October is not closed: %s", out)
		}
	})
}

// await asks again until it is so; the test's own deadline ends it otherwise.
func await(t *testing.T, so func() bool) {
	t.Helper()
	deadline := time.NewTimer(30 * time.Second)
	defer deadline.Stop()
	for tick := time.NewTicker(20 * time.Millisecond); !so(); {
		select {
		case <-tick.C:
		case <-deadline.C:
			t.Fatal("it did not happen")
		}
	}
}

// A taken port is said in one sentence that helps.
func TestServe_PortTaken(t *testing.T) {
	d := newDesk(t)
	server := d.start("serve", "--listen", "127.0.0.1:0", "--no-discover", "--json")
	var told struct{ URL string }
	server.answer(&told)
	port := told.URL[strings.LastIndex(told.URL, ":")+1:]
	for _, command := range []string{"serve", "demo"} {
		r := d.run(command, "--listen", "127.0.0.1:"+port)
		if r.code != 1 || !strings.Contains(r.stderr, "listens on port "+port+" already") || !strings.Contains(r.stderr, "--listen") {
			t.Errorf("%s: exit %d, %s", command, r.code, r.stderr)
		}
	}
	if code := server.end(); code != 0 {
		t.Errorf("exit %d", code)
	}
}

// The demo is the same community every time, adds up, serves, and leaves nothing behind.
func TestDemo(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("TMPDIR", folder)
	d := newDesk(t)
	demo := d.start("demo", "--listen", "127.0.0.1:0", "--json")
	var shown demonstration
	demo.answer(&shown)
	m := shown.Month
	if m.Month.String() != "2026-09" || len(m.Supporters) != 40 || m.Clicks < 500 || !m.Verified || len(shown.Checked) != 0 {
		t.Errorf("%s: %d supporters, %d clicks, verified %v, %v", m.Month, len(m.Supporters), m.Clicks, m.Verified, shown.Checked)
	}
	cl := shown.Closing
	if m.Spent != m.Received || m.Spent != cl.Spent || m.Spent != cl.ToPeople+cl.ToEscrow+cl.Fee || cl.ToEscrow == 0 || cl.ToPeople == 0 {
		t.Errorf("spent %s, received %s, %+v", m.Spent, m.Received, cl)
	}
	for _, link := range []string{shown.SupporterLink, shown.CreatorLink, shown.URL + "/"} {
		if status, _ := get(t, link); status != http.StatusOK {
			t.Errorf("%s: %d", link, status)
		}
	}
	if code := demo.end(); code != 0 {
		t.Errorf("exit %d, %s", code, demo.stderr)
	}
	left, err := os.ReadDir(folder)
	if err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	if _, err := os.Stat(d.db); !os.IsNotExist(err) {
		t.Errorf("the demo touched OBOLUS_DB: %v", err)
	}
}

// The demo's table is what people see first.
func TestDemo_Golden(t *testing.T) {
	d := newDesk(t)
	demo := d.start("demo", "--listen", "127.0.0.1:0")
	var b strings.Builder
	for {
		line, err := demo.out.ReadString('\n')
		if err != nil {
			t.Fatalf("the demo ended: %v, exit %d, %s", err, <-demo.ended, demo.stderr)
		}
		if cells(strings.TrimRight(line, "\n")) > 80 {
			t.Errorf("wider than 80 columns: %s", line)
		}
		if strings.HasPrefix(line, "The demo is at") {
			break // what follows has the port and the secrets in it
		}
		b.WriteString(line)
	}
	golden(t, "demo.txt", b.String())
	go io.Copy(io.Discard, demo.out)
	if code := demo.end(); code != 0 {
		t.Errorf("exit %d", code)
	}
}
