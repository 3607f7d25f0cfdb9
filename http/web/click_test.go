package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"obolus"
	"obolus/app"
	"obolus/money"
)

// Protects the path of somebody who is new: sign-in, top-up, and the click completed at its end (R13).
func TestClick_IsCompletedAfterSignInAndTopUp(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	b := c.browser()
	b.leads(b.post("/clicks", "url", "https://new.example/post", "title", "A post"), "/sign-in?next=")
	link, err := c.NewCredential(t.Context(), c.cem.ID, app.Link, "")
	must(t, err)
	topUp := b.leads(b.post("/sign-in", "link", link), "/top-up?") // without asking again
	doc := b.page(topUp)
	if doc.Find(".notice.test").Length() != 1 {
		t.Error("test money is not called test money")
	}
	form := map[string]string{"budget": "5.00", "amount": "own", "amount_own": "12,50"}
	for _, name := range []string{"once", "url", "title"} {
		form[name] = doc.Find("form.card input[name="+name+"]").AttrOr("value", "")
	}
	var pairs []string
	for name, value := range form {
		pairs = append(pairs, name, value)
	}
	thing := b.leads(b.post("/top-up", pairs...), "/things/")
	again := b.page(b.leads(b.post("/top-up", pairs...), "/give?")) // pressed twice
	if again.Find("form[action$='/undo']").Length() != 1 {
		t.Error("who has pressed twice is not told that the click is there")
	}
	if doc := b.page(thing); doc.Find(".clicked").Length() != 1 || doc.Find(".notice.done").Length() != 1 {
		t.Error("the thing does not show the click")
	}
	balances, err := c.Balances(t.Context(), c.cem.ID)
	must(t, err)
	if balances.Funds != 11_875_000 || c.clicks(c.cem) != 1 {
		t.Errorf("Cem has %s and %d clicks", balances.Funds, c.clicks(c.cem))
	}
	p, err := c.Person(t.Context(), c.cem.ID)
	if err != nil || p.Budget != 5*money.Unit {
		t.Errorf("her budget is %s, %v", p.Budget, err)
	}
}

// Protects the state of the button: clicked, undone, one's own, and each form twice.
func TestThing_ClickAndUndo(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	b := c.as(c.ada)
	path := fmt.Sprint("/things/", c.song.Thing.ID)
	undo := b.page(path).Find(".clicked form").AttrOr("action", "")
	for range 2 {
		b.leads(b.post(undo, "month", "2026-10", "next", path), path)
	}
	if c.clicks(c.ada) != 1 || b.page(path).Find("form[action='/clicks']").Length() != 1 {
		t.Error("the click is still there")
	}
	for range 2 {
		b.leads(b.post("/clicks", "url", c.song.Thing.URL), path)
	}
	if c.clicks(c.ada) != 2 {
		t.Errorf("Ada has %d clicks", c.clicks(c.ada))
	}
	own := c.as(c.bo)
	if doc := own.page(path); doc.Find("form[action='/clicks']").Length() != 0 {
		t.Error("Bo is asked to support his own song")
	}
	c.fund(c.bo, 5*money.Unit, 10*money.Unit)
	own.expect(own.post("/clicks", "url", c.song.Thing.URL), http.StatusForbidden)
}

// Protects money from impatience: payouts and moves pressed twice happen once, and wrong amounts are
// told on the page of the form.
func TestEarnings_Forms(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	b := c.as(c.bo, "Accept-Language", "sv")
	for _, creator := range []*browser{b, c.as(c.cem)} {
		creator.leads(creator.post("/account/bank", "holder", "Somebody", "iban", iban), "/earnings?done=bank")
	}
	for range 2 {
		b.leads(b.post("/moves", "amount", "1,50", "once", "abc"), "/earnings?done=moved")
		b.leads(b.post("/payouts", "amount", "5", "once", "def"), "/earnings?done=payout")
	}
	balances, err := c.Balances(t.Context(), c.bo.ID)
	must(t, err)
	if balances.Funds != 1_500_000 || balances.Leaving != 5*money.Unit {
		t.Errorf("Bo has %+v", balances)
	}
	if text := b.page("/earnings").Find("main").Text(); !strings.Contains(text, "begärd") {
		t.Errorf("the payout is not listed: %s", text)
	}
	// One a month: the form would only be refused.
	if doc := b.page("/earnings"); doc.Find("form[action='/payouts']").Length() != 0 || !strings.Contains(doc.Find(".sides .card").First().Text(), "5,00") || !strings.Contains(doc.Find(".sides .hint").First().Text(), "1 november 2026") {
		t.Errorf("this month's request is %s", doc.Find(".sides").Text())
	}
	if c.as(c.cem).page("/earnings").Find("form[action='/payouts']").Length() != 1 {
		t.Error("who has not asked cannot ask")
	}
	for path, amounts := range map[string][]string{"/moves": {"", "-1", "0", "abc", "1.234.5", "999999999999999999", "50"}, "/payouts": {"x", "1.005", "70"}} {
		for i, amount := range amounts {
			w := b.post(path, "amount", amount, "once", fmt.Sprint("k", i))
			if w.Code != http.StatusUnprocessableEntity && w.Code != http.StatusConflict {
				t.Errorf("%s of %q gives %d", path, amount, w.Code)
				continue
			}
			if b.expect(w, w.Code).Find("[role=alert]").Length() != 1 {
				t.Errorf("%s of %q does not say what is wrong", path, amount)
			}
		}
	}
	c.set(c.now().AddDate(0, 1, 0))
	if c.as(c.bo).page("/earnings").Find("form[action='/payouts']").Length() != 1 {
		t.Error("a month later she cannot ask again")
	}
}

// Protects the budget's bounds, and the reader's understanding of them.
func TestBudget_Form(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	b := c.as(c.ada, "Accept-Language", "fr")
	b.leads(b.post("/budget", "budget", "own", "budget_own", "7,50"), "/dashboard?done=budget")
	if p, err := c.Person(t.Context(), c.ada.ID); err != nil || p.Budget != 7_500_000 {
		t.Errorf("the budget is %s, %v", p.Budget, err)
	}
	doc := b.expect(b.post("/budget", "budget", "own", "budget_own", "1"), http.StatusUnprocessableEntity)
	if text := doc.Find("[role=alert]").Text(); text != "Un budget mensuel va de 2,00\u00a0€ à 100,00\u00a0€, en centimes entiers." {
		t.Errorf("the page says %q", text)
	}
}

// Protects a suspended person from wondering, and everybody from what is too large or not theirs.
func TestForms_Refusals(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	_, err := c.Suspend(t.Context(), c.ada.ID)
	must(t, err)
	b := c.as(c.ada)
	b.expect(b.post("/clicks", "url", "https://new.example/"), http.StatusForbidden)
	if b.page("/dashboard").Find(".notice.problem").Length() != 1 {
		t.Error("a suspended person is not told")
	}
	for _, bytes := range []int{20_000, 2_000_000} { // the second is refused by its length, unread
		page := b.expect(b.send(http.MethodPost, "/clicks", url.Values{"url": {strings.Repeat("x", bytes)}}), http.StatusRequestEntityTooLarge)
		if page.Find("h1").Length() != 1 {
			t.Errorf("a form of %d bytes is not refused by a page", bytes)
		}
	}
	b.expect(b.post("/payouts", "amount", "1"), http.StatusBadRequest)
	out := c.browser()
	for _, path := range []string{"/budget", "/payouts", "/moves", "/top-up", fmt.Sprintf("/clicks/%d/undo", c.song.Click.ID)} {
		out.leads(out.post(path), "/sign-in")
	}
	if c.clicks(c.ada) != 2 || obolus.MonthOf(c.now()) != 202610 {
		t.Error("somebody who is not signed in changed something")
	}
}
