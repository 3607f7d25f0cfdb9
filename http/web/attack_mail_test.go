package web_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"obolus/http/web"
)

// Stops neighbours in the network from reading the sign-in links that a developer's machine shows, also where
// the instance listens on all addresses, and pages of other sites whose name leads to this machine.
func TestDevMail_IsForThisMachineAlone(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	mux := http.NewServeMux()
	shown := func() []web.ShownLetter {
		return []web.ShownLetter{{To: "ada@example.org", Text: "http://localhost:8080/signin/secret"}}
	}
	must(t, web.Register(mux, web.Config{App: c.App, BaseURL: c.base, ShownLetters: shown}))
	for name, k := range map[string]struct {
		from, host, forwarded string
		status                int
	}{
		"this machine":            {"127.0.0.1:4000", "localhost:8080", "", 200},
		"by IPv6":                 {"[::1]:4000", "[::1]:8080", "", 200},
		"a neighbour":             {"192.168.1.7:4000", "192.168.1.2:8080", "", 404},
		"a neighbour's pretence":  {"192.168.1.7:4000", "localhost:8080", "127.0.0.1", 404},
		"a stranger by a proxy":   {"127.0.0.1:4000", "localhost:8080", "198.51.100.7", 404},
		"another name for us":     {"127.0.0.1:4000", "evil.example:8080", "", 404},
		"an address that is ours": {"127.0.0.1:4000", "127.0.0.1:8080", "", 200},
	} {
		r := httptest.NewRequest("GET", "/dev/mail", nil)
		r.RemoteAddr, r.Host = k.from, k.host
		if k.forwarded != "" {
			r.Header.Set("X-Forwarded-For", k.forwarded)
		}
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, r)
		if w.Code != k.status {
			t.Errorf("%s gets %d, not %d", name, w.Code, k.status)
		}
	}
}
