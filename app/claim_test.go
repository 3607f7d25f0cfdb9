package app_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"obolus"
	"obolus/app"
	"obolus/ledger"
	"obolus/money"
)

// Protects R5 and R11: what waits becomes the claimant's, held as if she had been there before, and
// what comes later is hers at once.
func TestClaim(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ada := w.supporter("Ada", 4*money.Unit, 50*money.Unit)
		w.click(ada, "https://x.com/Bob/status/1")
		w.click(ada, "https://github.com/carol")
		w.close(202610)
		w.clock.set(at("2026-11-05T00:00:00Z"))
		bob := w.creator("Bob")
		claim := w.claim(bob, "@bob@x.example") // somebody else's name
		if claim.Escrow.Gross != 0 || claim.Recipient.Person != bob.ID {
			t.Errorf("a claim of what nobody supported gave %+v", claim)
		}
		claim = w.claim(bob, "https://twitter.com/bob")
		if claim.Recipient.Name != "twitter:bob" || claim.Escrow != (money.Charge{Gross: 2 * money.Unit, Net: 2 * money.Unit}) {
			t.Errorf("the claim is %+v", claim)
		}
		e := w.earnings(bob)
		if e.Balances.Earnings != 2*money.Unit || e.Payable != 0 {
			t.Errorf("on the fifth she has %+v", e)
		}
		w.clock.set(at("2026-11-10T00:00:00Z"))
		if e := w.earnings(bob); e.Payable != 2*money.Unit {
			t.Errorf("on the tenth %s is payable", e.Payable)
		}
		again := w.claim(bob, "twitter:bob")
		if again != claim || w.balances(bob).Earnings != 2*money.Unit {
			t.Errorf("a second claim gave %+v, the first %+v", again, claim)
		}
		w.click(ada, "https://x.com/bob/status/2")
		w.close(202611)
		if b := w.balances(bob); b.Earnings != 6*money.Unit {
			t.Errorf("after November she has %+v", b)
		}
		w.verified()
	})
}

// Protects money that waits for an identity which is written otherwise by now: the table of platforms has
// changed, and what waits under the old name must not be out of reach.
func TestClaim_NameOfBefore(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		const before = "mastodon:bob@www.threads.net"
		w.team("https://band.example.org/song", map[string]int64{before: 1}, before)
		w.click(w.supporter("Ada", 4*money.Unit, 50*money.Unit), "https://band.example.org/song")
		w.close(202610)
		if e, err := w.Evidence(t.Context(), before); err != nil || e.Recipient.ID == 0 || e.Recipient.Name != before {
			t.Errorf("the evidence is %+v, %v", e, err)
		}
		bob := w.creator("Bob")
		if claim := w.claim(bob, before); claim.Recipient.Name != before || claim.Escrow.Gross != 4*money.Unit {
			t.Errorf("the claim is %+v", claim)
		}
		if claim := w.claim(bob, "mastodon:bob@threads.net"); claim.Recipient.Name != "threads:bob" {
			t.Errorf("what was never stored is claimed as %+v", claim)
		}
		w.verified()
	})
}

// Protects an identity from everybody but whom it belongs to.
func TestClaim_Refused(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		bob, eve := w.creator("Bob"), w.creator("Eve")
		w.claim(bob, "twitter:bob")
		_, err := w.Claim(ctx, eve.ID, "https://x.com/BOB/status/7")
		refused(t, err, obolus.Conflict, "claimed")
		for _, name := range []string{"", "person:bob", "bob", "ftp://example.org/", "http://127.0.0.1/"} {
			_, err = w.Claim(ctx, eve.ID, name)
			refused(t, err, obolus.Invalid, "invalid_identity")
		}
		_, err = w.Claim(ctx, 999_999, "twitter:carol")
		refused(t, err, obolus.NotFound, "person_unknown")
		_, err = w.Suspend(ctx, eve.ID)
		w.must(err)
		_, err = w.Claim(ctx, eve.ID, "twitter:carol")
		refused(t, err, obolus.Forbidden, "suspended")
	})
}

// Protects R13 across a claim: whoever clicked on what turns out to be her own does not pay herself,
// in any month that is not closed, alone or in a team; what is closed stays.
func TestClaim_UndoesOwnClicks(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		w.team("https://band.example.org/song", map[string]int64{"twitter:bob": 1, "twitter:ben": 1}, "twitter:bob", "twitter:ben")
		bob := w.supporter("Bob", 4*money.Unit, 50*money.Unit)
		w.click(bob, "https://x.com/bob/status/0")
		w.close(202610)
		own := w.click(bob, "https://x.com/bob/status/1")
		w.click(bob, "https://band.example.org/song")
		kept := w.click(bob, "https://github.com/carol")
		w.clock.set(at("2026-12-01T00:00:00Z")) // November is over and not closed
		w.click(bob, "https://x.com/bob/status/2")
		if n, err := w.Count(t.Context(), own.Thing.ID); err != nil || n != 1 {
			t.Fatalf("before the claim the thing has %d clicks, %v", n, err)
		}
		w.claim(bob, "twitter:bob")
		for m, want := range map[obolus.Month]int{202610: 1, 202611: 1, 202612: 0} {
			if s := w.statement(bob, m); len(s.Clicks) != want {
				t.Errorf("%s has %+v", m, s.Clicks)
			}
		}
		if n, err := w.Count(t.Context(), own.Thing.ID); err != nil || n != 0 {
			t.Errorf("after the claim the thing has %d clicks, %v", n, err)
		}
		w.close(202611)
		if s := w.statement(bob, 202611); s.Spent != 4*money.Unit || s.Clicks[0].Click.ID != kept.Click.ID {
			t.Errorf("November is %+v", s)
		}
		_, err := w.Click(t.Context(), app.NewClick{Person: bob.ID, Address: "https://x.com/bob/status/1"})
		refused(t, err, obolus.Forbidden, "own_thing")
		w.verified()
	})
}

// Protects R7: of several who claim one identity at once one gets it, with all that waited.
func TestClaim_AtOnce(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		w.click(w.supporter("Ada", 4*money.Unit, 50*money.Unit), "https://x.com/bob")
		w.close(202610)
		people := make([]obolus.Person, 6)
		for i := range people {
			people[i] = w.creator(fmt.Sprintf("claimant %d", i))
		}
		claims, errs := make([]app.Claim, len(people)), make([]error, len(people))
		var all sync.WaitGroup
		for i, p := range people {
			all.Go(func() { claims[i], errs[i] = w.Claim(t.Context(), p.ID, "twitter:bob") })
		}
		all.Wait()
		winners := 0
		for i, err := range errs {
			if err != nil {
				refused(t, err, obolus.Conflict, "claimed")
				continue
			}
			winners++
			if b := w.balances(people[i]); b.Earnings != 4*money.Unit || claims[i].Escrow.Net != b.Earnings {
				t.Errorf("the winner has %+v after %+v", b, claims[i])
			}
		}
		if winners != 1 {
			t.Errorf("%d of them have it: %v", winners, errs)
		}
		w.verified()
	})
}

// Protects R5 from the race of a claim with a close: whichever comes first, nothing stays in an escrow
// that is somebody's.
func TestClaim_DuringAClose(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ada := w.supporter("Ada", 4*money.Unit, 50*money.Unit)
		var people []obolus.Person
		for i := range 8 {
			w.click(ada, fmt.Sprintf("https://x.com/bob%d", i))
			people = append(people, w.creator(fmt.Sprintf("Bob %d", i)))
		}
		w.clock.set(at("2026-11-01T00:00:01Z"))
		errs := make([]error, len(people)+1)
		var all sync.WaitGroup
		for i, p := range people {
			all.Go(func() { _, errs[i] = w.Claim(t.Context(), p.ID, fmt.Sprintf("twitter:bob%d", i)) })
			if i == len(people)/2 {
				all.Go(func() { _, errs[len(people)] = w.CloseMonth(t.Context(), 202610, app.CloseOptions{}) })
			}
		}
		all.Wait()
		w.must(errors.Join(errs...))
		for i, p := range people {
			r, err := w.db.RecipientNamed(t.Context(), fmt.Sprintf("twitter:bob%d", i))
			w.must(err)
			waits, err := w.db.Balance(t.Context(), ledger.Account{Kind: ledger.Escrow, Owner: int64(r.ID)})
			w.must(err)
			if b := w.balances(p); b.Earnings != money.Unit/2 || waits != 0 {
				t.Errorf("%s has %s, %s waits for %s", p.Name, b.Earnings, waits, r.Name)
			}
		}
		w.verified()
	})
}

// Protects R13 from the race of a claim with the claimant's own clicks: none of them is left.
func TestClaim_DuringOwnClicks(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		bob := w.supporter("Bob", 4*money.Unit, 50*money.Unit)
		errs := make([]error, 16)
		var all sync.WaitGroup
		for i := range errs {
			all.Go(func() {
				if i == len(errs)/2 {
					_, errs[i] = w.Claim(t.Context(), bob.ID, "twitter:bob")
					return
				}
				_, errs[i] = w.Click(t.Context(), app.NewClick{Person: bob.ID, Address: fmt.Sprintf("https://x.com/bob/status/%d", i)})
			})
		}
		all.Wait()
		for i, err := range errs {
			if err != nil && (i == len(errs)/2 || obolus.AsError(err).Code != "own_thing") {
				t.Errorf("request %d: %v", i, err)
			}
		}
		if s := w.statement(bob, 202610); len(s.Clicks) != 0 {
			t.Errorf("she supports herself: %+v", s.Clicks)
		}
	})
}
