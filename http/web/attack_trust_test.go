package web_test

import (
	"net/url"
	"strings"
	"testing"

	"obolus/money"
)

// Stops one of many who have pages on a host from using that a supporter trusts the host: a link in a page of
// his there must not support him without a question.
func TestGive_TrustIsNotSharedByThoseWhoShareAHost(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	must(t, c.TrustSite(t.Context(), c.ada.ID, "github.com")) // by a form that was sent before, or is forged by herself
	b := c.as(c.ada)
	opened(b, "https://github.com")
	doc := b.page("/give?window=1&origin=https://github.com&url=https://github.com/mallory/readme")
	if doc.Find("[data-auto]").Length() != 0 {
		t.Error("Mallory's page on a host of many is supported without asking")
	}
	b = c.as(c.ada)
	if b.page("/give?url=https://gitlab.com/mallory").Find("input[name=trust]").Length() != 0 {
		t.Error("she is offered not to be asked again for all of a host of many")
	}
	b.post("/give", "url", "https://gitlab.com/bea", "trust", "yes")
	if trusts, err := c.TrustsSite(t.Context(), c.ada.ID, "gitlab.com"); err != nil || trusts {
		t.Errorf("a host of many is trusted: %v, %v", trusts, err)
	}
	if b.page("/give?url=https://new.example/post").Find("input[name=trust]").Length() != 1 {
		t.Error("a site of its own cannot be trusted")
	}
}

// Stops links to the top-up from naming a click that nobody has confirmed, under a title of their choice.
func TestTopUp_MakesNoClickThatWasNotConfirmed(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	for name, who := range map[string]*browser{"with money": c.as(c.ada), "without": c.as(c.cem)} {
		doc := who.page("/top-up?url=https://evil.example/x&title=Your+encyclopedia")
		form := []string{"budget", "10", "amount", "10"}
		for _, field := range []string{"once", "url", "title"} {
			form = append(form, field, doc.Find("form.card input[name="+field+"]").AttrOr("value", ""))
		}
		to := who.leads(who.post("/top-up", form...), "/give?")
		if !strings.Contains(to, url.QueryEscape("https://evil.example/x")) {
			t.Errorf("%s: she is led to %s", name, to)
		}
	}
	if c.clicks(c.ada) != 2 || c.clicks(c.cem) != 0 {
		t.Errorf("there are %d and %d clicks", c.clicks(c.ada), c.clicks(c.cem))
	}
	if b, err := c.Balances(t.Context(), c.cem.ID); err != nil || b.Funds < 9*money.Unit {
		t.Errorf("the deposit itself is lost: %+v, %v", b, err)
	}
}
