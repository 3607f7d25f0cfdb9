package testpg

import (
	"net"
	"sync/atomic"
	"time"
)

// line is one client's connection through a proxy.
type line struct {
	client, server net.Conn
	answered       atomic.Bool // whether the server spoke last, so that the client's next word is a new trip
}

// drop breaks both ends. The client gets a reset rather than a polite end, as from a dead host; a
// pump that stops drops the line too, hence closing twice is normal and its error says nothing.
func (l *line) drop() {
	reset(l.client)
	_ = l.server.Close()
}

// reset closes so that the other end sees an error and not the end of the stream.
func reset(c net.Conn) {
	if tcp, ok := c.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0) // on failure the close is merely polite
	}
	_ = c.Close()
}

// connect carries a client's bytes to PostgreSQL and back until either end is gone.
func (p *Proxy) connect(client net.Conn) {
	var dialer net.Dialer
	server, err := dialer.DialContext(p.ctx, "tcp", p.server)
	if err != nil {
		reset(client)
		return
	}
	l := &line{client: client, server: server}
	l.answered.Store(true)
	if !p.add(l) {
		l.drop()
		return
	}
	p.lines.Go(func() { p.pump(l, client, server, p.ask) })
	p.pump(l, server, client, func(l *line) { l.answered.Store(true) })
}

// add makes the line one that Cut will break, unless the proxy is cut already.
func (p *Proxy) add(l *line) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.cut {
		return false
	}
	p.active[l] = true
	return true
}

// ask counts and delays what a client says first after an answer; the rest of the same question
// belongs to the same trip.
func (p *Proxy) ask(l *line) {
	if !l.answered.Swap(false) {
		return
	}
	p.mu.Lock()
	p.trips++
	delay := p.delay
	p.mu.Unlock()
	if delay == 0 {
		return
	}
	timer := time.NewTimer(delay)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-p.ctx.Done():
	}
}

// pump copies in one direction, telling before about each piece, and ends the line with it.
func (p *Proxy) pump(l *line, from, to net.Conn, before func(*line)) {
	defer func() {
		p.mu.Lock()
		delete(p.active, l)
		p.mu.Unlock()
		l.drop()
	}()
	buffer := make([]byte, 32<<10)
	for {
		n, err := from.Read(buffer)
		if n > 0 {
			before(l)
			_, writeErr := to.Write(buffer[:n])
			if writeErr != nil {
				return
			}
		}
		if err != nil {
			return
		}
	}
}
