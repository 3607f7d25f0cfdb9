package server

import (
	"io"
	"net/http"
	"time"
)

const (
	// maxBodyBytes bounds any request's body; doors may ask for less.
	maxBodyBytes = 64 << 10
	// maxRestBytes and restTime bound what is read of a body that nobody wants.
	maxRestBytes = 4 << 20
	restTime     = 2 * time.Second
)

var errTooLong = &http.MaxBytesError{Limit: maxBodyBytes}

// body is a request's body as doors see it: no longer than maxBodyBytes. One that says that it is longer
// is not even begun, so that a client that waits for "100 Continue" need not send it: net/http says so
// at the first Read.
type body struct {
	all   io.ReadCloser // net/http's
	left  int64         // -1 where it is too long
	waits bool          // the client sends when it is told to
}

// bound gives r a body for doors, nil where there is none.
func bound(r *http.Request) *body {
	if r.Body == nil || r.Body == http.NoBody {
		return nil
	}
	b := &body{all: r.Body, left: maxBodyBytes, waits: r.Header.Get("Expect") != ""}
	if r.ContentLength > maxBodyBytes {
		b.left = -1
	}
	r.Body = b
	return b
}

// Read fails with http.MaxBytesError behind the limit.
func (b *body) Read(p []byte) (int, error) {
	if b.left < 0 {
		return 0, errTooLong
	}
	b.waits = false
	n, err := b.all.Read(p[:min(int64(len(p)), b.left+1)]) // one more than may be, to see whether there is more
	b.left -= int64(n)
	if b.left < 0 {
		return n - 1, errTooLong
	}
	return n, err
}

// Close leaves the body to net/http and to takeRest.
func (b *body) Close() error { return nil }

// takeRest reads what a client still sends after it was refused. To close a connection on which
// something arrives breaks it, and many clients then tell of that and not of what they were answered.
// net/http waits for half a second, but takes nothing meanwhile.
func (b *body) takeRest(rec *recorder, now func() time.Time) {
	if b == nil || b.waits || rec.status < http.StatusBadRequest {
		return
	}
	err := http.NewResponseController(rec).SetReadDeadline(now().Add(restTime))
	if err == nil {
		_, _ = io.CopyN(io.Discard, b.all, maxRestBytes) // however that ends, it has its answer
	}
}
