package server_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"obolus"
	"obolus/http/server"
)

// door is a server with one route, GET /x/{name} and POST there, and what it logged.
type door struct {
	handler http.Handler
	log     *bytes.Buffer
}

func newDoor(h server.Handler) door {
	mux := http.NewServeMux()
	mux.Handle("/x/{name}", server.Adapt(h, server.Plain))
	log := new(bytes.Buffer)
	handler := slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelInfo})
	return door{handler: server.Wrap(mux, slog.New(handler), server.NewMetrics(time.Now)), log: log}
}

func (d door) ask(r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	d.handler.ServeHTTP(w, r)
	return w
}

// Protects the one table: every kind has its status, and only our own mistakes and the database's
// absence are logged at the default level, once, with their cause.
func TestWrap_AnswersByKindAndLogsOnce(t *testing.T) {
	cause := errors.New("the cause in full")
	cases := []struct {
		err    error
		status int
		lines  int
		says   string
	}{
		{obolus.Invalidf("url", "this is no address"), 422, 0, "this is no address"},
		{obolus.Errorf(obolus.NotFound, "c", "not there"), 404, 0, "not there"},
		{obolus.Errorf(obolus.Conflict, "c", "too late"), 409, 0, "too late"},
		{obolus.Errorf(obolus.Forbidden, "c", "not you"), 403, 0, "not you"},
		{obolus.Errorf(obolus.Unpaid, "c", "no funds"), 402, 0, "no funds"},
		{obolus.Errorf(obolus.Signin, "c", "who are you"), 401, 0, "who are you"},
		{obolus.Errorf(obolus.Mismatch, "c", "another request"), 422, 0, "another request"},
		{&obolus.Error{Kind: obolus.Unavailable, Code: "c", Message: "in a minute", Cause: cause}, 503, 1, "in a minute"},
		{fmt.Errorf("doing: %w", cause), 500, 1, "Something went wrong on our side"},
		{&obolus.Error{Kind: "new", Message: "of a kind that no table knows"}, 500, 1, "of a kind"},
		{server.Refuse(http.StatusBadRequest, "c", "", "cannot be parsed"), 400, 0, "cannot be parsed"},
	}
	for _, c := range cases {
		t.Run(fmt.Sprint(c.status, " ", c.err), func(t *testing.T) {
			d := newDoor(func(http.ResponseWriter, *http.Request) error { return c.err })
			w := d.ask(httptest.NewRequest("GET", "/x/alice?secret=hunter2", nil))
			if w.Code != c.status || !strings.Contains(w.Body.String(), c.says) || strings.Contains(w.Body.String(), cause.Error()) {
				t.Errorf("got %d %q, want %d and %q", w.Code, w.Body, c.status, c.says)
			}
			if got := w.Header().Get("Retry-After") != ""; got != (c.status == 503) {
				t.Errorf("Retry-After is %q at %d", w.Header().Get("Retry-After"), c.status)
			}
			if n := strings.Count(d.log.String(), "\n"); n != c.lines {
				t.Errorf("%d lines were logged, want %d: %s", n, c.lines, d.log)
			}
			if errors.Is(c.err, cause) && !strings.Contains(d.log.String(), cause.Error()) {
				t.Errorf("the log does not tell the cause: %s", d.log)
			}
		})
	}
}

// Protects secrets: the log line has the route, not the path, the query or a header.
func TestWrap_LogsNoSecrets(t *testing.T) {
	d := newDoor(func(http.ResponseWriter, *http.Request) error { return errors.New("broken") })
	r := httptest.NewRequest("GET", "/x/alice?link=obolus_SECRET", nil)
	r.Header.Set("Authorization", "Bearer obolus_SECRET")
	r.Header.Set("Cookie", "session=obolus_SECRET")
	d.ask(r)
	for _, secret := range []string{"SECRET", "alice"} {
		if strings.Contains(d.log.String(), secret) {
			t.Errorf("the log holds %s: %s", secret, d.log)
		}
	}
	if !strings.Contains(d.log.String(), "/x/{name}") {
		t.Errorf("the log does not name the route: %s", d.log)
	}
}

// Protects people from stack traces, and the server from one handler's mistake.
func TestWrap_SurvivesPanics(t *testing.T) {
	t.Run("before the answer", func(t *testing.T) {
		d := newDoor(func(http.ResponseWriter, *http.Request) error { panic("internals") })
		w := d.ask(httptest.NewRequest("GET", "/x/a", nil))
		if w.Code != 500 || strings.Contains(w.Body.String(), "internals") || strings.Contains(w.Body.String(), "goroutine") {
			t.Errorf("got %d %q", w.Code, w.Body)
		}
		if !strings.Contains(d.log.String(), "internals") || !strings.Contains(d.log.String(), "wrap_test.go") {
			t.Errorf("the log does not tell what happened where: %s", d.log)
		}
	})
	t.Run("after it began the connection is cut", func(t *testing.T) {
		d := newDoor(func(w http.ResponseWriter, _ *http.Request) error {
			_, _ = io.WriteString(w, "half")
			panic("internals")
		})
		s := httptest.NewServer(d.handler)
		defer s.Close()
		res, err := http.Get(s.URL + "/x/a")
		if err == nil {
			defer res.Body.Close()
			_, err = io.ReadAll(res.Body)
		}
		if err == nil {
			t.Error("half an answer looked like a whole one")
		}
	})
	t.Run("outside of any door", func(t *testing.T) {
		log := new(bytes.Buffer)
		h := server.Wrap(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("internals") }),
			slog.New(slog.NewTextHandler(log, nil)), server.NewMetrics(time.Now))
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
		if w.Code != 500 || strings.Contains(w.Body.String(), "internals") {
			t.Errorf("got %d %q", w.Code, w.Body)
		}
	})
}

// Protects memory: no door reads more than the limit, however the length is declared.
func TestWrap_BoundsBodies(t *testing.T) {
	d := newDoor(func(w http.ResponseWriter, r *http.Request) error {
		_, err := io.Copy(io.Discard, r.Body)
		return err
	})
	for _, c := range []struct{ bytes, status int }{{64 << 10, 200}, {64<<10 + 1, 413}} {
		body := io.MultiReader(strings.NewReader(strings.Repeat("x", c.bytes))) // hides its length
		if w := d.ask(httptest.NewRequest("POST", "/x/a", body)); w.Code != c.status {
			t.Errorf("%d bytes got %d, want %d", c.bytes, w.Code, c.status)
		}
	}
}

// Protects handlers that forget about time: what waits for the database is told to stop.
func TestWrap_SetsADeadline(t *testing.T) {
	d := newDoor(func(_ http.ResponseWriter, r *http.Request) error {
		if _, bounded := r.Context().Deadline(); !bounded {
			return errors.New("no deadline")
		}
		return nil
	})
	if w := d.ask(httptest.NewRequest("GET", "/x/a", nil)); w.Code != 200 {
		t.Errorf("got %d %s", w.Code, w.Body)
	}
}

// Protects the operator's sleep: a client that went away is no failure of ours.
func TestWrap_ClientsThatLeaveAreNoErrors(t *testing.T) {
	d := newDoor(func(_ http.ResponseWriter, r *http.Request) error { return r.Context().Err() })
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	d.ask(httptest.NewRequest("GET", "/x/a", nil).WithContext(ctx))
	if d.log.Len() != 0 {
		t.Errorf("logged: %s", d.log)
	}
}

// Protects browsers, and the way from a complaint to the log.
func TestWrap_SetsHeaders(t *testing.T) {
	d := newDoor(func(http.ResponseWriter, *http.Request) error { return nil })
	for given, kept := range map[string]bool{"proxy-1.a_B": true, "": false, "two words": false, "<b>": false, strings.Repeat("a", 65): false} {
		r := httptest.NewRequest("GET", "/x/a", nil)
		r.Header.Set("X-Request-Id", given)
		w := d.ask(r)
		name := w.Header().Get("X-Request-Id")
		if name == "" || (name == given) != kept {
			t.Errorf("asked as %q, named %q", given, name)
		}
		for key, want := range map[string]string{"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin"} {
			if got := w.Header().Get(key); got != want {
				t.Errorf("%s is %q, want %q", key, got, want)
			}
		}
		if !strings.Contains(w.Header().Get("Content-Security-Policy"), "default-src 'none'") {
			t.Errorf("the policy is %q", w.Header().Get("Content-Security-Policy"))
		}
	}
}
