package server_test

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"testing"

	"obolus/http/server"
)

// Stops whoever writes X-Forwarded-For himself from being somebody else, for the limits that count where
// requests come from: only what proxies of ours have written is read.
func TestBehind_ForgedAddressIsNotBelieved(t *testing.T) {
	trusted := []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128"), netip.MustParsePrefix("10.1.0.0/16")}
	for name, k := range map[string]struct {
		peer string
		told []string
		want string
	}{
		"nobody in between":            {"198.51.100.7:4000", nil, "198.51.100.7:4000"},
		"a stranger's own header":      {"198.51.100.7:4000", []string{"192.0.2.1"}, "198.51.100.7:4000"},
		"a neighbour's own header":     {"10.2.0.9:4000", []string{"192.0.2.1"}, "10.2.0.9:4000"},
		"our proxy":                    {"127.0.0.1:4000", []string{"198.51.100.7"}, "198.51.100.7:0"},
		"our proxy by IPv6":            {"[::1]:4000", []string{"2001:db8::7"}, "[2001:db8::7]:0"},
		"forged, then our proxy":       {"127.0.0.1:4000", []string{"192.0.2.1, 198.51.100.7"}, "198.51.100.7:0"},
		"forged in a line of its own":  {"127.0.0.1:4000", []string{"192.0.2.1", "198.51.100.7"}, "198.51.100.7:0"},
		"two proxies":                  {"127.0.0.1:4000", []string{"192.0.2.1, 198.51.100.7, 10.1.2.3"}, "198.51.100.7:0"},
		"mapped into IPv6":             {"[::ffff:127.0.0.1]:4000", []string{"::ffff:198.51.100.7"}, "198.51.100.7:0"},
		"nonsense before our proxy":    {"127.0.0.1:4000", []string{"x, 10.1.2.3"}, "10.1.2.3:0"},
		"nonsense":                     {"127.0.0.1:4000", []string{"unknown"}, "127.0.0.1:0"},
		"from a proxy's machine alone": {"127.0.0.1:4000", []string{"127.0.0.1"}, "127.0.0.1:0"},
	} {
		t.Run(name, func(t *testing.T) {
			var got string
			h := server.Behind(trusted, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { got = r.RemoteAddr }))
			r := httptest.NewRequest("GET", "/", nil)
			r.RemoteAddr = k.peer
			r.Header["X-Forwarded-For"] = k.told
			h.ServeHTTP(httptest.NewRecorder(), r)
			if got != k.want {
				t.Errorf("%s with %q is %s, want %s", k.peer, k.told, got, k.want)
			}
		})
	}
}
