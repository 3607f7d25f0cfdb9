package web_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

const (
	iban   = "GB29 NWBK 6016 1331 9268 19"
	masked = "GB … 6819"
)

// Protects creators' money on its way out: where it goes is asked before the payout, masked for whoever looks
// over her shoulder, and whole for the operator who pays.
func TestBank_BeforeThePayout(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	b := c.as(c.bo, "Accept-Language", "en")
	if b.page("/earnings").Find("form[action='/payouts']").Length() != 0 {
		t.Error("a payout is offered, and nobody knows where to")
	}
	doc := b.expect(b.post("/payouts", "amount", "5", "once", "abcdef"), http.StatusConflict)
	if !strings.Contains(doc.Find("[role=alert]").Text(), "bank account") {
		t.Errorf("without an account it says %q", doc.Find("[role=alert]").Text())
	}
	doc = b.expect(b.post("/account/bank", "holder", "Bo Käse", "iban", "DE89 3704 0044 0532 0130 01"), http.StatusUnprocessableEntity)
	if !strings.Contains(doc.Find("[role=alert]").Text(), "IBAN") || doc.Find("input[name=holder]").AttrOr("value", "") != "Bo Käse" || doc.Find("input[name=iban]").AttrOr("value", "") == "" {
		t.Error("a slip is not said, or what was written is lost")
	}
	b.leads(b.post("/account/bank", "holder", "Bo Käse", "iban", iban), "/earnings?done=bank")
	for _, path := range []string{"/earnings", "/account/bank"} {
		if text := b.page(path).Find("main").Text(); !strings.Contains(text, masked) || strings.Contains(text, "NWBK") {
			t.Errorf("%s shows %s", path, text)
		}
	}
	b.leads(b.post("/payouts", "amount", "5", "once", "abcdef"), "/earnings?done=payout")
	if text := c.operator("en").page("/admin/payouts").Find("main").Text(); !strings.Contains(text, iban) || !strings.Contains(text, "Bo Käse") {
		t.Errorf("the operator is to pay to %s", text)
	}
	b.leads(b.post("/account/bank", "do", "remove"), "/earnings?done=bank")
	if text := b.page("/account/bank").Find("main").Text(); strings.Contains(text, masked) {
		t.Error("it is not forgotten")
	}
}

// Stops whoever has found an open session from sending her money to himself: the page and its form ask for
// the person anew, and nothing is changed before.
func TestBank_ThiefOfASessionIsAskedWhoHeIs(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	b := c.as(c.bo)
	b.leads(b.post("/account/bank", "holder", "Bo", "iban", iban), "/earnings?done=bank")
	c.set(c.now().Add(16 * time.Minute))
	b.leads(b.get("/account/bank"), "/account/confirm?next=%2Faccount%2Fbank")
	for _, form := range [][]string{{"holder", "Mallory", "iban", "NO9386011117947"}, {"do", "remove"}} {
		b.leads(b.post("/account/bank", form...), "/account/confirm?next=%2Faccount%2Fbank")
	}
	if known, err := c.BankAccount(t.Context(), c.bo.ID); err != nil || known.Holder != "Bo" {
		t.Errorf("it is %+v, %v", known, err)
	}
	if w := c.browser().post("/account/bank", "holder", "x", "iban", iban); w.Code != http.StatusSeeOther || !strings.HasPrefix(w.Header().Get("Location"), "/sign-in") {
		t.Errorf("a stranger gets %d, %s", w.Code, fmt.Sprint(w.Header()))
	}
}
