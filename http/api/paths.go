package api

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"obolus"
	"obolus/http/server"
)

// paths is the mux as huma sees it. It remembers the routes, so that a wrong method or path is told
// in the API's own way and not in net/http's.
type paths struct {
	mux     *http.ServeMux
	known   *http.ServeMux // the same paths for every method
	allowed map[string][]string
}

func newPaths(mux *http.ServeMux) *paths {
	return &paths{mux: mux, known: http.NewServeMux(), allowed: map[string][]string{}}
}

// HandleFunc adds a route such as "GET /api/v1/me".
func (p *paths) HandleFunc(pattern string, handle func(http.ResponseWriter, *http.Request)) {
	method, path, _ := strings.Cut(pattern, " ")
	if p.allowed[path] == nil {
		p.known.Handle(path, http.NotFoundHandler())
	}
	p.allowed[path] = append(p.allowed[path], method)
	p.mux.Handle(pattern, server.Adapt(func(w http.ResponseWriter, r *http.Request) error {
		err := checkQuery(r.URL.RawQuery)
		if err == nil {
			err = checkHeader(r)
		}
		if err == nil {
			handle(w, r)
		}
		return err
	}, present))
}

// checkQuery refuses what net/http would drop: a parameter that cannot be read, or stands there again with
// another value. Whoever sends that would be answered something else than she asked for.
func checkQuery(query string) error {
	values, err := url.ParseQuery(query)
	if err != nil {
		return &obolus.Error{Kind: obolus.Invalid, Code: "malformed_query", Field: "query", Message: "the address cannot be read behind its question mark: " + err.Error()}
	}
	for name, all := range values {
		if len(all) > 1 {
			return &obolus.Error{Kind: obolus.Invalid, Code: "repeated_parameter", Field: cmp.Or(name, noName), Message: fmt.Sprintf("%.40q stands in the address %d times: say it once", name, len(all))}
		}
	}
	return nil
}

// checkHeader refuses two tokens, of which a proxy may have read the other one, and a body that is not
// what it says: none is unpacked here.
func checkHeader(r *http.Request) error {
	if len(r.Header["Authorization"]) > 1 {
		return server.Refuse(http.StatusBadRequest, "repeated_header", "Authorization", "the header stands there more than once: send one token")
	}
	coding := r.Header["Content-Encoding"]
	if len(coding) > 0 && r.ContentLength != 0 && !strings.EqualFold(strings.Join(coding, ","), "identity") {
		return server.Refuse(http.StatusUnsupportedMediaType, "content_encoding", "Content-Encoding", "send the body as it is, without a Content-Encoding: it is not unpacked here")
	}
	return nil
}

// ServeHTTP completes huma's idea of a mux.
func (p *paths) ServeHTTP(w http.ResponseWriter, r *http.Request) { p.mux.ServeHTTP(w, r) }

// describe serves the document, which is the same for ever and so is written once.
func (p *paths) describe(document *huma.OpenAPI) {
	text, err := json.Marshal(document)
	if err != nil {
		panic(fmt.Sprintf("the API's description cannot be written: %v", err)) // at start-up: our own mistake
	}
	p.HandleFunc("GET "+prefix+"/openapi.json", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/openapi+json")
		w.Header().Set("Cache-Control", "public, max-age=300")
		_, _ = w.Write(text) // whoever asked has gone: there is nobody to tell
	})
}

// refuseTheRest answers 405 to a known path and 404 to any other below /api.
func (p *paths) refuseTheRest() {
	p.mux.Handle("/api/", server.Adapt(func(w http.ResponseWriter, r *http.Request) error {
		_, path := p.known.Handler(r)
		methods := p.allowed[path]
		if methods == nil {
			return server.Refuse(http.StatusNotFound, "path_unknown", "", "there is nothing at this path: "+prefix+"/openapi.json lists what there is")
		}
		if slices.Contains(methods, http.MethodGet) {
			methods = append(slices.Clone(methods), http.MethodHead)
		}
		allow := strings.Join(methods, ", ")
		w.Header().Set("Allow", allow)
		return server.Refuse(http.StatusMethodNotAllowed, "method_not_allowed", "", "this path is asked with "+allow)
	}, present))
}
