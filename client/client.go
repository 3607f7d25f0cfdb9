// Package client is the Go client of obolus' JSON API.
//
//	c := client.New("https://obolus.example", token)
//	click, fresh, err := c.Click(ctx, client.NewClick{URL: "https://example.org/song"})
//
// It uses the standard library alone. What the server refuses is an *Error, whose Code is stable.
// Requests are not repeated by themselves; with a Key from NewKey it is safe to do so.
package client

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// Client speaks to one instance as one person, or as nobody. It is safe for concurrent use.
type Client struct {
	base  string
	token string
	http  *http.Client
}

// New returns a client of the instance at base, such as "https://obolus.example". Without a token it
// can only read what is public.
func New(base, token string) *Client {
	return &Client{base: strings.TrimRight(base, "/"), token: token, http: http.DefaultClient}
}

// With returns the same client on another HTTP client, for timeouts, proxies and tests.
func (c *Client) With(h *http.Client) *Client {
	other := *c
	other.http = h
	return &other
}

// NewKey returns a key that makes one POST safe to repeat. Use a new one for each thing that is to
// happen, and the same again only for a request whose answer was lost.
func NewKey() string { return rand.Text() }

// maxAnswer bounds what is read of an answer, in bytes: a statement of some ten thousand clicks.
const maxAnswer = 64 << 20

// request is one request in the making.
type request struct {
	method string
	path   string // below /api/v1
	query  url.Values
	key    string // Idempotency-Key, or ""
	body   any    // nil for none
}

// do sends a request and reads the answer into result unless that is nil. It returns the status, and
// an *Error for any but a success.
func (c *Client) do(ctx context.Context, r request, result any) (int, error) {
	sent, err := c.build(ctx, r)
	if err != nil {
		return 0, fmt.Errorf("%s %s: %w", r.method, r.path, err)
	}
	answer, err := c.http.Do(sent)
	if err != nil {
		return 0, fmt.Errorf("%s %s: %w", r.method, r.path, err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(io.LimitReader(answer.Body, maxAnswer))
	if err != nil {
		return answer.StatusCode, fmt.Errorf("%s %s: reading the answer: %w", r.method, r.path, err)
	}
	if answer.StatusCode >= 300 {
		return answer.StatusCode, readError(answer, text)
	}
	if result == nil {
		return answer.StatusCode, nil
	}
	err = json.Unmarshal(text, result)
	if err != nil {
		return answer.StatusCode, fmt.Errorf("%s %s: the answer cannot be read: %w", r.method, r.path, err)
	}
	return answer.StatusCode, nil
}

func (c *Client) build(ctx context.Context, r request) (*http.Request, error) {
	var body io.Reader
	if r.body != nil {
		text, err := json.Marshal(r.body)
		if err != nil {
			return nil, err
		}
		body = bytes.NewReader(text)
	}
	address := c.base + "/api/v1" + r.path
	if len(r.query) > 0 {
		address += "?" + r.query.Encode()
	}
	sent, err := http.NewRequestWithContext(ctx, r.method, address, body)
	if err != nil {
		return nil, err
	}
	if body != nil {
		sent.Header.Set("Content-Type", "application/json")
	}
	if c.token != "" {
		sent.Header.Set("Authorization", "Bearer "+c.token)
	}
	if r.key != "" {
		sent.Header.Set("Idempotency-Key", r.key)
	}
	return sent, nil
}
