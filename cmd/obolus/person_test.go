package main

import (
	"strings"
	"testing"

	"obolus/money"
)

// A token is shown once; a link leads to the sign-in page of the instance.
func TestPerson_Secrets(t *testing.T) {
	d := newDesk(t)
	d.must("person", "add", "Ada")
	token := strings.TrimSpace(d.must("person", "token", "ada"))
	if token == strings.TrimSpace(d.must("person", "token", "ada")) || !strings.HasPrefix(token, "obolus_") {
		t.Errorf("the token is %q", token)
	}
	link := d.must("person", "link", "ada", "--base-url", "https://obolus.example/")
	if !strings.HasPrefix(link, "https://obolus.example/signin/obolus_") {
		t.Errorf("the link is %q", link)
	}
	d.must("person", "suspend", "ADA")
	var people []map[string]any
	d.reads(&people, "person", "list")
	if len(people) != 1 || people[0]["suspended_at"] != "2026-10-15T12:00:00.000Z" || people[0]["funds"] != "0.000000" {
		t.Errorf("listed: %v", people)
	}
	if out := d.must("person", "list"); !strings.Contains(out, "suspended 2026-10-15") {
		t.Errorf("listed:\n%s", out)
	}
	d.must("person", "reinstate", "Ada")
	d.must("person", "token", "ada", "--label", "my phone")
	var tokens []struct{ Token, Label string }
	d.reads(&tokens, "person", "tokens", "ada")
	if len(tokens) != 3 || strings.Contains(d.must("person", "tokens", "ada"), token) {
		t.Errorf("her tokens are %v", tokens)
	}
	for _, listed := range tokens {
		if listed.Label == "my phone" {
			d.must("person", "revoke", "ada", listed.Token)
		}
	}
	if out := d.must("person", "tokens", "ada"); strings.Contains(out, "my phone") || strings.Count(out, "\n") != 3 {
		t.Errorf("after the end of one her tokens are\n%s", out)
	}
}

// A pending deposit is no funds until it is decided, and is decided once.
func TestDeposit_Pending(t *testing.T) {
	d := newDesk(t)
	d.must("person", "add", "Ada")
	d.must("deposit", "Ada", "20", "--pending", "--reference", "debit-1")
	var p []listedPerson
	d.reads(&p, "person", "list")
	if p[0].Funds != 0 || p[0].Pending != 20*money.Unit {
		t.Errorf("pending: %+v", p[0])
	}
	d.must("deposit", "decide", "debit-1", "cleared")
	d.must("deposit", "decide", "debit-1", "cleared")
	d.reads(&p, "person", "list")
	if p[0].Funds != 19*money.Unit || p[0].Pending != 0 {
		t.Errorf("cleared: %+v", p[0])
	}
	if r := d.run("deposit", "decide", "debit-1", "failed"); r.code != 1 {
		t.Errorf("the opposite: exit %d", r.code)
	}
}
