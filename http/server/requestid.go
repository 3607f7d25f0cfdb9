package server

import (
	"crypto/rand"
	"net/http"
	"strconv"
	"sync/atomic"
)

// requestNames names requests, so that a person's complaint can be found in the log: a random part
// for the process and a number for the request.
type requestNames struct {
	process string
	last    atomic.Uint64
}

func newRequestNames() *requestNames { return &requestNames{process: rand.Text()[:8] + "-"} }

// maxRequestName bounds the name that a proxy in front of us may give.
const maxRequestName = 64

// name keeps the name that a proxy gave, if it is a plain one.
func (n *requestNames) name(r *http.Request) string {
	given := r.Header.Get("X-Request-Id")
	if given != "" && len(given) <= maxRequestName && plain(given) {
		return given
	}
	return n.process + strconv.FormatUint(n.last.Add(1), 10)
}

func plain(s string) bool {
	for _, c := range []byte(s) {
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
		if !letter && !(c >= '0' && c <= '9') && c != '-' && c != '_' && c != '.' {
			return false
		}
	}
	return true
}
