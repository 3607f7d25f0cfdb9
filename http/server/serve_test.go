package server_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"obolus"
	"obolus/app"
	"obolus/http/server"
	"obolus/money"
)

var quiet = slog.New(slog.DiscardHandler)

// Protects whoever is being served when the server ends: her request finishes, then Serve returns.
func TestServe_FinishesRunningRequests(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	begun, finish := make(chan struct{}), make(chan struct{})
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		close(begun)
		<-finish
		fmt.Fprint(w, "context: ", r.Context().Err())
	})
	served := make(chan error, 1)
	go func() { served <- server.Serve(ctx, ln, h, quiet) }()

	answer := make(chan string, 1)
	go func() {
		res, err := http.Get("http://" + ln.Addr().String())
		if err != nil {
			answer <- err.Error()
			return
		}
		defer res.Body.Close()
		body, _ := io.ReadAll(res.Body)
		answer <- string(body)
	}()
	<-begun
	stop()
	waitRefused(t, ln.Addr().String())
	close(finish)
	if got := <-answer; got != "context: <nil>" {
		t.Errorf("the running request got %q", got)
	}
	if err := <-served; err != nil {
		t.Errorf("Serve returned %v", err)
	}
}

// waitRefused returns once nothing listens on the address any more.
func waitRefused(t *testing.T, address string) {
	t.Helper()
	for t.Context().Err() == nil {
		c, err := net.Dial("tcp", address)
		if err != nil {
			return
		}
		c.Close()
	}
}

// Protects the operator from a server that only seems to run.
func TestServe_TellsWhenItCannot(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ln.Close()
	if err := server.Serve(t.Context(), ln, http.NotFoundHandler(), quiet); err == nil {
		t.Error("serving on a closed listener worked")
	}
}

// Protects what balancers and supervisors rely on.
func TestHealth(t *testing.T) {
	var state error
	mux := http.NewServeMux()
	m := server.NewMetrics(time.Now)
	server.Health(mux, func(context.Context) error { return state }, m)
	h := server.Wrap(mux, quiet, m)
	cases := []struct {
		path   string
		state  error
		status int
		says   string
	}{
		{"/healthz", errors.New("away"), 200, "alive"},
		{"/readyz", nil, 200, "ready"},
		{"/readyz", &obolus.Error{Kind: obolus.Unavailable, Code: "c", Message: "the database is away", Cause: errors.New("secret")}, 503, "not ready: the database is away"},
		{"/readyz", errors.New("secret"), 503, "not ready"},
		{"/readyz", obolus.Errorf(obolus.Conflict, "schema_old", "migrate first"), 503, "not ready: migrate first"},
	}
	for _, c := range cases {
		state = c.state
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", c.path, nil))
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.says) || strings.Contains(w.Body.String(), "secret") {
			t.Errorf("%s in state %v got %d %q", c.path, c.state, w.Code, w.Body)
		}
	}
}

// Protects the metrics' names and that they count, and bounds their labels: a path that nobody
// serves, with whatever name in it, does not become one.
func TestMetrics(t *testing.T) {
	mux := http.NewServeMux()
	m := server.NewMetrics(time.Now)
	server.Health(mux, func(context.Context) error { return nil }, m)
	h := server.Wrap(mux, quiet, m)
	m.ClickAccepted()
	m.ClickUndone()
	m.ClickRefused("no_funds")
	m.ReadBooks(func(context.Context) (app.Books, error) {
		return app.Books{Deposited: 5 * money.Unit, PayoutAsked: 2 * money.Unit, PayoutPaid: money.Unit, Closed: 1}, nil
	}, quiet)
	var body string
	for _, path := range []string{"/alice", "/healthz", "/metrics"} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		body = w.Body.String()
	}
	for _, want := range []string{
		"obolus_clicks_accepted_total 1\n", "obolus_clicks_undone_total 1\n", `obolus_clicks_refused_total{code="no_funds"} 1`,
		"obolus_months_closed_total 1\n", `obolus_money_cents_total{kind="deposited"} 500`, `obolus_money_cents_total{kind="payout_asked"} 200`,
		`obolus_money_cents_total{kind="payout_paid"} 100`,
		`obolus_http_request_duration_seconds_count{class="2xx",route="GET /healthz"} 1`,
		`obolus_http_request_duration_seconds_count{class="4xx",route="unmatched"} 1`, "go_goroutines ",
	} {
		if !strings.Contains(body, want) {
			t.Errorf("the metrics lack %s", want)
		}
	}
	if strings.Contains(body, "alice") {
		t.Error("a path became a label")
	}
}

// Protects cookies' owners from forms on other sites.
func TestSameOrigin(t *testing.T) {
	h := server.SameOrigin(server.Adapt(func(http.ResponseWriter, *http.Request) error { return nil }, server.Plain), server.Plain)
	cases := []struct {
		method, header, value string
		status                int
	}{
		{"POST", "Sec-Fetch-Site", "same-origin", 200},
		{"POST", "Sec-Fetch-Site", "cross-site", 403},
		{"POST", "Sec-Fetch-Site", "same-site", 403},
		{"POST", "Origin", "https://evil.example", 403},
		{"POST", "Origin", "http://example.com", 200}, // httptest's own host
		{"GET", "Sec-Fetch-Site", "cross-site", 200},
	}
	for _, c := range cases {
		r := httptest.NewRequest(c.method, "/", nil)
		r.Header.Set(c.header, c.value)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != c.status {
			t.Errorf("%s with %s: %s got %d, want %d", c.method, c.header, c.value, w.Code, c.status)
		}
	}
}
