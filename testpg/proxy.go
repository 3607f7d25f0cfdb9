package testpg

import (
	"context"
	"net"
	"net/url"
	"sync"
	"testing"
	"time"
)

// Proxy stands between a test and PostgreSQL. It can cut the line, make it slow, and count how often
// it was waited on, which is what the speed of a path comes down to once the server is elsewhere.
type Proxy struct {
	server string // host:port of PostgreSQL
	url    string // the DSN through the proxy
	listen net.Listener
	ctx    context.Context // ends with the test; wakes what is being delayed
	lines  sync.WaitGroup  // everything that still runs for this proxy

	mu     sync.Mutex
	cut    bool
	delay  time.Duration
	trips  int
	active map[*line]bool
}

// NewProxy starts a proxy before the server of a postgres:// URL and stops it when the test ends.
func NewProxy(t testing.TB, dsn string) *Proxy {
	t.Helper()
	server := parse(t, dsn)
	listen, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatalf("testpg: opening the proxy's port: %v", err)
	}
	through := *server
	through.Host = listen.Addr().String()
	ctx, cancel := context.WithCancel(context.Background())
	p := &Proxy{server: hostPort(server), url: through.String(), listen: listen, ctx: ctx, active: map[*line]bool{}}

	p.lines.Go(p.accept)
	t.Cleanup(func() {
		cancel()
		err := listen.Close()
		if err != nil {
			t.Errorf("testpg: closing the proxy's port: %v", err)
		}
		p.Cut()
		p.lines.Wait()
	})
	return p
}

// hostPort fills in the port that PostgreSQL has where a URL names none.
func hostPort(u *url.URL) string {
	if u.Port() == "" {
		return net.JoinHostPort(u.Hostname(), "5432")
	}
	return u.Host
}

// URL is the DSN that leads through the proxy.
func (p *Proxy) URL() string { return p.url }

// Cut makes PostgreSQL vanish: every connection breaks at once, in the middle of whatever it was
// doing, and new ones are reset until Restore. The port stays taken, so that nobody else gets it.
func (p *Proxy) Cut() {
	p.mu.Lock()
	p.cut = true
	broken := p.active
	p.active = map[*line]bool{}
	p.mu.Unlock()
	for l := range broken {
		l.drop()
	}
}

// Restore brings PostgreSQL back: new connections work again, broken ones stay broken.
func (p *Proxy) Restore() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.cut = false
}

// Delay adds d to every round trip from now on. A zero d takes it away.
func (p *Proxy) Delay(d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.delay = d
}

// RoundTrips is how often so far a client spoke after the server had spoken, over all connections.
// A new connection costs some too: compare two counts taken on a connection that is already open.
func (p *Proxy) RoundTrips() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.trips
}

// accept hands every new client a line to the server, until the port is closed.
func (p *Proxy) accept() {
	for {
		client, err := p.listen.Accept()
		if err != nil {
			return
		}
		p.lines.Go(func() { p.connect(client) })
	}
}
