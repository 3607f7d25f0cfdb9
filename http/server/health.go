package server

import (
	"context"
	"io"
	"net/http"
	"time"

	"obolus"
)

// readyTime bounds the question to the database; a balancer asks every few seconds.
const readyTime = 3 * time.Second

// Health adds what machines ask a server: /healthz (the process lives), /readyz (it can serve: ready
// returns nil) and /metrics.
func Health(mux *http.ServeMux, ready func(context.Context) error, m *Metrics) {
	mux.Handle("GET /healthz", Adapt(func(w http.ResponseWriter, _ *http.Request) error { return say(w, "alive\n") }, Plain))
	mux.Handle("GET /readyz", Adapt(func(w http.ResponseWriter, r *http.Request) error {
		ctx, cancel := context.WithTimeout(r.Context(), readyTime)
		defer cancel()
		err := ready(ctx)
		if err != nil {
			return notReady(err)
		}
		return say(w, "ready\n")
	}, Plain))
	mux.Handle("GET /metrics", m.handler())
}

func say(w http.ResponseWriter, text string) error {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	_, _ = io.WriteString(w, text) // whoever asked has gone: there is nobody to tell
	return nil
}

// notReady makes Unavailable of any failure, since 503 is what balancers understand. What the verbs
// say to people they may say here too.
func notReady(err error) error {
	told := obolus.AsError(err)
	message := "not ready: the database cannot be used at the moment"
	if told.Kind != obolus.Internal {
		message = "not ready: " + told.Message
	}
	return &obolus.Error{Kind: obolus.Unavailable, Code: "not_ready", Message: message, Cause: err}
}
