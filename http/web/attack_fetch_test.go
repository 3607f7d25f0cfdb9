package web_test

import (
	"context"
	"net/http"
	"testing"

	"obolus"
	"obolus/app"
	"obolus/http/web"
)

// reader counts how often somebody else's server would have been asked.
type reader struct{ asked int }

func (r *reader) Describe(context.Context, string) (obolus.Description, error) {
	r.asked++
	return obolus.Description{}, nil
}

// Stops an account from being a way to make this instance ask somebody else's server without end, by the field
// that reads feeds; the field itself goes on working, by the feed's address alone.
func TestLookup_AsksOthersOnlySoOften(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	b := c.as(c.ada)
	mux, pages := http.NewServeMux(), &reader{}
	var _ app.PageReader = pages
	must(t, web.Register(mux, web.Config{App: c.App, BaseURL: c.base, Pages: pages}))
	c.handler = mux
	for range 200 {
		b.page("/things/lookup?platform=feed&url=https://victim.example/feed.xml")
	}
	if pages.asked == 0 || pages.asked > 60 {
		t.Errorf("the victim was asked %d times", pages.asked)
	}
	asked := pages.asked
	c.browser().page("/things/lookup?platform=feed&url=https://victim.example/feed.xml")
	if pages.asked != asked {
		t.Error("somebody who is not signed in has a feed read")
	}
}
