package api_test

import (
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"obolus"
	"obolus/app"
	"obolus/http/api"
	"obolus/http/server"
	"obolus/money"
	"obolus/store"
	"obolus/store/storetest"
)

// world is the API on a database, with a clock that the test moves.
type world struct {
	t       testing.TB
	app     *app.App
	handler http.Handler
	clock   atomic.Int64 // unix milliseconds
}

func newWorld(t testing.TB, db *store.DB) *world {
	w := &world{t: t}
	w.at("2026-10-05T09:30:00Z")
	w.app = app.New(db, w.now)
	mux := http.NewServeMux()
	m := server.NewMetrics(time.Now)
	api.Register(mux, w.app, m)
	server.Health(mux, w.app.Ready, m)
	w.handler = server.Wrap(mux, slog.New(slog.DiscardHandler), m)
	return w
}

func onSQLite(t testing.TB) *world { return newWorld(t, storetest.Open(t, storetest.Ready(t))) }

func (w *world) now() time.Time { return time.UnixMilli(w.clock.Load()).UTC() }

func (w *world) at(text string) {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	w.clock.Store(t.UnixMilli())
}

// person makes somebody with a budget and funds, and returns her token too.
func (w *world) person(name string, budget, funds money.Amount) (obolus.Person, string) {
	w.t.Helper()
	ctx := w.t.Context()
	p, err := w.app.AddPerson(ctx, name)
	w.must(err)
	if budget > 0 {
		p, err = w.app.SetBudget(ctx, p.ID, budget)
		w.must(err)
	}
	if funds > 0 {
		gross, err := obolus.DefaultSettings().FeeDeposit.GrossFor(funds)
		w.must(err)
		_, err = w.app.Deposit(ctx, app.Payment{Person: p.ID, Provider: "test", Reference: "deposit of " + name, Gross: gross, State: obolus.DepositCleared})
		w.must(err)
	}
	token, err := w.app.NewCredential(ctx, p.ID, app.Token, "")
	w.must(err)
	return p, token
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// asked is a request and its answer.
type asked struct {
	*httptest.ResponseRecorder
	t testing.TB
}

// ask sends a request; headers are "Name: value" lines.
func (w *world) ask(token, method, path, body string, headers ...string) asked {
	w.t.Helper()
	var reader io.Reader
	if body != "" {
		reader = strings.NewReader(body)
	}
	r := httptest.NewRequest(method, path, reader)
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	for _, line := range headers {
		name, value, _ := strings.Cut(line, ": ")
		r.Header.Set(name, value)
	}
	recorder := httptest.NewRecorder()
	w.handler.ServeHTTP(recorder, r)
	return asked{ResponseRecorder: recorder, t: w.t}
}

// json returns the answer's body, nil for none.
func (a asked) json() any {
	a.t.Helper()
	var v any
	if a.Body.Len() == 0 {
		return nil
	}
	err := json.Unmarshal(a.Body.Bytes(), &v)
	if err != nil {
		a.t.Fatalf("the answer is not JSON: %q", a.Body)
	}
	return v
}

// at returns the member at a path such as "clicks.0.thing.url" as compact JSON.
func (a asked) at(path string) string {
	a.t.Helper()
	v := a.json()
	for _, step := range strings.Split(path, ".") {
		switch x := v.(type) {
		case map[string]any:
			v = x[step]
		case []any:
			i := int(step[0] - '0')
			if i >= len(x) {
				return "missing"
			}
			v = x[i]
		default:
			return "missing"
		}
	}
	text, err := json.Marshal(v)
	if err != nil {
		a.t.Fatal(err)
	}
	return string(text)
}

// is fails the test where status or a member is not as expected; want holds pairs of path and JSON.
func (a asked) is(status int, want ...string) asked {
	a.t.Helper()
	if a.Code != status {
		a.t.Fatalf("got %d %s, want %d", a.Code, a.Body, status)
	}
	for i := 0; i+1 < len(want); i += 2 {
		if got := a.at(want[i]); got != want[i+1] {
			a.t.Errorf("%s is %s, want %s, in %s", want[i], got, want[i+1], a.Body)
		}
	}
	return a
}
