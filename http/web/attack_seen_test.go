package web_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"obolus/testpg"
)

// Stops strangers from reading the names of those who only give, number by number, on the page that takes
// reports.
func TestReport_TellsNoNamesOfPeopleWithoutAPage(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	b := c.browser()
	for path, w := range map[string]int{fmt.Sprint("/people/", c.ada.ID): 404, fmt.Sprint("/reports/new?person=", c.ada.ID): 404,
		fmt.Sprint("/reports/new?person=", c.bo.ID): 200} {
		answer := b.get(path)
		if answer.Code != w || strings.Contains(answer.Body.String(), c.ada.Name) {
			t.Errorf("%s is answered with %d", path, answer.Code)
		}
	}
	if w := b.post("/reports", "person", fmt.Sprint(c.ada.ID), "kind", "spam"); w.Code != http.StatusNotFound {
		t.Errorf("a report about somebody without a page is answered with %d", w.Code)
	}
}

// Stops whoever uses the same browser next from making the click that somebody else wanted in it.
func TestSignOut_ForgetsTheWish(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	b := c.as(c.cem)
	b.leads(b.post("/give", "url", wantedURL), "/top-up?")
	b.leads(b.post("/sign-out"), "/")
	link, err := c.NewCredential(t.Context(), c.ada.ID, "link", "")
	must(t, err)
	b.post("/sign-in", "link", link)
	if c.clicks(c.ada) != 2 {
		t.Error("Ada has made the click that Cem wanted")
	}
}

// Stops bytes that PostgreSQL cannot store from being an error of ours.
func TestForms_TakeNoTextThatCannotBeStored(t *testing.T) {
	c := newTownOn(t, "http://localhost:8080", testpg.URL(t))
	b := c.as(c.ada)
	for _, text := range []string{"\x00", "\xff", "new.example\x00"} {
		for path, fields := range map[string][]string{"/give/ask": {"site"}, "/account/sessions/end": {"session"}, "/account/passkeys/remove": {"passkey"},
			"/profile": {"text"}, "/reports": {"text", "kind"}, "/account/email": {"email"}, "/account/bank": {"holder", "iban"}, "/account/confirm": {"password", "code", "ceremony"},
			"/give": {"title", "origin"}, "/clicks": {"title"}, "/top-up": {"title", "url"}, "/sign-in/password": {"email", "password"}} {
			form := []string{"thing", fmt.Sprint(c.song.Thing.ID), "url", "https://new.example/post", "once", "x"}
			for _, field := range fields {
				form = append(form, field, text)
			}
			if w := b.post(path, form...); w.Code >= 500 {
				t.Errorf("%s with %q in %v is answered with %d", path, text, fields, w.Code)
			}
		}
	}
}
