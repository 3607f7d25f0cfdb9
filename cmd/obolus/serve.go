package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"syscall"

	"obolus"
	"obolus/http/server"
	"obolus/store"
)

type serveCommand struct {
	Listen  string `default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Where to listen (default: ${default})."`
	BaseURL string `placeholder:"URL" help:"The instance's address for people, such as https://obolus.example.org (default: http:// and where it listens)."`
}

// Run serves until Ctrl-C or SIGTERM. Requests that are under way are finished, then the work in the
// background, and at last the database is closed: the reverse of how it began.
func (s *serveCommand) Run(ctx context.Context, c *console) error {
	log := slog.New(slog.NewTextHandler(c.Stderr, nil))
	listener, err := listen(s.Listen)
	if err != nil {
		return err
	}
	defer listener.Close()
	base := s.BaseURL
	if base == "" {
		base = localURL(listener.Addr())
	}
	base, err = baseURL(base)
	if err != nil {
		return err
	}
	d, err := c.openAt(ctx, c.address(), store.Options{Migrate: c.Migrate, Log: log})
	if err != nil {
		return err
	}
	defer d.close()
	err = c.answer(map[string]string{"url": base}, func(out *page) { out.line("obolus is at %s", base) })
	if err != nil {
		return err
	}
	return c.serve(ctx, d, listener, base, log)
}

// serve answers on the listener until ctx ends.
func (c *console) serve(ctx context.Context, d *database, listener net.Listener, base string, log *slog.Logger) error {
	metrics := server.NewMetrics(c.Now)
	return server.Serve(ctx, listener, server.Wrap(doors(d, base, metrics), log, metrics), log)
}

// doors puts everything that people and programs can ask for under one roof.
func doors(d *database, base string, metrics *server.Metrics) http.Handler {
	mux := http.NewServeMux()
	server.Health(mux, d.Ready, metrics)
	return mux
}

// listen takes the address, or says in words why it cannot.
func listen(address string) (net.Listener, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, &usageError{fmt.Errorf("an address to listen on is written like 127.0.0.1:8080, not %q", address)}
	}
	listener, err := net.Listen("tcp", address)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, obolus.Errorf(obolus.Conflict, "port_taken",
			"another program listens on port %s already: end it, or choose another port with --listen %s", port, net.JoinHostPort(host, "0"))
	}
	if err != nil {
		return nil, fmt.Errorf("listening on %s: %w", address, err)
	}
	return listener, nil
}

// localURL is how a browser on this machine reaches the listener.
func localURL(address net.Addr) string {
	host, port, err := net.SplitHostPort(address.String())
	ip := net.ParseIP(host)
	if err != nil || ip == nil || ip.IsLoopback() || ip.IsUnspecified() {
		return "http://localhost:" + port
	}
	return "http://" + net.JoinHostPort(host, port)
}
