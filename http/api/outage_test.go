package api_test

import (
	"testing"

	"obolus/money"
	"obolus/store/storetest"
	"obolus/testpg"
)

// Protects people while the database is away: every answer is a 503 that says so and when to come
// back, nothing is acknowledged, and service resumes by itself.
func TestOutage(t *testing.T) {
	line := testpg.NewProxy(t, testpg.URL(t))
	w := newWorld(t, storetest.Open(t, line.URL()))
	_, token := w.person("Ada", 10*money.Unit, 20*money.Unit)
	first := w.ask(token, "POST", "/api/v1/clicks", song).is(201)

	line.Cut()
	requests := []struct{ method, path, body string }{
		{"POST", "/clicks", `{"url":"https://example.org/other"}`},
		{"POST", "/clicks", song},
		{"DELETE", "/clicks/" + first.at("id"), ""},
		{"GET", "/me", ""},
		{"PUT", "/me/budget", `{"budget":"5"}`},
		{"GET", "/me/statements/2026-10", ""},
		{"POST", "/me/payouts", `{"rail":"bank"}`},
		{"GET", "/months/2026-10", ""},
		{"GET", "/things/9007199254740991", ""},
	}
	for _, r := range requests {
		a := w.ask(token, r.method, "/api/v1"+r.path, r.body)
		if a.Code != 503 || a.at("code") != `"database_unavailable"` || a.Header().Get("Retry-After") == "" {
			t.Errorf("%s %s got %d %s", r.method, r.path, a.Code, a.Body)
		}
	}
	if got := w.ask("", "GET", "/readyz", "").Code; got != 503 {
		t.Errorf("/readyz got %d", got)
	}
	if got := w.ask("", "GET", "/healthz", "").Code; got != 200 {
		t.Errorf("/healthz got %d", got)
	}

	line.Restore()
	w.ask("", "GET", "/readyz", "").is(200)
	w.ask(token, "POST", "/api/v1/clicks", `{"url":"https://example.org/other"}`).is(201)
	w.ask(token, "GET", "/api/v1/me/clicks", "").is(200, "clicks.1.id", first.at("id"), "clicks.2", "missing")
	w.ask(token, "GET", "/api/v1/me", "").is(200, "budget", `"10.000000"`)
}
