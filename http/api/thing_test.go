package api_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"obolus/app"
	"obolus/money"
)

// Protects those who only look: an address is told about without anything coming into being.
func TestLookUp(t *testing.T) {
	w := onSQLite(t)
	ada, token := w.person("Ada", 10*money.Unit, 20*money.Unit)
	look := "/api/v1/things/lookup?url=http://EXAMPLE.org:80/song%23refrain"
	for range 2 {
		w.ask("", "GET", look, "").is(200, "url", `"https://example.org/song"`, "thing", "null", "clicks", "0",
			"recipient.name", `"domain:example.org"`, "recipient.claimed", "false")
	}
	w.ask(token, "POST", "/api/v1/clicks", song).is(201)
	w.ask("", "GET", look, "").is(200, "clicks", "1", "thing.title", `"Lied für Ünïcode"`, "thing.clicks", "1")
	_, err := w.app.Claim(t.Context(), ada.ID, "domain:example.org")
	w.must(err)
	w.ask("", "GET", "/api/v1/things/lookup?url=https://blog.example.org/never", "").is(200, "thing", "null", "recipient.claimed", "true")
}

// Protects readers from what is illegal: what operators took out of sight is told by no program either.
func TestThing_BarredIsNotTold(t *testing.T) {
	w := onSQLite(t)
	_, token := w.person("Ada", 10*money.Unit, 20*money.Unit)
	w.ask(token, "POST", "/api/v1/clicks", song).is(201)
	found, err := w.app.LookUp(t.Context(), "https://example.org/song")
	w.must(err)
	w.must(w.app.Bar(t.Context(), found.Thing.ID, true))
	w.ask("", "GET", fmt.Sprint("/api/v1/things/", found.Thing.ID), "").is(404, "code", `"thing_barred"`)
	w.ask("", "GET", "/api/v1/things/lookup?url=https://example.org/song", "").is(404, "code", `"thing_barred"`)
}

// Protects the instance's public numbers.
func TestMonth(t *testing.T) {
	w := onSQLite(t)
	_, ada := w.person("Ada", 10*money.Unit, 20*money.Unit)
	w.ask(ada, "POST", "/api/v1/clicks", song).is(201)
	w.ask("", "GET", "/api/v1/months/2026-10", "").is(200, "month", `"2026-10"`, "closed", "false", "supporters", "1", "clicks", "1", "spent", `"0.000000"`)
	w.ask("", "GET", "/api/v1/months/2013-01", "").is(200, "closed", "false", "clicks", "0")
}

// Protects readers where several processes' clocks differ: what another process closed is told by one whose
// clock is behind, and so is the month after it, in which clicks count by now.
func TestMonth_AheadOfTheClock(t *testing.T) {
	w := onSQLite(t)
	_, ada := w.person("Ada", 10*money.Unit, 20*money.Unit)
	w.ask(ada, "POST", "/api/v1/clicks", song).is(201)
	w.ask("", "GET", "/api/v1/months/2026-11", "").is(422, "detail", `"2026-11 has not begun"`)
	w.at("2026-10-31T23:59:58Z") // within what well-kept clocks differ
	w.ask(ada, "GET", "/api/v1/me/clicks?month=2026-11", "").is(200, "month", `"2026-11"`)
	w.at("2026-11-01T00:00:00Z")
	_, err := w.app.CloseMonth(t.Context(), 202610, app.CloseOptions{})
	w.must(err)
	w.at("2026-09-30T12:00:00Z")
	for _, path := range []string{"/me/statements/", "/me/clicks?month=", "/months/"} {
		w.ask(ada, "GET", "/api/v1"+path+"2026-10", "").is(200)
		w.ask(ada, "GET", "/api/v1"+path+"2026-11", "").is(200)
		w.ask(ada, "GET", "/api/v1"+path+"2026-12", "").is(422, "code", `"invalid_month"`)
	}
}

// Protects clients that are generated: the description is OpenAPI 3.1 and has every route, with the
// token where one is needed.
func TestDescription(t *testing.T) {
	w := onSQLite(t)
	a := w.ask("", "GET", "/api/v1/openapi.json", "").is(200, "openapi", `"3.1.0"`, "components.securitySchemes.token.scheme", `"bearer"`)
	var document struct {
		Paths map[string]map[string]struct {
			OperationID string                `json:"operationId"`
			Summary     string                `json:"summary"`
			Security    []map[string][]string `json:"security"`
			Responses   map[string]struct {
				Content map[string]any `json:"content"`
			} `json:"responses"`
		} `json:"paths"`
	}
	w.must(json.Unmarshal(a.Body.Bytes(), &document))
	var got []string
	for path, methods := range document.Paths {
		for method, operation := range methods {
			line := strings.ToUpper(method) + " " + strings.TrimPrefix(path, "/api/v1")
			if len(operation.Security) > 0 {
				line += " token"
			}
			got = append(got, line)
			if operation.OperationID == "" || operation.Summary == "" {
				t.Errorf("%s has no name or no summary", line)
			}
			if _, problem := operation.Responses["422"].Content["application/problem+json"]; !problem {
				t.Errorf("%s does not tell of problems", line)
			}
		}
	}
	slices.Sort(got)
	want := []string{"DELETE /clicks/{id} token", "GET /me token", "GET /me/clicks token", "GET /me/earnings token", "GET /me/payouts token",
		"GET /me/statements/{month} token", "GET /me/statements/{month}/received token", "GET /months/{month}", "GET /things/lookup",
		"GET /things/{id}", "POST /clicks token", "POST /me/moves token", "POST /me/payouts token", "PUT /me/budget token"}
	if !slices.Equal(got, want) {
		t.Errorf("the description has %q, want %q", got, want)
	}
}

// Protects the methods' list in a 405, and that HEAD is a GET without its body.
func TestMethods(t *testing.T) {
	w := onSQLite(t)
	if got := w.ask("", "POST", "/api/v1/me/budget", "").is(405).Header().Get("Allow"); got != "PUT" {
		t.Errorf("Allow is %q, want PUT", got)
	}
	if got := w.ask("", "DELETE", "/api/v1/months/2026-10", "").is(405).Header().Get("Allow"); got != "GET, HEAD" {
		t.Errorf("Allow is %q, want GET, HEAD", got)
	}
	if got := w.ask("", "HEAD", "/api/v1/months/2026-10", "").Code; got != 200 {
		t.Errorf("HEAD got %d", got)
	}
}
