package fetch_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"obolus/fetch"
	"obolus/fetch/fetchtest"
)

// get fetches within a time that is short for attacks and endless for a test.
func get(t *testing.T, n fetch.Network, address string) error {
	t.Helper()
	_, err := fetch.NewOn(n, fetch.Options{Time: 20 * time.Second}).Get(t.Context(), address)
	return err
}

// inside starts a server that nobody outside may reach, and counts who got there.
func inside(t *testing.T) (netip.AddrPort, *atomic.Int64) {
	t.Helper()
	var reached atomic.Int64
	listener, err := net.Listen("tcp", "127.0.0.2:0")
	if err != nil {
		t.Fatal("a second loopback address is needed:", err)
	}
	s := httptest.NewUnstartedServer(http.NotFoundHandler())
	_ = s.Listener.Close() // its own, on 127.0.0.1
	s.Listener = listener
	s.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			reached.Add(1)
		}
	}
	s.Start()
	t.Cleanup(s.Close)
	return netip.MustParseAddrPort(listener.Addr().String()), &reached
}

// Stops a stranger from naming the network behind the instance, in any spelling.
func TestGet_StopsAddressesThatAreNotPublic(t *testing.T) {
	c := fetch.New(fetch.Options{Time: 20 * time.Second}) // the real one; none of these opens a socket
	for _, host := range []string{
		"127.0.0.1", "127.1", "2130706433", "0x7f.1", "0177.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]",
		"0.0.0.0", "[::]", "10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "169.254.169.254", "[fe80::1]", "[fd00:ec2::254]",
		"224.0.0.1", "[ff02::1]", "255.255.255.255", "192.0.2.1", "198.51.100.1", "203.0.113.1", "198.18.0.1", "[2001:db8::1]",
		"[64:ff9b::7f00:1]", "[64:ff9b:1::a00:1]", "[2002:7f00:1::]", "[2001::1]", "[fec0::1]", "localhost", "LOCALHOST.", "router",
		"printer.local", "db.internal", "nas.lan", "①②⑦.⓪.⓪.①",
	} {
		_, err := c.Get(t.Context(), "http://"+host+"/")
		refused(t, err, fetch.CodePrivate)
	}
	_, err := c.Get(t.Context(), "http://[fe80::1%25eth0]/") // with a zone it cannot be an address of the web at all
	refused(t, err, fetch.CodeAddress)
}

// Stops a public name that points inside.
func TestGet_StopsNamesThatResolveToPrivateAddresses(t *testing.T) {
	target, reached := inside(t)
	n := fetchtest.Start(t, nil).Network()
	n.Lookup = func(context.Context, string, uint16) ([]netip.AddrPort, error) { return []netip.AddrPort{target}, nil }
	refused(t, get(t, n, "http://inside.example/"), fetch.CodePrivate)
	refused(t, get(t, n, "https://inside.example/"), fetch.CodePrivate)
	if reached.Load() != 0 {
		t.Error("somebody came in")
	}
}

// Stops DNS rebinding: a name whose address was good when it was looked at, and
// is another when it is connected to. Each connection asks once and judges the
// answer that it uses.
func TestGet_StopsRebindingBetweenCheckAndConnection(t *testing.T) {
	target, reached := inside(t)
	world := fetchtest.Start(t, fetchtest.Sites{"turncoat.example": to("/again")})
	n := world.Network()
	honest, asked := n.Lookup, 0
	n.Lookup = func(ctx context.Context, host string, port uint16) ([]netip.AddrPort, error) {
		if asked++; asked > 1 {
			return []netip.AddrPort{target}, nil
		}
		return honest(ctx, host, port)
	}
	refused(t, get(t, n, "http://turncoat.example/"), fetch.CodePrivate)
	if asked != 2 || reached.Load() != 0 {
		t.Errorf("the name was resolved %d times for two connections, and %d came in", asked, reached.Load())
	}
}

// Stops a good page from leading to a bad one.
func TestGet_StopsRedirects(t *testing.T) {
	_, reached := inside(t)
	for location, want := range map[string]fetch.Code{
		"http://127.0.0.2/":               fetch.CodePrivate,
		"//169.254.169.254/latest/":       fetch.CodePrivate,
		"http://[::ffff:127.0.0.2]/":      fetch.CodePrivate,
		"https://metadata.internal/":      fetch.CodePrivate,
		"file:///etc/passwd":              fetch.CodeAddress,
		"gopher://good.example/":          fetch.CodeAddress,
		"javascript:alert(1)":             fetch.CodeAddress,
		"http://good.example:22/":         fetch.CodeAddress,
		"http://a:secret@good.example/":   fetch.CodeAddress,
		"http://good.example/%zz":         fetch.CodeAddress,
		"http:///etc/passwd":              fetch.CodeAddress,
		"//good.example\\@127.0.0.2/":     fetch.CodeAddress,
		"/" + strings.Repeat("a", 10_000): fetch.CodeAddress,
		"/loop":                           fetch.CodeRedirects,
	} {
		world := fetchtest.Start(t, fetchtest.Sites{"evil.example": to(location), "good.example": never(t)})
		refused(t, get(t, world.Network(), "http://evil.example/"), want)
	}
	if reached.Load() != 0 {
		t.Error("somebody came in")
	}
}

// Stops the fetcher from being led on without end: five redirects, not six.
func TestGet_StopsEndlessRedirects(t *testing.T) {
	asked := 0
	site := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		if r.URL.Path == "/xxxxx" {
			return
		}
		http.Redirect(w, r, r.URL.Path+"x", http.StatusFound)
	})
	n := fetchtest.Start(t, fetchtest.Sites{"chain.example": site}).Network()
	if err := get(t, n, "http://chain.example/"); err != nil || asked != 6 {
		t.Errorf("five redirects: %v after %d requests", err, asked)
	}
	asked = 0
	refused(t, get(t, n, "http://chain.example/y"), fetch.CodeRedirects)
	if asked != 6 {
		t.Errorf("asked %d times, want 6", asked)
	}
}

// Stops passwords from being sent, and from being written into logs.
func TestGet_StopsCredentials(t *testing.T) {
	n := fetchtest.Start(t, fetchtest.Sites{"good.example": never(t), "evil.example": to("http://alice:hunter2@good.example/%zz")}).Network()
	for _, address := range []string{
		"http://alice:hunter2@good.example/", "http://hunter2@good.example/", "http://alice:hunter2@good.example/%zz",
		"ftp://alice:hunter2@good.example/", "http://alice:hunter2@127.0.0.1/", "http://evil.example/?password=hunter2", "http://nowhere.example/hunter2",
	} {
		err := get(t, n, address)
		if err == nil || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("the error is %v", err)
		}
	}
}

// Stops bodies that grow when they are unpacked, and those that never do.
func TestGet_StopsGzipBombs(t *testing.T) {
	packed := func(plain []byte) http.HandlerFunc {
		var member bytes.Buffer
		z := gzip.NewWriter(&member)
		_, _ = z.Write(plain) // into memory, which does not fail
		_ = z.Close()
		some := bytes.Repeat(member.Bytes(), 100)
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			for err := error(nil); err == nil; _, err = w.Write(some) {
			}
		}
	}
	n := fetchtest.Start(t, fetchtest.Sites{
		"zeros.example":   packed(make([]byte, 64<<10)),
		"nothing.example": packed(nil),
		"twice.example": http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip, gzip")
		}),
	}).Network()
	refused(t, get(t, n, "http://zeros.example/"), fetch.CodeTooLarge)
	refused(t, get(t, n, "https://zeros.example/"), fetch.CodeTooLarge)
	refused(t, get(t, n, "http://nothing.example/"), fetch.CodeTooLarge)
	refused(t, get(t, n, "http://twice.example/"), fetch.CodeType)
}

// raw answers with bytes of a server that keeps to no rules, until the client has
// had enough.
func raw(head, again string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			return
		}
		defer conn.Close()
		_, err = io.WriteString(conn, head)
		for err == nil {
			_, err = io.WriteString(conn, again)
		}
	}
}

// Stops endless answers that are not a body: they would never reach its limit.
func TestGet_StopsEndlessHeads(t *testing.T) {
	n := fetchtest.Start(t, fetchtest.Sites{
		"headers.example": raw("HTTP/1.1 200 OK\r\n", "X-More: "+strings.Repeat("m", 1000)+"\r\n"),
		"line.example":    raw("HTTP/1.1 200 OK\r\nX-Long: ", strings.Repeat("m", 1000)),
		"interim.example": raw("", "HTTP/1.1 103 Early Hints\r\nX-More: "+strings.Repeat("m", 1000)+"\r\n\r\n"),
		"chunks.example":  raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1;"+strings.Repeat("e", 10)+"\r\nx\r\n"),
		"trailer.example": raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", "X-More: "+strings.Repeat("m", 1000)+"\r\n"),
		"babble.example":  raw("", strings.Repeat("220 ready\r\n", 100)),
	}).Network()
	for host, want := range map[string]fetch.Code{
		"headers": fetch.CodeFailed, "line": fetch.CodeFailed, "interim": fetch.CodeFailed,
		"chunks": fetch.CodeTooLarge, "trailer": fetch.CodeFailed, "babble": fetch.CodeFailed,
	} {
		refused(t, get(t, n, "http://"+host+".example/"), want)
	}
}
