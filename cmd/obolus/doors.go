package main

import (
	"errors"
	"net/http"

	"obolus/http/api"
	"obolus/http/button"
	"obolus/http/server"
	"obolus/http/web"
	"obolus/passkey"
)

// doors puts everything that people and programs can ask for under one roof.
func doors(d *database, h house, metrics *server.Metrics) (http.Handler, error) {
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
	err = web.Register(mux, web.Config{App: d.App, BaseURL: h.base, Metrics: metrics, Payments: h.payments, Log: h.log, Passkeys: keys, ShownLetters: h.post.letters(), Script: script, ScriptIntegrity: integrity, Pages: h.pages, Revenue: writeRevenue})
	if err != nil {
		return nil, err
	}
	return mux, nil
}
