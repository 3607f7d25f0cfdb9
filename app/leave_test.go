package app_test

import (
	"strings"
	"testing"

	"obolus"
	"obolus/app"
	"obolus/money"
)

// Protects the books and everybody else's months from somebody who leaves, and her from being known
// afterwards: a pseudonym in the ledger, no name, nothing to sign in with, nothing that goes on.
func TestLeave(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		ada, bob := w.supporter("Ada", 6*money.Unit, 50*money.Unit), w.creator("Bob")
		eve := w.supporter("Eve", 8*money.Unit, 50*money.Unit)
		w.claim(bob, "twitter:bob")
		w.claim(ada, "github:ada")
		_, err := w.SetAnonymous(ctx, ada.ID, false)
		w.must(err)
		w.click(ada, "https://x.com/bob/status/1")
		w.click(eve, "https://github.com/ada/code")
		w.close(202610)
		w.click(ada, "https://x.com/bob/status/1")
		w.click(eve, "https://github.com/ada/code")
		w.click(eve, "https://x.com/bob/status/1")
		token, err := w.NewCredential(ctx, ada.ID, app.Token, "")
		w.must(err)
		before := w.creatorStatement(bob, 202610)
		if before.Clicks[0].Supporter != "Ada" {
			t.Fatalf("before she leaves: %+v", before)
		}

		refused(t, w.Leave(ctx, ada.ID, 0), obolus.Conflict, "money_left")
		refused(t, w.Leave(ctx, ada.ID, 52*money.Unit-1), obolus.Conflict, "money_left")
		w.must(w.Leave(ctx, ada.ID, 52*money.Unit))
		w.must(w.Leave(ctx, ada.ID, 0)) // pressed twice

		p, err := w.Person(ctx, ada.ID)
		if err != nil || !p.Deleted() || !strings.HasPrefix(p.Name, "deleted-") || p.Budget != 0 || !p.Anonymous {
			t.Errorf("she is %+v, %v", p, err)
		}
		_, err = w.Authenticate(ctx, app.Token, token)
		refused(t, err, obolus.Signin, "sign_in")
		_, err = w.PersonNamed(ctx, "Ada")
		refused(t, err, obolus.NotFound, "person_unknown")
		if b := w.balances(ada); b != (app.Balances{}) {
			t.Errorf("she has %+v", b)
		}
		after := w.creatorStatement(bob, 202610)
		if after.Gross != before.Gross || after.Clicks[0].Worth != before.Clicks[0].Worth || after.Clicks[0].Supporter != "" {
			t.Errorf("Bob's past month was %+v and is %+v", before, after)
		}
		_, err = w.Click(ctx, app.NewClick{Person: eve.ID, Address: "https://github.com/ada/code"})
		refused(t, err, obolus.Forbidden, "recipient_gone")
		_, err = w.Click(ctx, app.NewClick{Person: ada.ID, Address: "https://x.com/bob/status/2"})
		refused(t, err, obolus.Forbidden, "account_deleted")
		again := w.creator("Ada") // her name is free
		if again.ID == ada.ID {
			t.Error("somebody new got her number")
		}
		w.close(202611)
		if s := w.creatorStatement(bob, 202611); s.Gross != 8*money.Unit || len(s.Clicks) != 1 {
			t.Errorf("the month in which she left brought Bob %+v", s)
		}
		w.verified()
	})
}

// Protects money that is on its way, months that are not divided, and what the operator has to decide.
func TestLeave_Waits(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		ada := w.supporter("Ada", 6*money.Unit, 50*money.Unit)
		w.click(ada, "https://x.com/bob/status/1")
		w.clock.set(w.clock.now().AddDate(0, 1, 0))
		refused(t, w.Leave(ctx, ada.ID, 50*money.Unit), obolus.Conflict, "month_due")
		_, err := w.CloseMonth(ctx, 202610, app.CloseOptions{})
		w.must(err)
		_, err = w.Deposit(ctx, app.Payment{Person: ada.ID, Provider: "test", Reference: "late", Gross: money.Unit, State: obolus.DepositPending})
		w.must(err)
		refused(t, w.Leave(ctx, ada.ID, 50*money.Unit), obolus.Conflict, "money_moving")
		own, err := w.db.RecipientsOf(ctx, ada.ID)
		w.must(err)
		w.must(w.Hold(ctx, own[0].ID, true))
		refused(t, w.Leave(ctx, ada.ID, 50*money.Unit), obolus.Forbidden, "held")
		w.must(w.Hold(ctx, own[0].ID, false))
		_, err = w.Suspend(ctx, ada.ID)
		w.must(err)
		refused(t, w.Leave(ctx, ada.ID, 50*money.Unit), obolus.Forbidden, "suspended")
		refused(t, w.Leave(ctx, 999_999, 0), obolus.NotFound, "person_unknown")
		w.verified()
	})
}

// Protects the right to one's data: everything that names the person is handed out, but no secret.
func TestPersonal(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ada := w.supporter("Ada", 6*money.Unit, 50*money.Unit)
		w.click(ada, "https://x.com/bob/status/1")
		token, err := w.NewCredential(t.Context(), ada.ID, app.Token, "my script")
		w.must(err)
		w.close(202610)
		all, err := w.Personal(t.Context(), ada.ID)
		w.must(err)
		rows := map[string]int{}
		for _, table := range all.Tables {
			rows[table.Name] = len(table.Rows)
			for _, row := range table.Rows {
				if len(row) != len(table.Columns) || strings.Contains(strings.Join(row, " "), token) {
					t.Errorf("%s has the row %q", table.Name, row)
				}
			}
		}
		if all.Person.Name != "Ada" || all.Balances.Funds != 44*money.Unit || len(all.Months) != 1 ||
			rows["credential"] != 1 || rows["deposit"] != 1 || rows["settlement"] != 1 || rows["recipient"] != 1 {
			t.Errorf("she gets %+v, %v", all.Person, rows)
		}
	})
}

// Protects supporters from lists of what cannot be supported: with its maker a thing leaves them all, with a
// member what a team makes. What is everybody else's stays, and the thing itself can be read by its number.
func TestLeave_TakesThingsOutOfLists(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		ada, bob, carol := w.supporter("Ada", 6*money.Unit, 50*money.Unit), w.creator("Bob"), w.creator("Carol")
		w.claim(bob, "domain:bob.example")
		w.claim(carol, "domain:carol.example")
		song := w.click(ada, "https://bob.example/song").Thing
		stays, waits := w.click(ada, "https://carol.example/song").Thing, w.click(ada, "https://wait.example/song").Thing
		w.team("https://band.example/song", map[string]int64{"domain:bob.example": 1, "domain:carol.example": 1}, "domain:bob.example", "domain:carol.example")
		band := w.click(ada, "https://band.example/song").Thing
		w.tidy(nil)
		lists := func() map[string][]app.Listed {
			all := map[string][]app.Listed{}
			var err error
			all["the catalogue"], err = w.Listed(ctx, app.Shelf{}, 9)
			w.must(err)
			all["the search"], err = w.Search(ctx, "song", 0, 9)
			w.must(err)
			all["the ranking"], err = w.Ranked(ctx, app.Ever, 0, 9)
			w.must(err)
			return all
		}
		for name, list := range lists() {
			if len(list) != 4 {
				t.Fatalf("%s has %d things before", name, len(list))
			}
		}
		w.must(w.Leave(ctx, bob.ID, 0))
		for name, list := range lists() {
			there := map[obolus.ThingID]bool{}
			for _, l := range list {
				there[l.Thing.ID] = true
			}
			if len(there) != 2 || !there[stays.ID] || !there[waits.ID] {
				t.Errorf("%s has %v", name, urls(list))
			}
		}
		for address, gone := range map[string]bool{song.URL: true, band.URL: true, stays.URL: false, waits.URL: false,
			"https://bob.example/never-clicked": true, "https://carol.example/never-clicked": false, "https://wait.example/never": false} {
			found, err := w.LookUp(ctx, address)
			w.must(err)
			got, err := w.Gone(ctx, found)
			if err != nil || got != gone {
				t.Errorf("%s: gone is %v, %v", address, got, err)
			}
		}
	})
}
