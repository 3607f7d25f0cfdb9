package main

import (
	"net/http"

	"obolus/http/server"
)

// doors puts everything that people and programs can ask for under one roof.
func doors(d *database, h house, metrics *server.Metrics) (http.Handler, error) {
	mux := http.NewServeMux()
	server.Health(mux, d.Ready, metrics)
	return mux, nil
}
