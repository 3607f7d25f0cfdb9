package fetch

import (
	"cmp"
	"context"
	"crypto/tls"
	"net/http"
	"time"
)

// Options are what an instance says about its fetches. Zero fields are the
// package's own limits; nobody needs others but tests.
type Options struct {
	Contact string        // address of a page on who asks, the instance's own; it goes into the User-Agent
	Time    time.Duration // for one fetch in all, waiting for its turn included; 5 s
	Bytes   int64         // of a body when unpacked; 1 MiB
	AtOnce  int           // fetches at the same time; 8
}

const (
	maxRedirects = 5
	maxHeader    = 64 << 10  // bytes of an answer's head
	maxExtra     = 128 << 10 // bytes of a connection beside the body: heads, certificates, framing
)

// Client fetches. It keeps nothing between two fetches, and may be used by any
// number of callers at once.
type Client struct {
	wire  *http.Transport
	turns *turns
	agent string
	time  time.Duration
	bytes int64
}

// New returns a client for the internet.
func New(o Options) *Client { return NewOn(internet(), o) }

// NewOn returns a client on another network. It takes the guard away, so that
// only fetchtest may name it, which arch_test.go sees to.
func NewOn(n Network, o Options) *Client {
	c := &Client{
		agent: "obolus",
		time:  cmp.Or(o.Time, 5*time.Second),
		bytes: cmp.Or(o.Bytes, 1<<20),
		turns: newTurns(cmp.Or(o.AtOnce, 8)),
	}
	if o.Contact != "" {
		c.agent += " (+" + o.Contact + ")"
	}
	// Without a proxy and without HTTP/2, both of which would bring connections
	// of their own. Gzip is the transport's, so that what we count is unpacked.
	c.wire = &http.Transport{
		DialContext:            dialer{network: n, time: c.time, bytes: c.bytes + maxExtra}.dial,
		TLSClientConfig:        &tls.Config{RootCAs: n.Roots, MinVersion: tls.VersionTLS12},
		TLSHandshakeTimeout:    c.time,
		DisableKeepAlives:      true,
		MaxResponseHeaderBytes: maxHeader,
	}
	return c
}

// Get reads all that is at an address. It fails with an *Error of any code;
// CodeType means that the answer is of none of the media types ("text/html"),
// of which none stands for all.
func (c *Client) Get(ctx context.Context, address string, types ...string) (*Document, error) {
	return c.read(ctx, address, wanted{types: types})
}

// GetStart is Get for readers to whom the beginning will do: what is too large
// is cut at the limit and is no error.
func (c *Client) GetStart(ctx context.Context, address string, types ...string) (*Document, error) {
	return c.read(ctx, address, wanted{types: types, start: true})
}

func (c *Client) read(ctx context.Context, address string, w wanted) (*Document, error) {
	ctx, cancel := context.WithTimeout(ctx, c.time)
	defer cancel()
	u, err := admit(address)
	for range 1 + maxRedirects {
		if err != nil {
			return nil, err
		}
		h := hop{client: c, url: u, wanted: w}
		document, next, err := h.run(ctx)
		if err != nil || next == "" {
			return document, err
		}
		u, err = follow(h.url, next)
		if err != nil {
			return nil, explain(ctx, h.url.Hostname(), CodeTooSlow, err)
		}
	}
	return nil, &Error{Code: CodeRedirects, Host: u.Hostname()}
}
