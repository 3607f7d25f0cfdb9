package api_test

import (
	"fmt"
	"io"
	"net/http/httptest"
	"strings"
	"testing"

	"obolus/money"
)

// Protects clients from guessing: whatever is wrong with a request is a 4xx, a problem+json with a
// stable code, and names the field. Nothing internal is in it.
func TestRefusals(t *testing.T) {
	w := onSQLite(t)
	_, token := w.person("Ada", 10*money.Unit, 20*money.Unit)
	long := strings.Repeat("x", 20_000)
	cases := []struct {
		name, method, path, body string
		headers                  []string
		status                   int
		code, field              string
	}{
		{"no JSON", "POST", "/clicks", `{"url":`, nil, 400, "malformed_json", "body"},
		{"text behind the JSON", "POST", "/clicks", `{"url":"https://example.org/"} and more`, nil, 400, "malformed_json", "body"},
		{"not UTF-8", "POST", "/clicks", "{\"url\":\"https://example.org/\xff\"}", nil, 400, "malformed_json", "body"},
		{"deep JSON", "POST", "/clicks", strings.Repeat("[", 12_000), nil, 400, "malformed_json", "body"},
		{"no body", "POST", "/clicks", "", nil, 400, "invalid_body", "body"},
		{"a list", "POST", "/clicks", `[]`, nil, 422, "invalid_body", "body"},
		{"null", "POST", "/clicks", `null`, nil, 422, "invalid_body", "body"},
		{"nothing in it", "POST", "/clicks", `{}`, nil, 422, "invalid_url", "url"},
		{"unknown field", "POST", "/clicks", `{"url":"https://example.org/","weight":2}`, nil, 422, "unknown_field", "weight"},
		{"byte order mark", "POST", "/clicks", "\ufeff{\"url\":\"https://example.org/\"}", nil, 400, "malformed_json", "body"},
		{"half a character", "POST", "/clicks", `{"url":"https://example.org/\ud800"}`, nil, 400, "malformed_json", "body"},
		{"other half of a character", "POST", "/clicks", `{"url":"https://example.org/","title":"\uDFFF\ud83d"}`, nil, 400, "malformed_json", "body"},
		{"number beyond all", "POST", "/clicks", `{"url":1e999}`, nil, 400, "malformed_json", "body"},
		{"number of many digits", "POST", "/clicks", `{"url":` + strings.Repeat("9", 4000) + `}`, nil, 400, "malformed_json", "body"},
		{"field without a name", "POST", "/clicks", `{"":1,"url":"https://example.org/"}`, nil, 422, "unknown_field", `\"\"`},
		{"field without a name twice", "POST", "/clicks", `{"":1,"":2}`, nil, 422, "repeated_field", `\"\"`},
		{"body that says it is compressed", "POST", "/clicks", `{"url":"https://example.org/"}`, []string{"Content-Encoding: gzip"}, 415, "content_encoding", "Content-Encoding"},
		{"budget that says it is compressed", "PUT", "/me/budget", `{"budget":"5"}`, []string{"Content-Encoding: br"}, 415, "content_encoding", "Content-Encoding"},
		{"parameter without a name", "GET", "/me/clicks?=5", "", nil, 422, "unknown_parameter", `\"\"`},
		{"field twice", "POST", "/clicks", `{"url":"https://example.org/a","url":"https://example.org/b"}`, nil, 422, "repeated_field", "url"},
		{"field twice, once escaped", "PUT", "/me/budget", `{"budget":"5","\u0062udget":"6"}`, nil, 422, "repeated_field", "budget"},
		{"field twice with one value", "POST", "/me/moves", `{"amount":"1","amount":"1"}`, nil, 422, "repeated_field", "amount"},
		{"field twice inside", "POST", "/clicks", `{"url":{"a":[{"b":1,"b":2}]}}`, nil, 422, "repeated_field", "url.a.b"},
		{"other case", "POST", "/clicks", `{"URL":"https://example.org/"}`, nil, 422, "unknown_field", "URL"},
		{"other case beside the right one", "POST", "/clicks", `{"url":"https://example.org/a","Url":"https://example.org/b"}`, nil, 422, "unknown_field", "Url"},
		{"other case of Unicode", "POST", "/clicks", `{"url":"https://example.org/a","anonymou\u017f":true}`, nil, 422, "unknown_field", "anonymouſ"},
		{"other case of a budget", "PUT", "/me/budget", `{"budget":"5","BUDGET":"6"}`, nil, 422, "unknown_field", "BUDGET"},
		{"number for text", "POST", "/clicks", `{"url":5}`, nil, 422, "invalid_url", "url"},
		{"null for text", "POST", "/clicks", `{"url":null}`, nil, 422, "invalid_url", "url"},
		{"empty text", "POST", "/clicks", `{"url":""}`, nil, 422, "invalid_url", "url"},
		{"no address", "POST", "/clicks", `{"url":"::"}`, nil, 422, "invalid_url", "url"},
		{"private address", "POST", "/clicks", `{"url":"http://127.0.0.1/"}`, nil, 422, "invalid_url", "url"},
		{"long address", "POST", "/clicks", `{"url":"https://example.org/` + long[:2100] + `"}`, nil, 422, "invalid_url", "url"},
		{"huge body", "POST", "/clicks", `{"url":"https://example.org/` + long + `"}`, nil, 413, "body_too_large", "body"},
		{"a form", "POST", "/clicks", `url=https://example.org/`, []string{"Content-Type: application/x-www-form-urlencoded"}, 415, "media_type", "Content-Type"},
		{"strange type", "POST", "/clicks", `{}`, []string{"Content-Type: ;+"}, 415, "media_type", "Content-Type"},
		{"key with a space", "POST", "/clicks", `{"url":"https://example.org/"}`, []string{"Idempotency-Key: a b"}, 400, "invalid_idempotency_key", "Idempotency-Key"},
		{"empty key", "POST", "/clicks", `{"url":"https://example.org/"}`, []string{"Idempotency-Key: "}, 400, "invalid_idempotency_key", "Idempotency-Key"},
		{"long key", "POST", "/clicks", `{"url":"https://example.org/"}`, []string{"Idempotency-Key: " + long[:256]}, 400, "invalid_idempotency_key", "Idempotency-Key"},
		{"key that is not ASCII", "POST", "/me/moves", `{"amount":"1"}`, []string{"Idempotency-Key: ä"}, 400, "invalid_idempotency_key", "Idempotency-Key"},
		{"negative budget", "PUT", "/me/budget", `{"budget":"-5.00"}`, nil, 422, "invalid_budget", "budget"},
		{"budget as number", "PUT", "/me/budget", `{"budget":5}`, nil, 422, "invalid_budget", "budget"},
		{"seven decimals", "PUT", "/me/budget", `{"budget":"5.0000001"}`, nil, 422, "invalid_budget", "budget"},
		{"fraction of a cent", "PUT", "/me/budget", `{"budget":"5.001"}`, nil, 422, "invalid_budget", "budget"},
		{"long amount", "PUT", "/me/budget", `{"budget":"` + strings.Repeat("9", 400) + `"}`, nil, 422, "invalid_budget", "budget"},
		{"amount beyond an int64", "PUT", "/me/budget", `{"budget":"9999999999999.000000"}`, nil, 422, "invalid_budget", "budget"},
		{"exponent", "PUT", "/me/budget", `{"budget":"1e1"}`, nil, 422, "invalid_budget", "budget"},
		{"comma", "PUT", "/me/budget", `{"budget":"5,00"}`, nil, 422, "invalid_budget", "budget"},
		{"too little", "PUT", "/me/budget", `{"budget":"1.99"}`, nil, 422, "invalid_budget", "budget"},
		{"too much", "PUT", "/me/budget", `{"budget":"100.01"}`, nil, 422, "invalid_budget", "budget"},
		{"payout of nothing", "POST", "/me/payouts", `{"amount":"0.00","rail":"bank"}`, nil, 422, "invalid_amount", "amount"},
		{"empty amount", "POST", "/me/payouts", `{"amount":"","rail":"bank"}`, nil, 422, "invalid_amount", "amount"},
		{"payout without a rail", "POST", "/me/payouts", `{"amount":"5.00"}`, nil, 422, "invalid_rail", "rail"},
		{"negative move", "POST", "/me/moves", `{"amount":"-1"}`, nil, 422, "invalid_amount", "amount"},
		{"move of nothing", "POST", "/me/moves", `{"amount":"0"}`, nil, 422, "invalid_amount", "amount"},
		{"id of letters", "DELETE", "/clicks/abc", "", nil, 422, "invalid_id", "id"},
		{"id beyond 2^53", "DELETE", "/clicks/9007199254740992", "", nil, 422, "invalid_id", "id"},
		{"id beyond 2^63", "DELETE", "/clicks/99999999999999999999", "", nil, 422, "invalid_id", "id"},
		{"id zero", "GET", "/things/0", "", nil, 422, "invalid_id", "id"},
		{"negative id", "GET", "/things/-1", "", nil, 422, "invalid_id", "id"},
		{"id with a fraction", "GET", "/things/1.5", "", nil, 422, "invalid_id", "id"},
		{"unknown thing", "GET", "/things/9007199254740991", "", nil, 404, "thing_unknown", ""},
		{"month of words", "GET", "/me/statements/october", "", nil, 422, "invalid_month", "month"},
		{"thirteenth month", "GET", "/me/statements/2026-13", "", nil, 422, "invalid_month", "month"},
		{"month before all", "GET", "/months/0001-01", "", nil, 422, "invalid_month", "month"},
		{"month as date", "GET", "/months/2026-10-01", "", nil, 422, "invalid_month", "month"},
		{"wrong month of clicks", "GET", "/me/clicks?month=2026-00", "", nil, 422, "invalid_month", "month"},
		{"statement of a month to come", "GET", "/me/statements/2026-11", "", nil, 422, "invalid_month", "month"},
		{"received clicks of a month to come", "GET", "/me/statements/2027-05/received", "", nil, 422, "invalid_month", "month"},
		{"clicks of a month to come", "GET", "/me/clicks?month=2026-11", "", nil, 422, "invalid_month", "month"},
		{"numbers of a month to come", "GET", "/months/2027-05", "", nil, 422, "invalid_month", "month"},
		{"limit of letters", "GET", "/me/clicks?limit=ten", "", nil, 422, "invalid_limit", "limit"},
		{"limit too high", "GET", "/me/clicks?limit=201", "", nil, 422, "invalid_limit", "limit"},
		{"limit zero", "GET", "/me/payouts?limit=0", "", nil, 422, "invalid_limit", "limit"},
		{"wrong cursor", "GET", "/me/clicks?after=abc", "", nil, 422, "invalid_after", "after"},
		{"cursor of nonsense", "GET", "/me/payouts?after=MS4tNQ", "", nil, 422, "invalid_after", "after"},
		{"unknown parameter", "GET", "/me/clicks?mouth=2026-10", "", nil, 422, "unknown_parameter", "mouth"},
		{"query that cannot be read", "GET", "/me/clicks?month=%zz", "", nil, 422, "malformed_query", "query"},
		{"parameter twice", "GET", "/me/clicks?month=2026-11&month=2026-10", "", nil, 422, "repeated_parameter", "month"},
		{"rail of fancy", "POST", "/me/payouts", `{"rail":"nonsense"}`, nil, 422, "invalid_rail", "rail"},
		{"look-up of nothing", "GET", "/things/lookup", "", nil, 422, "invalid_url", "url"},
		{"look-up of no address", "GET", "/things/lookup?url=ftp://example.org/", "", nil, 422, "invalid_url", "url"},
		{"unknown path", "GET", "/nothing", "", nil, 404, "path_unknown", ""},
		{"wrong method", "PATCH", "/clicks", `{}`, nil, 405, "method_not_allowed", ""},
		{"wrong method on an id", "PUT", "/things/5", `{}`, nil, 405, "method_not_allowed", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			a := w.ask(token, c.method, "/api/v1"+c.path, c.body, c.headers...)
			a.t = t
			a.is(c.status, "status", fmt.Sprint(c.status))
			if got := a.Header().Get("Content-Type"); got != "application/problem+json" {
				t.Errorf("the content type is %q", got)
			}
			if c.code != "" {
				a.is(c.status, "code", `"`+c.code+`"`, "type", `"urn:obolus:problem:`+c.code+`"`)
			}
			if c.field != "" {
				a.is(c.status, "errors.0.field", `"`+c.field+`"`)
			}
			for _, internal := range []string{"goroutine", ".go:", "api.A", "struct", "Go ", "float", "unmarshal", "e+15", "SQL", "Body\"", "unexpected error"} {
				if strings.Contains(a.Body.String(), internal) {
					t.Errorf("the answer tells internals (%s): %s", internal, a.Body)
				}
			}
			if a.Body.Len() > 2000 {
				t.Errorf("the answer repeats %d bytes", a.Body.Len())
			}
		})
	}
	w.ask(token, "GET", "/api/v1/me/clicks", "").is(200, "clicks", "[]")
	w.ask(token, "GET", "/api/v1/me", "").is(200, "budget", `"10.000000"`)
}

// unread is a body that must not be looked at, for then the client is told to send it.
type unread struct{ t *testing.T }

func (u unread) Read([]byte) (int, error) {
	u.t.Error("the body was read")
	return 0, io.EOF
}

// Protects programs that ask before they send something large: they are told why not, before they do.
func TestRefusals_LargeBodyIsNotAskedFor(t *testing.T) {
	w := onSQLite(t)
	_, token := w.person("Ada", 10*money.Unit, 20*money.Unit)
	r := httptest.NewRequest("POST", "/api/v1/clicks", unread{t})
	r.ContentLength = 2 << 20
	r.Header.Set("Expect", "100-continue")
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+token)
	a := asked{ResponseRecorder: httptest.NewRecorder(), t: t}
	w.handler.ServeHTTP(a, r)
	a.is(413, "code", `"body_too_large"`, "errors.0.field", `"body"`, "detail", `"the body is larger than 16384 bytes"`)
	if got := a.Header().Get("Content-Type"); got != "application/problem+json" {
		t.Errorf("the content type is %q", got)
	}
}

// Protects the sentence about the limit: what is just as long as it says is not too large.
func TestRefusals_BodyOfTheLimit(t *testing.T) {
	w := onSQLite(t)
	_, token := w.person("Ada", 10*money.Unit, 20*money.Unit)
	body := `{"url":"https://example.org/"}`
	w.ask(token, "POST", "/api/v1/clicks", body+strings.Repeat(" ", 16<<10-len(body))).is(201)
	w.ask(token, "POST", "/api/v1/clicks", body+strings.Repeat(" ", 16<<10-len(body)+1)).is(413, "code", `"body_too_large"`)
}

// Protects accounts: without a known token nothing of a person is reached, and nobody learns why.
func TestSignin(t *testing.T) {
	w := onSQLite(t)
	p, token := w.person("Ada", 10*money.Unit, 20*money.Unit)
	session, err := w.app.NewCredential(t.Context(), p.ID, "session", "")
	w.must(err)
	revoked, err := w.app.NewCredential(t.Context(), p.ID, "token", "")
	w.must(err)
	w.must(w.app.Revoke(t.Context(), revoked))
	headers := map[string]string{
		"none": "", "unknown": "Bearer obolus_X", "empty": "Bearer ", "basic": "Basic " + token, "a session": "Bearer " + session,
		"revoked": "Bearer " + revoked, "bare": token, "huge": "Bearer " + strings.Repeat("x", 10_000),
	}
	paths := []string{"GET /me", "PUT /me/budget", "POST /clicks", "DELETE /clicks/5", "GET /me/clicks", "GET /me/statements/2026-10",
		"GET /me/statements/2026-10/received", "GET /me/earnings", "GET /me/payouts", "POST /me/payouts", "POST /me/moves"}
	for name, header := range headers {
		for _, route := range paths {
			method, path, _ := strings.Cut(route, " ")
			a := w.ask("", method, "/api/v1"+path, `{"nonsense"`, "Authorization: "+header)
			if a.Code != 401 || a.at("code") != `"sign_in"` || !strings.HasPrefix(a.Header().Get("WWW-Authenticate"), "Bearer") {
				t.Errorf("%s with %s got %d %s", route, name, a.Code, a.Body)
			}
			if name != "none" && name != "empty" && name != "bare" && name != "basic" && strings.Contains(a.Body.String(), "nonsense") {
				t.Errorf("%s with %s was looked at: %s", route, name, a.Body)
			}
		}
	}
	w.ask("", "GET", "/api/v1/me", "", "Authorization: bearer "+token).is(200, "name", `"Ada"`)
	w.ask(token, "POST", "/api/v1/clicks", `{"url":"https://example.org/"}`, "Content-Encoding: identity").is(201)
}

// Protects against two readers of one request who go by different tokens: a proxy by one, we by the other.
func TestSignin_OneToken(t *testing.T) {
	w := onSQLite(t)
	_, token := w.person("Ada", 10*money.Unit, 20*money.Unit)
	r := httptest.NewRequest("GET", "/api/v1/me", nil)
	r.Header["Authorization"] = []string{"Bearer " + token, "Bearer " + token}
	a := asked{ResponseRecorder: httptest.NewRecorder(), t: t}
	w.handler.ServeHTTP(a, r)
	a.is(400, "code", `"repeated_header"`, "errors.0.field", `"Authorization"`)
}

// Protects those who read a refusal: it says what to change in words that are no program's.
func TestRefusals_Sentences(t *testing.T) {
	w := onSQLite(t)
	_, token := w.person("Ada", 10*money.Unit, 20*money.Unit)
	for _, c := range []struct{ method, path, body, says string }{
		{"POST", "/clicks", "\ufeff{}", "byte order mark"},
		{"POST", "/clicks", `{"url":"\ud800"}`, "half of a character"},
		{"POST", "/clicks", `{"url":1e999}`, "larger than any"},
		{"GET", "/things/9007199254740992", "", "9007199254740991"},
		{"GET", "/months/1999-12", "", "from 2000-01 to 2999-12"},
	} {
		detail := w.ask(token, c.method, "/api/v1"+c.path, c.body).at("detail")
		if !strings.Contains(detail, c.says) {
			t.Errorf("%s with %s is told %s, without %q", c.path, c.body, detail, c.says)
		}
	}
}
