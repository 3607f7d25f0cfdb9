package web_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"obolus"
	"obolus/app"
	"obolus/http/button"
	"obolus/http/server"
	"obolus/http/web"
	"obolus/money"
	"obolus/pay/testpay"
)

// shot is a page to draw, as somebody sees it.
type shot struct {
	name, path string
	as         *obolus.Person
}

// scene is a town in which every page has something to show, and the pages to draw.
func scene(c *town) []shot {
	c.past()
	for i, l := range liked {
		c.set(c.now().AddDate(0, 0, i%2))
		c.give(c.ada, l.address, l.title)
	}
	c.discovered(gallery{obolus.Description{Picture: "https://cdn.example/x.png", Payees: []obolus.Payee{{Name: "github:alice", Markup: obolus.MarkupObolus}}}})
	rich, op, lost := c.person("Many Clicks"), c.person("Olga Operator"), c.person("Nobody Special")
	c.fund(rich, 20*money.Unit, 60*money.Unit)
	for i := range 500 {
		c.give(rich, fmt.Sprintf("https://site%d.example/%d", i%60, i), fmt.Sprintf("Post number %d", i))
	}
	c.shelve()
	confirm := c.office(&op, &lost)
	gone := c.person("Gone")
	_, err := c.Claim(c.t.Context(), gone.ID, "domain:gone.example")
	must(c.t, err)
	left := c.give(c.ada, "https://gone.example/last", "The last letter")
	must(c.t, c.Leave(c.t.Context(), gone.ID, 0))
	running := "/statements/" + obolus.MonthOf(c.now()).String()
	return []shot{
		{"front", "/", nil}, {"dashboard", "/dashboard", &c.ada}, {"empty", "/dashboard", &c.cem}, {"many", "/dashboard", &rich},
		{"earnings", "/earnings", &c.bo}, {"noearnings", "/earnings", &c.cem},
		{"statements", "/statements", &c.ada}, {"statement", "/statements/2026-09", &c.ada}, {"received", "/statements/2026-09", &c.bo},
		{"manystatement", running, &rich}, {"nostatement", running, &c.cem}, {"nothingstatement", "/statements/2013-05", &c.ada}, {"trail", fmt.Sprint("/clicks/", c.first.Click.ID), &c.ada},
		{"gone", fmt.Sprint("/things/", left.Thing.ID), &c.ada}, {"gonegive", "/give?window=1&url=https://gone.example/last", &c.ada},
		{"thing-operator", fmt.Sprint("/things/", c.song.Thing.ID), &op},
		{"thing", fmt.Sprint("/things/", c.waits.Thing.ID), &c.cem}, {"clicked", fmt.Sprint("/things/", c.song.Thing.ID), &c.ada},
		{"topup", "/top-up?url=https://wait.example/b&title=Something+to+read", &c.cem}, {"toppingup", "/top-up", &c.ada}, {"error", "/nowhere", nil},
		{"discover", "/things", nil}, {"popular", "/popular", nil}, {"trending", "/trending", nil}, {"search", "/search?q=brev", nil},
		{"nosearch", "/search?q=zebra", nil}, {"noshelf", "/things?category=video", nil}, {"problem", "/things/lookup?url=ftp://x", nil},
		{"person", fmt.Sprint("/people/", c.bo.ID), &c.ada}, {"profile", fmt.Sprint("/people/", c.ada.ID), &c.ada},
		{"edit", fmt.Sprint("/things/", c.song.Thing.ID, "/edit"), &c.bo}, {"get", "/get?url=https://bo.example/song&title=Ein+Lied", nil}, {"noget", "/get", nil},
		{"bank", "/account/bank", &c.bo}, {"give", "/give?url=https://new.example/x&title=A+post", &c.ada}, {"stranger", "/give?window=1&url=https://new.example/x&title=A+post", nil},
		{"giving", "/give?window=1&origin=https://wait.example&url=https://wait.example/new&title=A+post", &c.ada}, {"given", "/give?window=1&url=https://bo.example/song", &c.ada},
		{"signin", "/sign-in", nil}, {"link", "/sign-in?link=x", nil}, {"code", "/sign-in/code", nil}, {"signup", "/sign-up", nil}, {"waitinglist", "/waiting-list", nil},
		{"confirm", confirm, nil}, {"sent", "/sent", nil}, {"account", "/account", &c.ada}, {"stepup", "/account/confirm", &c.ada}, {"leave", "/account/data", &c.ada},
		{"report", fmt.Sprint("/reports/new?thing=", c.song.Thing.ID), nil}, {"reported", fmt.Sprint("/reports/new?sent=yes&thing=", c.song.Thing.ID), nil},
		{"reportwhere", "/reports/new", nil}, {"suspended", "/dashboard", &lost}, {"imprint", "/imprint", nil},
		{"admin", "/admin", &op}, {"admin-reports", "/admin/reports", &op}, {"admin-noreports", "/admin/reports?state=upheld", &op},
		{"admin-things", "/admin/things", &op}, {"admin-people", "/admin/people", &op}, {"admin-months", "/admin/months", &op}, {"admin-payouts", "/admin/payouts", &op},
		{"admin-nopayouts", "/admin/payouts?state=paid", &op}, {"admin-waiting", "/admin/waiting", &op}, {"admin-jobs", "/admin/jobs", &op},
		{"admin-settings", "/admin/settings", &op}, {"admin-audit", "/admin/audit", &op},
	}
}

// past lets some months go by in which Ada gives Bo more and more, so that there are bars to look at.
func (c *town) past() {
	_, err := c.Deposit(c.t.Context(), app.Payment{Person: c.ada.ID, Provider: "test", Reference: "winter", Gross: 40 * money.Unit, State: obolus.DepositCleared})
	must(c.t, err)
	for i, toBo := range []int{2, 5, 3, 8, 9} {
		for n := range 10 {
			site := "bo.example"
			if n >= toBo {
				site = "wait.example"
			}
			c.give(c.ada, fmt.Sprintf("https://%s/%d/%d", site, i, n), fmt.Sprintf("Letter number %d", n+10*i+1))
		}
		month := obolus.MonthOf(c.now())
		c.set(time.Date(c.now().Year(), c.now().Month()+1, 3, 18, 5, 0, 0, time.UTC))
		_, err := c.CloseMonth(c.t.Context(), month, app.CloseOptions{})
		must(c.t, err)
	}
	c.song = c.give(c.ada, "https://bo.example/song", "")
}

// office fills what an operator sees, and returns the page of a letter that nobody has answered.
func (c *town) office(op, lost *obolus.Person) (confirm string) {
	ctx := c.t.Context()
	var err error
	*op, err = c.SetOperator(ctx, op.ID, true)
	must(c.t, err)
	deeds := app.Doing(ctx, app.Deed{Operator: op.ID, Action: "person.suspend", Subject: lost.Name, Detail: "Sent the same link two hundred times."})
	*lost, err = c.Suspend(deeds, lost.ID)
	must(c.t, err)
	for _, set := range [][2]string{
		{"contact", "help@obolus.example"}, {"terms", "Be kind."}, {"privacy", "We keep what the books need, and nothing else."},
		{"imprint", "Small Thanks e. V.\nHafenstraße 7\n20359 Hamburg\n\nWrite to https://obolus.example/contact, we read everything. This instance is run by eleven people in their evenings, and it pays its own way from the fee on what is paid in."},
	} {
		_, err = c.SetSetting(app.Doing(ctx, app.Deed{Operator: op.ID, Action: "setting." + set[0], Subject: set[0], Detail: set[1]}), set[0], set[1])
		must(c.t, err)
	}
	for _, n := range []app.NewReport{
		{From: "192.0.2.1", Reporter: c.ada.ID, Thing: c.waits.Thing.ID, Kind: obolus.ReportNotTheirs, Text: "This text is mine: I wrote it in 2019, and it was copied here word for word, pictures and all."},
		{From: "192.0.2.2", Person: c.cem.ID, Kind: obolus.ReportSpam},
	} {
		_, err = c.Report(ctx, n)
		must(c.t, err)
	}
	_, err = c.AskPayout(ctx, app.NewPayout{Person: c.bo.ID, Rail: "bank", Once: app.Once{Key: "picture"}})
	must(c.t, err)
	for _, email := range []string{"first.in.line@example.org", "a-rather-long-name.with-parts@mail.somewhere.example", "later@example.org"} {
		must(c.t, c.Wait(ctx, email, "en", "192.0.2.3"))
		_, confirm = c.letter()
		if email != "later@example.org" {
			c.browser().post(confirm)
		}
	}
	return confirm
}

// pictured is the town's door with work that happens by itself, one part of which does not.
func (c *town) pictured() http.Handler {
	mux := http.NewServeMux()
	metrics := server.NewMetrics(c.Now)
	jobs := func(context.Context) ([]web.Job, error) {
		return []web.Job{{Name: "close", Key: "2026-09", State: "done", Due: c.now().Add(-300 * time.Hour), DoneAt: c.now().Add(-299 * time.Hour)},
			{Name: "mail", State: "waiting", Due: c.now().Add(time.Minute)},
			{Name: "escrow", Key: "2026-04", State: "failing", Due: c.now().Add(-time.Hour), LastError: "returning escrow of 2026-04: the database is locked"}}, nil
	}
	script, integrity := button.Script()
	must(c.t, button.Register(mux, button.Config{App: c.App, BaseURL: c.base}))
	must(c.t, web.Register(mux, web.Config{App: c.App, BaseURL: c.base, Metrics: metrics, Payments: testpay.Provider{}, Passkeys: c.party(), Jobs: jobs, Script: script, ScriptIntegrity: integrity}))
	return server.Wrap(mux, slog.New(slog.DiscardHandler), metrics)
}
