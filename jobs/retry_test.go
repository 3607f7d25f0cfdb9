package jobs

import (
	"errors"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// The pause grows but has an end, however long something has been failing.
func TestBackoff(t *testing.T) {
	for _, c := range []struct {
		failures int64
		random   float64
		want     time.Duration
	}{
		{1, 0, time.Second},
		{2, 0, 2 * time.Second},
		{9, 0, 256 * time.Second},
		{10, 0, 5 * time.Minute},
		{1 << 62, 0, 5 * time.Minute},
		{0, 0, time.Second},
		{3, 0.5, 3 * time.Second},
		{100, 0.999999, 150*time.Second + 150*time.Microsecond},
	} {
		if got := backoff(c.failures, c.random); got.Round(time.Microsecond) != c.want {
			t.Errorf("backoff(%d, %g) = %s, want %s", c.failures, c.random, got, c.want)
		}
	}
}

// What an operator reads has no credentials, no line breaks and an end.
func TestProblem(t *testing.T) {
	for in, want := range map[string]string{
		"closing 2026-10: no route":                     "closing 2026-10: no route",
		"dial postgres://ob:pa%20ss@db/obolus failed":   "dial postgres://…@db/obolus failed",
		"cannot use `host=db password=hunter2 user=ob`": "cannot use `host=db password=… user=ob`",
		"GET https://pay/x?api_key=abc&month=10: 500":   "GET https://pay/x?api_key=…&month=10: 500",
		"Token: 'a b c' refused":                        "Token: … refused",
		"two\r\nlines\x00 and \xff noise":               "two lines and noise",
		"":                                              "failed without saying why",
		" \n ":                                          "failed without saying why",
		"see https://example.org/a@b for the meaning of @ ": "see https://example.org/a@b for the meaning of @",
	} {
		if got := problem(errors.New(in)); got != want {
			t.Errorf("problem(%q)\n got %q\nwant %q", in, got, want)
		}
	}
	for n := 290; n < 320; n++ {
		got := problem(errors.New(strings.Repeat("x", n) + strings.Repeat("ü", 20)))
		if len(got) > maxProblem || !utf8.ValidString(got) {
			t.Errorf("after %d letters the error is %d bytes long, valid %t", n, len(got), utf8.ValidString(got))
		}
	}
}
