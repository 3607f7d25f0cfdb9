package jobs

import (
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

const (
	firstRetry = time.Second
	lastRetry  = 5 * time.Minute
)

// backoff is how long to wait after the given number of failures in a row: it
// doubles from one second to five minutes. random in [0, 1) takes off up to a
// half, so that processes that failed together do not come back together.
func backoff(failures int64, random float64) time.Duration {
	d := lastRetry
	if failures < 10 { // 2⁹ s are more than five minutes
		d = min(lastRetry, firstRetry<<max(0, failures-1))
	}
	return d - time.Duration(random*float64(d/2))
}

// maxProblem is the longest error, in bytes, that is kept for the operator.
const maxProblem = 300

var (
	userinfo = regexp.MustCompile(`://[^/\s@]*@`)
	secret   = regexp.MustCompile(`(?i)\b(password|passwd|pwd|secret|token|api_?key)(\s*[=:]\s*)("[^"]*"|'[^']*'|[^\s&]+)`)
)

// problem is an error as an operator may see it, in one line of at most 300
// bytes. The credentials of a URL and what follows a word like "password=" are
// taken out, since a driver's error can quote the address it connected to.
func problem(err error) string {
	s := userinfo.ReplaceAllString(err.Error(), "://…@")
	s = secret.ReplaceAllString(s, "$1$2…")
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == utf8.RuneError {
			return ' '
		}
		return r
	}, s)
	s = strings.Join(strings.Fields(s), " ")
	if s == "" {
		return "failed without saying why" // an empty one would mean that nothing failed
	}
	if len(s) <= maxProblem {
		return s
	}
	cut := maxProblem - len("…")
	for !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "…"
}
