package server_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"obolus/http/server"
)

// large is a body that no door accepts and that does not fit into what lies between two programs on
// one machine, where the client keeps its part small.
const large = 1 << 20

// bodyDoor serves /read, which reads its body, and /look, which does not.
func bodyDoor(t *testing.T) string {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/read", server.Adapt(func(w http.ResponseWriter, r *http.Request) error {
		n, err := io.Copy(io.Discard, r.Body)
		if err == nil {
			_, err = fmt.Fprint(w, n, " bytes")
		}
		return err
	}, server.Plain))
	mux.Handle("/look", server.Adapt(func(http.ResponseWriter, *http.Request) error {
		return server.Refuse(http.StatusNotFound, "c", "", strings.Repeat("there is nothing. ", 500))
	}, server.Plain))
	ctx, stop := context.WithCancel(context.Background())
	served := make(chan error)
	go func() { served <- server.Serve(ctx, ln, server.Wrap(mux, quiet, server.NewMetrics(time.Now)), quiet) }()
	t.Cleanup(func() { stop(); <-served })
	return ln.Addr().String()
}

// connect returns a connection that holds little of what the other side has not taken.
func connect(t *testing.T, address string) (net.Conn, *bufio.Reader) {
	t.Helper()
	c, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	err = c.(*net.TCPConn).SetWriteBuffer(4 << 10)
	if err != nil {
		t.Fatal(err)
	}
	return c, bufio.NewReader(c)
}

// Protects programs that ask before they send, as curl does with what is large: they are refused by the
// length that they say, before they were told to go on, and so nothing of theirs is on its way when we close.
func TestBody_RefusedBeforeItIsSent(t *testing.T) {
	address := bodyDoor(t)
	for path, want := range map[string]int{"/read": 413, "/look": 404} {
		c, answer := connect(t, address)
		fmt.Fprintf(c, "POST %s HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: %d\r\n\r\n", path, large)
		status, err := answer.ReadString('\n')
		if err != nil || !strings.HasPrefix(status, fmt.Sprint("HTTP/1.1 ", want)) {
			t.Errorf("%s was first answered with %q and %v, want %d", path, status, err, want)
		}
	}
	c, answer := connect(t, address)
	fmt.Fprintf(c, "POST /read HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n")
	if status, err := answer.ReadString('\n'); err != nil || !strings.HasPrefix(status, "HTTP/1.1 100") {
		t.Errorf("a small body was answered with %q and %v, want 100", status, err)
	}
}

// Protects programs that send everything before they listen: what they send is taken, so that they hear
// why it was refused instead of a connection that breaks.
func TestBody_RefusedAfterItIsSent(t *testing.T) {
	address := bodyDoor(t)
	sized := func(n int) string { return fmt.Sprintf("Content-Length: %d\r\n\r\n%s", n, strings.Repeat("x", n)) }
	chunk := fmt.Sprintf("%x\r\n%s\r\n", 1<<10, strings.Repeat("x", 1<<10))
	chunked := "Transfer-Encoding: chunked\r\n\r\n" + strings.Repeat(chunk, large>>10) + "0\r\n\r\n"
	for _, c := range []struct {
		path, name, rest string
		want             int
	}{
		{"/read", "of a length", sized(large), 413},
		{"/read", "of a length just too large", sized(64<<10 + 1), 413},
		{"/read", "of no length", chunked, 413},
		{"/read", "small enough", sized(64 << 10), 200},
		{"/look", "of a length", sized(large), 404},
		{"/look", "of no length", chunked, 404},
	} {
		conn, answer := connect(t, address)
		_, err := fmt.Fprintf(conn, "POST %s HTTP/1.1\r\nHost: x\r\n%s", c.path, c.rest)
		if err != nil {
			t.Errorf("a body %s could not be sent to %s: %v", c.name, c.path, err)
			continue
		}
		res, err := http.ReadResponse(answer, nil)
		if err != nil {
			t.Errorf("a body %s got no answer from %s: %v", c.name, c.path, err)
			continue
		}
		if _, err := io.Copy(io.Discard, res.Body); err != nil || res.StatusCode != c.want {
			t.Errorf("a body %s got %d from %s and %v, want %d", c.name, res.StatusCode, c.path, err, c.want)
		}
		res.Body.Close()
	}
}
