package api_test

import (
	"fmt"
	"strings"
	"testing"

	"obolus/money"
	"obolus/store"
	"obolus/store/storetest"
)

const song = `{"url":"http://Example.org/song/?utm_source=x","title":"Lied für Ünïcode"}`

// Protects the promise of a click: 201 once, 200 with the same click again, counted once, undone
// until the month ends.
func TestClick(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		_, ada := w.person("Ada", 10*money.Unit, 20*money.Unit)
		_, bob := w.person("Bob", 10*money.Unit, 20*money.Unit)

		first := w.ask(ada, "POST", "/api/v1/clicks", song).is(201, "month", `"2026-10"`, "clicked_at", `"2026-10-05T09:30:00.000Z"`,
			"thing.url", `"https://example.org/song"`, "thing.title", `"Lied für Ünïcode"`)
		w.at("2026-10-06T00:00:00Z")
		w.ask(ada, "POST", "/api/v1/clicks", `{"url":"https://example.org/song"}`).is(200, "id", first.at("id"), "clicked_at", `"2026-10-05T09:30:00.000Z"`)
		w.ask(bob, "POST", "/api/v1/clicks", song).is(201, "thing.id", first.at("thing.id"))

		location := first.Header().Get("Location")
		if location != "/api/v1/things/"+first.at("thing.id") {
			t.Errorf("the location is %q", location)
		}
		w.ask("", "GET", location, "").is(200, "clicks", "2", "recipient.name", `"domain:example.org"`, "recipient.claimed", "false", "title", `"Lied für Ünïcode"`)
		w.ask(ada, "GET", "/api/v1/me/clicks", "").is(200, "clicks.0.id", first.at("id"), "clicks.0.recipient.name", `"domain:example.org"`, "clicks.1", "missing", "next", "null")

		undo := "/api/v1/clicks/" + first.at("id")
		w.ask(bob, "DELETE", undo, "").is(404, "code", `"click_unknown"`) // somebody else's looks like none
		w.ask(ada, "DELETE", undo, "").is(204)
		w.ask(ada, "DELETE", undo, "").is(404)
		w.ask("", "GET", location, "").is(200, "clicks", "1")
		w.ask(ada, "GET", "/api/v1/me/clicks", "").is(200, "clicks", "[]")

		again := w.ask(ada, "POST", "/api/v1/clicks", song).is(201)
		w.at("2026-11-01T00:00:00Z")
		w.ask(ada, "DELETE", "/api/v1/clicks/"+again.at("id"), "").is(404) // the month has ended
		w.ask(ada, "POST", "/api/v1/clicks", song).is(201, "month", `"2026-11"`)
		w.ask(ada, "GET", "/api/v1/me/clicks?month=2026-10", "").is(200, "month", `"2026-10"`, "clicks.0.id", again.at("id"))
	})
}

// Protects the reasons of a refusal, by which a client leads people on.
func TestClick_Refused(t *testing.T) {
	w := onSQLite(t)
	poor, poorToken := w.person("Poor", 10*money.Unit, 0)
	_, unset := w.person("Unset", 0, 20*money.Unit)
	frozen, frozenToken := w.person("Frozen", 10*money.Unit, 20*money.Unit)
	_, err := w.app.Suspend(t.Context(), frozen.ID)
	w.must(err)
	_, err = w.app.Claim(t.Context(), poor.ID, "domain:example.org")
	w.must(err)
	w.ask(poorToken, "POST", "/api/v1/clicks", `{"url":"https://example.com/"}`).is(402, "code", `"no_funds"`)
	w.ask(unset, "POST", "/api/v1/clicks", song).is(402, "code", `"no_budget"`)
	w.ask(frozenToken, "POST", "/api/v1/clicks", song).is(403, "code", `"suspended"`)
	w.ask(poorToken, "POST", "/api/v1/clicks", song).is(403, "code", `"own_thing"`)
	w.ask(frozenToken, "GET", "/api/v1/me", "").is(200, "suspended", "true")

	metrics := w.ask("", "GET", "/metrics", "").Body.String()
	for _, code := range []string{"no_funds", "no_budget", "suspended", "own_thing"} {
		if !strings.Contains(metrics, fmt.Sprintf(`obolus_clicks_refused_total{code=%q} 1`, code)) {
			t.Errorf("the metrics do not count %s", code)
		}
	}
	if strings.Contains(metrics, "clicks_accepted_total 1") || strings.Contains(metrics, "Poor") || strings.Contains(metrics, "example.org") {
		t.Error("the metrics count or name what they should not")
	}
}

// Protects clients that repeat a request because the answer was lost.
func TestClick_Once(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		_, ada := w.person("Ada", 10*money.Unit, 20*money.Unit)
		_, bob := w.person("Bob", 10*money.Unit, 20*money.Unit)
		key := "Idempotency-Key: 4f1c!~"
		first := w.ask(ada, "POST", "/api/v1/clicks", song, key).is(201)
		w.at("2026-10-05T09:31:00Z")
		second := w.ask(ada, "POST", "/api/v1/clicks", song, key).is(201) // as the first time
		spaced := w.ask(ada, "POST", "/api/v1/clicks", `{ "title":"Lied für Ünïcode", "url":"http://Example.org/song/?utm_source=x" }`, key).is(201)
		if first.Body.String() != second.Body.String() || first.Body.String() != spaced.Body.String() {
			t.Errorf("the answers differ: %s, %s and %s", first.Body, second.Body, spaced.Body)
		}
		w.ask(ada, "POST", "/api/v1/clicks", `{"url":"https://example.org/other"}`, key).is(422, "code", `"idempotency_key_reused"`, "errors.0.field", `"Idempotency-Key"`)
		w.ask(ada, "POST", "/api/v1/me/moves", `{"amount":"1"}`, key).is(422, "code", `"idempotency_key_reused"`, "errors.0.field", `"Idempotency-Key"`)
		w.ask(bob, "POST", "/api/v1/clicks", `{"url":"https://example.org/other"}`, key).is(201) // keys are each person's own
		w.ask(ada, "DELETE", "/api/v1/clicks/"+first.at("id"), "").is(204)
		w.ask(ada, "POST", "/api/v1/clicks", song, key).is(201, "id", first.at("id"))
		w.ask(ada, "GET", "/api/v1/me/clicks", "").is(200, "clicks", "[]") // the stored answer did not click again
		if got := w.ask("", "GET", "/metrics", "").Body.String(); !strings.Contains(got, "obolus_clicks_accepted_total 2\n") {
			t.Error("the metrics do not count two clicks")
		}
	})
}

// Protects lists that are walked while they grow: nothing is left out, nothing comes twice.
func TestClicks_Pages(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		_, ada := w.person("Ada", 10*money.Unit, 20*money.Unit)
		for i := range 7 {
			if i%2 == 0 { // two clicks share each millisecond
				w.clock.Add(1)
			}
			w.ask(ada, "POST", "/api/v1/clicks", fmt.Sprintf(`{"url":"https://example.org/%d"}`, i)).is(201)
		}
		var seen []string
		path := "/api/v1/me/clicks?month=2026-10&limit=3"
		for path != "" {
			a := w.ask(ada, "GET", path, "").is(200)
			for _, c := range a.json().(map[string]any)["clicks"].([]any) {
				seen = append(seen, c.(map[string]any)["thing"].(map[string]any)["url"].(string))
			}
			if len(seen) > 7 {
				t.Fatalf("the pages never end: %s", seen)
			}
			link := a.Header().Get("Link")
			if (link == "") != (a.at("next") == "null") {
				t.Fatalf("Link is %q and next %s", link, a.at("next"))
			}
			path, _, _ = strings.Cut(strings.TrimPrefix(link, "<"), ">")
			w.clock.Add(1)
			w.ask(ada, "POST", "/api/v1/clicks", fmt.Sprintf(`{"url":"https://example.org/late/%d"}`, len(seen))).is(201)
		}
		want := "https://example.org/6 https://example.org/5 https://example.org/4 https://example.org/3 https://example.org/2 https://example.org/1 https://example.org/0"
		if got := strings.Join(seen, " "); got != want {
			t.Errorf("saw %s", got)
		}
	})
}
