package server

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"obolus"
)

const (
	// requestTime ends a request whose database does not answer, while there is time to say so.
	requestTime = 25 * time.Second
	// statusGone is how requests are counted whose client did not wait for the answer.
	statusGone = 499
)

// Wrap goes around all doors together: it bounds time and body, names the request, sets the security
// headers, catches what panics, and afterwards writes the one log line and counts. A request that
// went well is only logged at debug level.
func Wrap(h http.Handler, log *slog.Logger, m *Metrics) http.Handler {
	names := newRequestNames()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := m.now()
		ctx, cancel := context.WithTimeout(r.Context(), requestTime)
		defer cancel()
		r = r.WithContext(ctx)
		rec := &recorder{ResponseWriter: w}
		name := names.name(r)
		setHeaders(w.Header(), name)
		body := bound(r)
		defer body.takeRest(rec, m.now) // after the line for the log: no part of answering
		defer func() {
			took := m.now().Sub(start)
			status := answered(rec, r)
			m.answered(r.Pattern, status, took)
			logAnswer(ctx, log, rec, r, line{name: name, status: status, took: took})
		}()
		err := guarded(func(w http.ResponseWriter, r *http.Request) error {
			h.ServeHTTP(w, r)
			return nil
		}, rec, r)
		if err != nil {
			Fail(rec, r, err, Plain)
		}
	})
}

// answered tells how a request is counted.
func answered(rec *recorder, r *http.Request) int {
	switch {
	case errors.Is(r.Context().Err(), context.Canceled) && (rec.status == 0 || rec.status >= 500):
		return statusGone
	case rec.status == 0:
		return http.StatusOK // net/http answers so for a handler that wrote nothing
	default:
		return rec.status
	}
}

// line is what the log says of a request beside the request itself.
type line struct {
	name   string
	status int
	took   time.Duration
}

// logAnswer writes the route's pattern and never the path or the query, which can hold names and
// sign-in links; nor any header.
func logAnswer(ctx context.Context, log *slog.Logger, rec *recorder, r *http.Request, l line) {
	level := slog.LevelDebug
	switch worst := max(l.status, Status(rec.err)); { // an error can come after the answer has begun
	case l.status == statusGone:
	case worst == http.StatusServiceUnavailable:
		level = slog.LevelWarn // the database's trouble, and it passes
	case worst >= 500:
		level = slog.LevelError
	}
	if !log.Enabled(ctx, level) {
		return
	}
	attributes := []slog.Attr{
		slog.String("request", l.name), slog.String("method", method(r)), slog.String("route", route(r.Pattern)),
		slog.Int("status", l.status), slog.Duration("took", l.took),
	}
	if rec.err != nil {
		attributes = append(attributes, slog.String("code", obolus.AsError(rec.err).Code), slog.String("error", rec.err.Error()))
	}
	var p *panicked
	if errors.As(rec.err, &p) {
		attributes = append(attributes, slog.String("stack", p.stack))
	}
	log.LogAttrs(ctx, level, "request", attributes...)
}

// method bounds what a client can write into the log.
func method(r *http.Request) string { return r.Method[:min(len(r.Method), 16)] }
