package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"sync"
	"syscall"

	"obolus"
	"obolus/app"
	"obolus/discover"
	"obolus/fetch"
	"obolus/http/server"
	"obolus/http/web"
	"obolus/pay"
	"obolus/pay/testpay"
	"obolus/store"
)

type serveCommand struct {
	Listen   string  `default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Where to listen (default: ${default})."`
	Payments string  `default:"none" enum:"none,test" help:"Who takes payments on the pages: none, or test, which gives anybody funds without money (default: ${default})."`
	Discover bool    `default:"true" negatable:"" help:"Read the page of a new thing for its title and description (default: on)."`
	BaseURL  string  `placeholder:"URL" help:"The instance's address for people, such as https://obolus.example.org (default: http:// and where it listens)."`
	Proxies  []proxy `name:"trusted-proxies" default:"127.0.0.0/8,::1/128" placeholder:"PREFIX" help:"Web servers in front of obolus, by address, whose X-Forwarded-For is believed (default: ${default}, this machine), such as 10.1.0.0/16."`
	postFlags
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
	h := house{listener: listener, base: base, proxies: prefixes(s.Proxies), log: log}
	h.post, err = s.open(c, base, log)
	if err != nil {
		return err
	}
	err = c.answer(map[string]string{"url": base}, func(out *page) { out.line("obolus is at %s", base) })
	if err != nil {
		return err
	}
	if s.Discover {
		h.pages = discover.Reader{Fetch: fetch.New(fetch.Options{Contact: base})}
	}
	if s.Payments == "test" {
		h.payments = testpay.Provider{}
	}
	return c.serve(ctx, d, h)
}

// proxy is a web server in front, or a network of them.
type proxy netip.Prefix

// UnmarshalText reads 10.1.2.3 or 10.1.0.0/16.
func (p *proxy) UnmarshalText(text []byte) error {
	prefix, err := netip.ParsePrefix(string(text))
	if err != nil {
		var address netip.Addr
		address, err = netip.ParseAddr(string(text))
		prefix = netip.PrefixFrom(address, address.BitLen())
	}
	if err != nil {
		return fmt.Errorf("a proxy is written like 10.1.2.3 or 10.1.0.0/16, not %q", text)
	}
	*p = proxy(prefix.Masked())
	return nil
}

func prefixes(proxies []proxy) []netip.Prefix {
	var all []netip.Prefix
	for _, p := range proxies {
		all = append(all, netip.Prefix(p))
	}
	return all
}

// house is what is served: where, and with what.
type house struct {
	listener net.Listener
	base     string
	proxies  []netip.Prefix // whose word on where requests come from is believed
	payments pay.Provider   // nil: nobody can pay in by herself
	pages    app.Discoverer // nil: no page of a new thing is read, as in the demo
	post     post
	log      *slog.Logger
}

// serve answers on the listener and does the work that is due, until ctx ends. Requests come to their
// end first, then the work; whoever called closes the database after both.
func (c *console) serve(ctx context.Context, d *database, h house) error {
	d.At(h.base)
	metrics := server.NewMetrics(c.Now)
	runner, err := c.background(ctx, d, h.log, metrics)
	if err != nil {
		return err
	}
	handler, err := doors(d, h, runner, metrics)
	if err != nil {
		return err
	}
	letters, err := web.NewLetters(h.base)
	if err != nil {
		return err
	}
	working, stop := context.WithCancel(context.WithoutCancel(ctx))
	var work sync.WaitGroup
	work.Go(func() { runner.Run(working) })
	work.Go(func() { h.post.deliver(working, d, letters, h.log) })
	work.Go(func() { d.tidy(working, h.log) })
	work.Go(func() { discovery{app: d.App, pages: h.pages, log: h.log}.run(working) })
	err = server.Serve(ctx, h.listener, server.Behind(h.proxies, server.Wrap(handler, h.log, metrics)), h.log)
	stop()
	work.Wait()
	return err
}

// listen takes the address, or says in words why it cannot.
func listen(address string) (net.Listener, error) {
	host, port, err := net.SplitHostPort(address)
	if err == nil {
		_, err = net.LookupPort("tcp", port)
	}
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
