package fetch

import (
	"context"
	"sync"
)

// turns lets few fetches run at once, and one of each host: nobody can make us
// hammer somebody else, and a host that answers slowly holds up only itself.
type turns struct {
	free chan struct{} // has room for as many as may run at once

	mu    sync.Mutex
	hosts map[string]*line // those that are being read or waited for
}

// line is who reads a host and who waits for it.
type line struct {
	free   chan struct{} // has room for one
	people int
}

func newTurns(atOnce int) *turns {
	return &turns{free: make(chan struct{}, atOnce), hosts: map[string]*line{}}
}

// take waits for the turn to read a host, and returns what ends it. The host
// comes first: who waits for a slow one must not take a place from others. Who
// has a place waits for nothing more, so that two cannot wait for each other.
func (t *turns) take(ctx context.Context, host string) (end func(), err error) {
	l := t.join(host)
	select {
	case l.free <- struct{}{}:
	case <-ctx.Done():
		t.leave(host, l)
		return nil, ctx.Err()
	}
	select {
	case t.free <- struct{}{}:
	case <-ctx.Done():
		<-l.free
		t.leave(host, l)
		return nil, ctx.Err()
	}
	return func() {
		<-t.free
		<-l.free
		t.leave(host, l)
	}, nil
}

func (t *turns) join(host string) *line {
	t.mu.Lock()
	defer t.mu.Unlock()
	l := t.hosts[host]
	if l == nil {
		l = &line{free: make(chan struct{}, 1)}
		t.hosts[host] = l
	}
	l.people++
	return l
}

func (t *turns) leave(host string, l *line) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if l.people--; l.people == 0 {
		delete(t.hosts, host)
	}
}
