package server

import "net/http"

// The headers of every answer, as slices that are shared: setting them costs nothing. Doors replace
// what they need differently; pages allow themselves their styles and forms, the button its frame.
// There is no Cross-Origin-Opener-Policy, since the button's window answers to its opener.
var (
	noSniff     = []string{"nosniff"}
	noReferrer  = []string{"same-origin"}
	noFrame     = []string{"DENY"}
	nothingElse = []string{"default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"}
)

func setHeaders(h http.Header, requestName string) {
	h["X-Content-Type-Options"] = noSniff
	h["Referrer-Policy"] = noReferrer
	h["X-Frame-Options"] = noFrame
	h["Content-Security-Policy"] = nothingElse
	h["X-Request-Id"] = []string{requestName}
}
