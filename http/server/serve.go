package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// What a client may take, so that slow ones cannot hold all connections.
const (
	readHeaderTime = 10 * time.Second
	readTime       = 30 * time.Second // longer than requestTime: net/http ends the request's context with it
	writeTime      = 60 * time.Second // longer too, or a 503 could not be sent
	idleTime       = 2 * time.Minute
	maxHeaderBytes = 32 << 10
	// graceTime is how long requests that are under way may take when the server ends.
	graceTime = 20 * time.Second
)

// Serve answers on ln until ctx ends, then lets the running requests finish. It returns nil after an
// orderly end, and closes ln in any case.
func Serve(ctx context.Context, ln net.Listener, h http.Handler, log *slog.Logger) error {
	s := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: readHeaderTime,
		ReadTimeout:       readTime,
		WriteTimeout:      writeTime,
		IdleTimeout:       idleTime,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelDebug), // what clients do wrong on the wire
		// A running request must be able to finish after ctx has ended.
		BaseContext: func(net.Listener) context.Context { return context.WithoutCancel(ctx) },
	}
	served := make(chan error, 1)
	go func() { served <- s.Serve(ln) }()
	select {
	case err := <-served:
		return fmt.Errorf("serving on %s: %w", ln.Addr(), err)
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), graceTime)
	defer cancel()
	err := s.Shutdown(grace)
	if errors.Is(err, context.DeadlineExceeded) {
		log.Warn("requests did not finish in time and were cut off", "waited", graceTime)
		err = s.Close()
	}
	<-served // always ErrServerClosed after Shutdown or Close
	if err != nil {
		return fmt.Errorf("closing the server on %s: %w", ln.Addr(), err)
	}
	return nil
}
