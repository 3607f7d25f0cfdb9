package app_test

import (
	"strings"
	"testing"
	"time"

	"obolus"
	"obolus/app"
	"obolus/money"
)

const iban = "DE89 3704 0044 0532 0130 00"

// Protects earnings from whoever took a session: where they go needs the person anew, and she hears of it.
func TestSetBankAccount_NeedsStepUp(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		ada, session := w.join("Ada", "ada@example.org")
		w.must(w.SetBankAccount(ctx, session, " Ada  Öberg ", iban))
		w.letter(app.BankLetter, "ada@example.org")
		b, err := w.BankAccount(ctx, ada.ID)
		w.must(err)
		if b.Holder != "Ada Öberg" || b.IBAN != "DE89370400440532013000" || !b.ChangedAt.Equal(w.Now()) {
			t.Errorf("it is %+v", b)
		}
		w.clock.set(w.clock.now().Add(16 * time.Minute))
		refused(t, w.SetBankAccount(ctx, session, "Mallory", "NO9386011117947"), obolus.Forbidden, "step_up")
		refused(t, w.RemoveBankAccount(ctx, session), obolus.Forbidden, "step_up")
		w.must(w.StepUp(ctx, session, password, "", "192.0.2.1"))
		refused(t, w.SetBankAccount(ctx, session, "", iban), obolus.Invalid, "invalid_holder")
		refused(t, w.SetBankAccount(ctx, session, strings.Repeat("é", 71), iban), obolus.Invalid, "invalid_holder")
		refused(t, w.SetBankAccount(ctx, session, "Ada", "DE89 3704 0044 0532 0130 01"), obolus.Invalid, "iban_wrong")
		if again, err := w.BankAccount(ctx, ada.ID); err != nil || again != b {
			t.Errorf("after refusals it is %+v, %v", again, err)
		}
		w.must(w.RemoveBankAccount(ctx, session))
		w.letter(app.BankLetter, "ada@example.org")
		_, err = w.BankAccount(ctx, ada.ID)
		refused(t, err, obolus.NotFound, "bank_account_none")
	})
}

// Protects a payout under way from a later change: it goes where she said when she asked for it.
func TestPayout_KeepsItsAccount(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		bob, session := w.join("Bob", "bob@example.org")
		_, err := w.Claim(ctx, bob.ID, "domain:bob.example")
		w.must(err)
		ada := supporter(t, w.App, "Ada", 5*money.Unit, 10*money.Unit)
		click(t, w.App, ada, "https://bob.example/")
		w.must(w.SetBankAccount(ctx, session, "Bob", iban))
		month := obolus.MonthOf(w.clock.now())
		w.clock.set(w.clock.now().AddDate(0, 1, 0))
		_, err = w.CloseMonth(ctx, month, app.CloseOptions{})
		w.must(err)
		asked, err := w.AskPayout(ctx, app.NewPayout{Person: bob.ID, Rail: "bank"})
		w.must(err)
		w.must(w.StepUp(ctx, session, password, "", "192.0.2.1"))
		w.must(w.SetBankAccount(ctx, session, "Bob & Söhne", "NO9386011117947"))
		all, err := w.PayoutsOf(ctx, bob.ID, 10)
		w.must(err)
		kept := all[0]
		if kept.Account.IBAN != "DE89370400440532013000" || kept.Account.Holder != "Bob" || kept.Account != asked.Account {
			t.Errorf("the payout goes to %+v, asked was %+v", kept.Account, asked.Account)
		}
		approved, err := w.ApprovePayout(ctx, asked.ID)
		w.must(err)
		if approved.Account != asked.Account {
			t.Errorf("approved it goes to %+v", approved.Account)
		}
		_, err = w.PayoutPaid(ctx, asked.ID, "bank-17")
		w.must(err)
		w.must(w.Leave(ctx, bob.ID, w.balances(bob).Earnings))
		all, err = w.PayoutsOf(ctx, bob.ID, 10)
		w.must(err)
		if all[0].Account.Holder != "" || all[0].Account.IBAN != "" || all[0].Amount != asked.Amount {
			t.Errorf("after she has left the books say %+v", all[0])
		}
		_, err = w.BankAccount(ctx, bob.ID)
		refused(t, err, obolus.NotFound, "bank_account_none")
	})
}

// Protects who is paid by hand, and everybody from a dead end: a payout that was asked for without an account gets
// the one that she gives then.
func TestPayout_GetsAnAccountLater(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		bob, session := w.join("Bob", "bob@example.org")
		_, err := w.Claim(ctx, bob.ID, "domain:bob.example")
		w.must(err)
		ada := supporter(t, w.App, "Ada", 5*money.Unit, 10*money.Unit)
		click(t, w.App, ada, "https://bob.example/")
		month := obolus.MonthOf(w.clock.now())
		w.clock.set(w.clock.now().AddDate(0, 1, 0))
		_, err = w.CloseMonth(ctx, month, app.CloseOptions{})
		w.must(err)
		asked, err := w.AskPayout(ctx, app.NewPayout{Person: bob.ID, Rail: "bank"})
		w.must(err)
		if asked.Account != (obolus.BankAccount{}) {
			t.Errorf("it has the account %+v", asked.Account)
		}
		w.must(w.StepUp(ctx, session, password, "", "192.0.2.1"))
		for _, holder := range []string{"bob", "Bob"} { // the first account is the payout's; the second corrects its name for later ones
			w.must(w.SetBankAccount(ctx, session, holder, iban))
		}
		all, err := w.PayoutsOf(ctx, bob.ID, 10)
		w.must(err)
		known, err := w.BankAccount(ctx, bob.ID)
		w.must(err)
		if all[0].Account.IBAN != "DE89370400440532013000" || all[0].Account.Holder != "bob" || known.Holder != "Bob" {
			t.Errorf("the payout goes to %+v, known is %+v", all[0].Account, known)
		}
	})
}
