package main

import (
	"net/http"

	"obolus/http/api"
	"obolus/http/button"
	"obolus/http/server"
	"obolus/http/web"
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
	err = web.Register(mux, web.Config{App: d.App, BaseURL: h.base, Metrics: metrics, Payments: h.payments, Log: h.log, Pages: h.pages, Revenue: writeRevenue})
	if err != nil {
		return nil, err
	}
	return mux, nil
}
