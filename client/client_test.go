package client_test

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"obolus"
	"obolus/app"
	"obolus/client"
	"obolus/http/api"
	"obolus/http/server"
	"obolus/money"
	"obolus/store"
	"obolus/store/storetest"
)

// instance is a running server on a database, with a clock that the test moves.
type instance struct {
	*testing.T
	app   *app.App
	url   string
	clock atomic.Int64 // unix milliseconds
}

func run(t *testing.T, db *store.DB) *instance {
	i := &instance{T: t}
	i.at("2026-10-05T09:30:00Z")
	i.app = app.New(db, func() time.Time { return time.UnixMilli(i.clock.Load()) })
	mux := http.NewServeMux()
	m := server.NewMetrics(time.Now)
	api.Register(mux, i.app, m)
	s := httptest.NewServer(server.Wrap(mux, slog.New(slog.DiscardHandler), m))
	t.Cleanup(s.Close)
	i.url = s.URL
	return i
}

func (i *instance) at(text string) {
	t, err := time.Parse(time.RFC3339, text)
	i.must(err)
	i.clock.Store(t.UnixMilli())
}

func (i *instance) must(err error) {
	i.Helper()
	if err != nil {
		i.Fatal(err)
	}
}

// person returns a client of somebody new with funds.
func (i *instance) person(name string, funds money.Amount) (obolus.Person, *client.Client) {
	i.Helper()
	p, err := i.app.AddPerson(i.Context(), name)
	i.must(err)
	if funds > 0 {
		gross, err := obolus.DefaultSettings().FeeDeposit.GrossFor(funds)
		i.must(err)
		_, err = i.app.Deposit(i.Context(), app.Payment{Person: p.ID, Provider: "test", Reference: name, Gross: gross, State: obolus.DepositCleared})
		i.must(err)
	}
	token, err := i.app.NewCredential(i.Context(), p.ID, app.Token, "")
	i.must(err)
	return p, client.New(i.url+"/", token)
}

// refused checks that err is the server's refusal with a code.
func refused(t *testing.T, err error, status int, code string) {
	t.Helper()
	var e *client.Error
	if !errors.As(err, &e) || e.Status != status || e.Code != code || e.Detail == "" || e.Request == "" {
		t.Errorf("got %#v, want %d %s", err, status, code)
	}
}

func equal[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}

// Protects the whole way from a click to a creator's money, as a program outside sees it.
func TestStory_FromAClickToAPayout(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		i, ctx := run(t, db), t.Context()
		bobPerson, bob := i.person("Bob", 0)
		_, ada := i.person("Ada", 50*money.Unit)
		_, err := i.app.Claim(ctx, bobPerson.ID, "github:bob")
		i.must(err)

		_, _, err = ada.Click(ctx, client.NewClick{URL: "https://github.com/bob/tool"})
		refused(t, err, 402, "no_budget")
		me, err := ada.SetBudget(ctx, 10*money.Unit)
		i.must(err)
		equal(t, "the budget", me.Budget, 10*money.Unit)
		named := false
		click, fresh, err := ada.Click(ctx, client.NewClick{URL: "https://github.com/bob/tool", Title: "A tool", Anonymous: &named, Key: client.NewKey()})
		i.must(err)
		equal(t, "a new click", fresh, true)
		again, fresh, err := ada.Click(ctx, client.NewClick{URL: "http://www.github.com/Bob/tool/"})
		i.must(err)
		equal(t, "the same click again", !fresh && again.ID == click.ID, true)
		for n := range 3 { // one of them for nobody yet, one undone
			click, _, err = ada.Click(ctx, client.NewClick{URL: fmt.Sprintf("https://example.org/%d", n)})
			i.must(err)
		}
		i.must(ada.Undo(ctx, click.ID))
		refused(t, ada.Undo(ctx, click.ID), 404, "click_unknown")
		refused(t, bob.Undo(ctx, again.ID), 404, "click_unknown")
		s, err := ada.Statement(ctx, 202610)
		i.must(err)
		equal(t, "the open month", s.Closed, false)
		equal(t, "its share so far", s.Given.Share, 3_333_333)

		i.at("2026-11-03T00:00:00Z")
		_, err = i.app.CloseMonth(ctx, 202610, app.CloseOptions{})
		i.must(err)
		i.divided(ada, bob)

		_, err = bob.AskPayout(ctx, client.NewPayout{Rail: "bank"})
		refused(t, err, 409, "earnings_short") // held until the 10th
		i.at("2026-11-10T00:00:00Z")
		i.paidOut(bob)
	})
}

// divided checks what both sides see of the closed month.
func (i *instance) divided(ada, bob *client.Client) {
	ctx := i.Context()
	s, err := ada.Statement(ctx, 202610)
	i.must(err)
	equal(i.T, "closed", s.Closed, true)
	equal(i.T, "spent", s.Given.Spent, 9_999_999)
	equal(i.T, "kept", s.Given.Kept, 1)
	equal(i.T, "clicks", len(s.Given.Clicks), 3)
	where := map[string]int{}
	for _, c := range s.Given.Clicks {
		where[c.Whereabouts+" "+c.Recipient.Name]++
		equal(i.T, "worth", c.Worth, 3_333_333)
	}
	equal(i.T, "what is collected", where["collected github:bob"], 1)
	equal(i.T, "what waits", where["waiting domain:example.org"], 2)
	for range 2 { // a sequence can be walked again
		n := 0
		for c, err := range bob.Received(ctx, 202610) {
			i.must(err)
			equal(i.T, "the supporter", c.Supporter, "Ada")
			equal(i.T, "its worth", c.Worth, 3_333_333)
			n++
		}
		equal(i.T, "received clicks", n, 1)
	}
	month, err := client.New(i.url, "").Month(ctx, 202610)
	i.must(err)
	equal(i.T, "the public numbers", month, client.Month{Month: 202610, Closed: true, Supporters: 1, Things: 3, Recipients: 2, Clicks: 3,
		Spent: 9_999_999, Received: 3_333_333, Waiting: 6_666_666})
}

// paidOut moves one euro to the funds and asks for the rest, twice under one key.
func (i *instance) paidOut(bob *client.Client) {
	ctx := i.Context()
	move := client.NewMove{Amount: money.Unit, Key: client.NewKey()}
	for range 2 {
		b, err := bob.MoveEarnings(ctx, move)
		i.must(err)
		equal(i.T, "the balances", b, client.Balances{Funds: money.Unit, Earnings: 2_333_333})
	}
	e, err := bob.Earnings(ctx)
	i.must(err)
	equal(i.T, "payable", e.Payable, 2_330_000)
	equal(i.T, "months", len(e.Months), 1)
	ask := client.NewPayout{Rail: "bank", Key: client.NewKey()}
	first, err := bob.AskPayout(ctx, ask)
	i.must(err)
	equal(i.T, "the amount", first.Amount, 2_330_000)
	equal(i.T, "the state", first.State, obolus.PayoutAsked)
	i.clock.Add(60_000)
	second, err := bob.AskPayout(ctx, ask)
	i.must(err)
	equal(i.T, "the same payout", second, first)
	cent := money.Cent
	_, err = bob.AskPayout(ctx, client.NewPayout{Amount: &cent, Rail: "bank", Key: ask.Key})
	refused(i.T, err, 422, "idempotency_key_reused")
	_, err = i.app.ApprovePayout(ctx, first.ID)
	i.must(err)
	_, err = i.app.PayoutPaid(ctx, first.ID, "SEPA 1")
	i.must(err)
	n := 0
	for p, err := range bob.Payouts(ctx) {
		i.must(err)
		equal(i.T, "the payout", p.State == obolus.PayoutPaid && p.Reference == "SEPA 1" && p.EndedAt != nil, true)
		n++
	}
	equal(i.T, "payouts", n, 1)
}

// Protects long lists: the walk goes over the pages, and ends where the caller ends it.
func TestClicks_WalksPages(t *testing.T) {
	i := run(t, storetest.Open(t, storetest.Ready(t)))
	_, ada := i.person("Ada", 50*money.Unit)
	_, err := ada.SetBudget(t.Context(), 10*money.Unit)
	i.must(err)
	for n := range 203 {
		_, _, err := ada.Click(t.Context(), client.NewClick{URL: fmt.Sprintf("https://example.org/%d", n)})
		i.must(err)
	}
	seen := map[obolus.ClickID]bool{}
	for c, err := range ada.Clicks(t.Context(), 0) {
		i.must(err)
		seen[c.ID] = true
		equal(t, "the recipient", c.Recipient.Name, "domain:example.org")
	}
	equal(t, "clicks", len(seen), 203)
	for range ada.Clicks(t.Context(), 202610) {
		break
	}
}

// Protects callers from answers that are not the API's.
func TestError(t *testing.T) {
	i := run(t, storetest.Open(t, storetest.Ready(t)))
	_, err := client.New(i.url, "obolus_wrong").Me(t.Context())
	refused(t, err, 401, "sign_in")
	found, err := client.New(i.url, "").LookUp(t.Context(), "https://example.org/never")
	i.must(err)
	equal(t, "an unknown thing", found.Thing == nil && found.Recipient.Name == "domain:example.org", true)

	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "7")
		w.WriteHeader(http.StatusBadGateway)
		_, _ = io.WriteString(w, "<html>no")
	}))
	defer proxy.Close()
	_, err = client.New(proxy.URL, "").With(proxy.Client()).Thing(t.Context(), 5)
	var e *client.Error
	if !errors.As(err, &e) || e.Status != 502 || e.Code != "" || e.RetryAfter != 7*time.Second || !e.Temporary() {
		t.Errorf("got %#v", err)
	}
	_, err = client.New("http://127.0.0.1:1", "").Me(t.Context())
	if err == nil || errors.As(err, &e) {
		t.Errorf("no server gave %v", err)
	}
}
