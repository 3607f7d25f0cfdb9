package api_test

import (
	"net/http/httptest"
	"strings"
	"testing"

	"obolus/money"
)

// Protects against the one thing that must never happen to a stranger's bytes: our own mistake.
// Whatever is sent is answered with something below 500, and refusals are problems.
func FuzzPost(f *testing.F) {
	w := onSQLite(f)
	_, token := w.person("Ada", 10*money.Unit, 20*money.Unit)
	paths := []string{"/api/v1/clicks", "/api/v1/me/payouts", "/api/v1/me/moves", "/api/v1/me/budget"}
	for i, body := range []string{song, `{"rail":"bank","amount":"5.00"}`, `{"amount":"0.000001"}`, `{"budget":"5"}`, `{"url":"https://\ud800/"}`,
		`{"url":"@a@b.example"}`, `{`, `null`, `[[[[`, `{"":{}}`, "\x00", `{"budget":"9223372036854.775808"}`, `{"rail":"\u0000","amount":null}`} {
		f.Add(uint8(i), "application/json", "key", body)
	}
	f.Add(uint8(0), "text/plain;+", "", song)
	f.Fuzz(func(t *testing.T, path uint8, contentType, key, body string) {
		target := paths[int(path)%len(paths)]
		method := "POST"
		if strings.HasSuffix(target, "budget") {
			method = "PUT"
		}
		r := httptest.NewRequest(method, target, strings.NewReader(body))
		r.Header.Set("Authorization", "Bearer "+token)
		r.Header.Set("Content-Type", contentType)
		r.Header.Set("Idempotency-Key", key)
		a := httptest.NewRecorder()
		w.handler.ServeHTTP(a, r)
		if a.Code >= 500 {
			t.Fatalf("%s with %q got %d %s", target, body, a.Code, a.Body)
		}
		if a.Code >= 400 && a.Header().Get("Content-Type") != "application/problem+json" {
			t.Fatalf("%s with %q got %d %s", target, body, a.Code, a.Header())
		}
	})
}
