package main

import (
	"bufio"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// Protects the measurements: what the load's client takes for an answer is one, and each of those on a
// connection is read to its end and no further.
func TestReadAnswer(t *testing.T) {
	const two = "HTTP/1.1 201 Created\r\nX-Other: content-length: 9\r\ncontent-length: 5\r\n\r\n{...}HTTP/1.1 402 Payment Required\r\nContent-Length: 0\r\n\r\n"
	reader := bufio.NewReader(strings.NewReader(two))
	for i, want := range []struct {
		status int
		body   string
	}{{201, "{...}"}, {402, ""}} {
		status, body, err := readAnswer(reader)
		if err != nil || status != want.status || string(body) != want.body {
			t.Errorf("answer %d: %d %q, %v", i, status, body, err)
		}
	}
	for _, broken := range []string{
		"", "\r\n", "HTTP/1.1\r\n\r\n", "SMTP 220 hello\r\n\r\n",
		"HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
		"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{",
	} {
		status, body, err := readAnswer(bufio.NewReader(strings.NewReader(broken)))
		if err == nil {
			t.Errorf("%q was read as %d %q", broken, status, body)
		}
	}
}

// Protects whoever reads a figure: a server that refuses is no fast server.
func TestLoad_FailsOnARefusal(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	defer server.Close()
	_, err := load{strings.TrimPrefix(server.URL, "http://"), 2, 5, bareGet, []int{200}}.run(t.Context())
	if err == nil || !strings.Contains(err.Error(), "404") {
		t.Errorf("got %v", err)
	}
}
