package main

import (
	"context"
	"errors"
	"net/http"

	"obolus/http/api"
	"obolus/http/button"
	"obolus/http/server"
	"obolus/http/web"
	"obolus/jobs"
	"obolus/passkey"
)

// doors puts everything that people and programs can ask for under one roof.
func doors(d *database, h house, runner *jobs.Runner, metrics *server.Metrics) (http.Handler, error) {
	mux := http.NewServeMux()
	server.Health(mux, d.Ready, metrics)
	metrics.ReadBooks(d.Books, h.log)
	api.Register(mux, d.App, metrics)
	err := button.Register(mux, button.Config{App: d.App, BaseURL: h.base})
	if err != nil {
		return nil, err
	}
	script, integrity := button.Script()
	keys, err := passkey.New(passkey.Config{Name: "obolus", BaseURL: h.base, Now: d.Now})
	if err != nil && !errors.Is(err, passkey.ErrAddress) {
		return nil, err
	}
	err = web.Register(mux, web.Config{App: d.App, BaseURL: h.base, Log: h.log, Metrics: metrics,
		Payments: h.payments, Passkeys: keys, Pages: h.pages, Script: script, ScriptIntegrity: integrity,
		ShownLetters: h.post.letters(), Jobs: jobsOf(runner), Revenue: writeRevenue})
	if err != nil {
		return nil, err
	}
	return mux, nil
}

// jobsOf lists the work that happens by itself as the operator's pages show it.
func jobsOf(runner *jobs.Runner) func(context.Context) ([]web.Job, error) {
	return func(ctx context.Context) ([]web.Job, error) {
		entries, err := runner.List(ctx)
		if err != nil {
			return nil, err
		}
		shown := make([]web.Job, 0, len(entries))
		for _, e := range entries {
			shown = append(shown, web.Job{Name: e.Name, Key: e.Key, State: string(e.State), LastError: e.LastError, Due: e.Due, DoneAt: e.DoneAt})
		}
		return shown, nil
	}
}
