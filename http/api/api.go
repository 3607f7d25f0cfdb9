// Package api is the JSON API, version 1, and its description at /api/v1/openapi.json.
//
// Everything is described from the Go types: huma reads the parameters and bodies by them, refuses
// what does not fit and writes the document. What goes wrong is told as problem+json (RFC 9457), in
// problem.go; who is asking is found out in signin.go; what makes a repeated POST harmless is in
// once.go; and every other file is one part of the API. docs/api.md tells clients.
package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"obolus/app"
	"obolus/http/server"
)

const (
	// prefix is where version 1 lives. What is in it is only ever added to.
	prefix = "/api/v1"
	// maxBodyBytes bounds a request's body. The longest lawful one is a URL and a title.
	maxBodyBytes = 16 << 10
	// bodyTime bounds reading it. huma's own 5 s would end the whole request, also one that
	// has long been read and waits for the database; so it is longer than a request may take.
	bodyTime = 30 * time.Second
)

// door is the API on one app.
type door struct {
	app     *app.App
	metrics *server.Metrics
	huma    huma.API
}

// Register adds the API to mux, below /api.
func Register(mux *http.ServeMux, a *app.App, m *server.Metrics) {
	paths := newPaths(mux)
	d := &door{app: a, metrics: m, huma: humago.New(paths, config())}
	d.addMe()
	d.addClicks()
	d.addStatements()
	d.addEarnings()
	d.addPayouts()
	d.addMoves()
	d.addThings()
	d.addMonths()
	paths.describe(d.huma.OpenAPI())
	paths.refuseTheRest()
}

// add registers an operation whose handler returns errors as verbs do. An operation with a security
// requirement is only reached with a token that is known.
func add[I, O any](d *door, op huma.Operation, handle func(context.Context, *I) (*O, error)) {
	op.Path = prefix + op.Path
	op.MaxBodyBytes = maxBodyBytes + 1 // huma refuses a body that reaches its limit
	op.BodyReadTimeout = bodyTime
	op.Errors = append(op.Errors, http.StatusUnprocessableEntity, http.StatusServiceUnavailable)
	if op.Security != nil {
		op.Errors = append(op.Errors, http.StatusUnauthorized)
		op.Middlewares = append(op.Middlewares, d.signedIn)
	}
	if op.Method == http.MethodPost {
		op.Errors = append(op.Errors, http.StatusBadRequest, http.StatusConflict, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType)
		op.Middlewares = append(op.Middlewares, onceKey)
	}
	huma.Register(d.huma, op, func(ctx context.Context, in *I) (*O, error) {
		out, err := handle(ctx, in)
		if err != nil {
			return nil, newProblem(err)
		}
		return out, nil
	})
}

// signin is the requirement of a bearer token.
var signin = []map[string][]string{{"token": {}}}

func config() huma.Config {
	return huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI: "3.1.0",
			Info: &huma.Info{
				Title:   "obolus",
				Version: "1",
				Description: "Social micropayment: one monthly budget, divided equally among what a supporter clicked on. " +
					"Amounts are decimal strings with six decimals, times are RFC 3339 in UTC, months are written 2026-10.",
				License: &huma.License{Name: "Apache 2.0", Identifier: "Apache-2.0"},
			},
			Components: &huma.Components{
				Schemas: huma.NewMapRegistry("#/components/schemas/", huma.DefaultSchemaNamer),
				SecuritySchemes: map[string]*huma.SecurityScheme{"token": {
					Type: "http", Scheme: "bearer", Description: "A token that the operator or a person made for a program.",
				}},
			},
		},
		Formats:                      formats,
		DefaultFormat:                jsonType,
		RejectUnknownQueryParameters: true,
		Transformers:                 []huma.Transformer{report},
	}
}
