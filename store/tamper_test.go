package store_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"obolus"
	"obolus/app"
	"obolus/money"
	"obolus/store"
	"obolus/store/storetest"
)

// tampered is a database in which somebody with all rights has changed rows while Verify looks, and
// made the balances fit. Everything is rolled back afterwards.
type tampered struct {
	*store.DB
	statements []string
}

var errRollback = errors.New("rolled back")

func (s tampered) Snapshot(ctx context.Context, f func(app.Reader) error) error {
	err := s.Write(ctx, func(tx app.Tx) error {
		for _, statement := range append(append(s.unlocked(), s.statements...),
			`DELETE FROM balance`, `INSERT INTO balance (owner, kind, amount) SELECT owner, kind, SUM(amount) FROM (
				SELECT destination_owner AS owner, destination_kind AS kind, amount FROM posting
				UNION ALL SELECT source_owner, source_kind, -amount FROM posting) AS side GROUP BY owner, kind`) {
			err := store.Exec(ctx, tx, statement)
			if err != nil {
				return fmt.Errorf("%s: %w", statement, err)
			}
		}
		err := f(tx)
		if err == nil {
			err = errRollback
		}
		return err
	})
	if errors.Is(err, errRollback) {
		return nil
	}
	return err
}

// unlocked takes the triggers away that keep what is written.
func (s tampered) unlocked() []string {
	if s.Engine() == "postgres" {
		return []string{`ALTER TABLE transfer DISABLE TRIGGER USER`, `ALTER TABLE posting DISABLE TRIGGER USER`,
			`ALTER TABLE click DISABLE TRIGGER USER`, `ALTER TABLE settlement DISABLE TRIGGER USER`}
	}
	var drops []string
	for _, name := range []string{"transfer_fixed_update", "transfer_fixed_delete", "posting_fixed_update", "posting_fixed_delete",
		"click_fixed_update", "click_enters", "click_open_delete", "settlement_fixed_update", "settlement_fixed_delete"} {
		drops = append(drops, `DROP TRIGGER `+name)
	}
	return drops
}

// books is an instance in which every kind of movement has happened. Mallory has had nothing of it.
func books(t *testing.T, db *store.DB) (fill *strings.Replacer) {
	t.Helper()
	ctx, now := t.Context(), time.Date(2026, 10, 5, 9, 0, 0, 0, time.UTC)
	a := app.New(db, func() time.Time { return now })
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	person := func(name string) obolus.PersonID {
		p, err := a.AddPerson(ctx, name)
		must(err)
		return p.ID
	}
	ada, bo, cem, dan, mallory := person("Ada"), person("Bo"), person("Cem"), person("Dan"), person("Mallory")
	claim := func(p obolus.PersonID, name string) obolus.RecipientID {
		c, err := a.Claim(ctx, p, name)
		must(err)
		return c.Recipient.ID
	}
	_, err := a.SetSetting(ctx, "fee_earnings", "0.01")
	must(err)
	_, err = a.SetBudget(ctx, ada, 10*money.Unit)
	must(err)
	deposits := map[string]obolus.DepositID{}
	for reference, state := range map[string]obolus.DepositState{"cleared": obolus.DepositCleared, "pending": obolus.DepositPending} {
		d, err := a.Deposit(ctx, app.Payment{Person: ada, Provider: "test", Reference: reference, Gross: 40 * money.Unit, State: state})
		must(err)
		deposits[reference] = d.ID
	}
	bos, dans := claim(bo, "domain:bo.example"), claim(dan, "domain:dan.example")
	for _, address := range []string{"https://bo.example/1", "https://dan.example/", "https://cem.example/", "https://nobody.example/"} {
		_, err := a.Click(ctx, app.NewClick{Person: ada, Address: address})
		must(err)
	}
	now = time.Date(2026, 11, 12, 9, 0, 0, 0, time.UTC)
	_, err = a.CloseMonth(ctx, 202610, app.CloseOptions{})
	must(err)
	cems := claim(cem, "domain:cem.example")
	waits, err := a.LookUp(ctx, "https://nobody.example/")
	must(err)
	payout, err := a.AskPayout(ctx, app.NewPayout{Person: bo, Amount: money.Unit, Rail: "bank"})
	must(err)
	_, err = a.ApprovePayout(ctx, payout.ID)
	must(err)
	_, err = a.PayoutPaid(ctx, payout.ID, "x-1")
	must(err)
	_, err = a.MoveEarnings(ctx, bo, money.Unit, app.Once{})
	must(err)
	return strings.NewReplacer("ADA", fmt.Sprint(ada), "BOS", fmt.Sprint(bos), "DANS", fmt.Sprint(dans), "DAN", fmt.Sprint(dan), "BO", fmt.Sprint(bo), "CEMS", fmt.Sprint(cems), "CEM", fmt.Sprint(cem),
		"MALLORY", fmt.Sprint(mallory), "WAITS", fmt.Sprint(waits.Recipient.ID), "CLEARED", fmt.Sprint(deposits["cleared"]),
		"PENDING", fmt.Sprint(deposits["pending"]), "PAYOUT", fmt.Sprint(payout.ID))
}

// of names the transfer of a cause and reference.
func of(cause, reference string) string {
	return `(SELECT id FROM transfer WHERE cause = '` + cause + `' AND reference = '` + reference + `')`
}

// forged is a posting that was never made.
func forged(transfer, source, sourceOwner, destination, owner string) string {
	return `INSERT INTO posting (transfer, position, source_kind, source_owner, destination_kind, destination_owner, amount) VALUES (` +
		transfer + `, 999, '` + source + `', ` + sourceOwner + `, '` + destination + `', ` + owner + `, 1)`
}

func forgedTransfer(cause, reference string) string {
	return `INSERT INTO transfer (id, cause, reference, at, available_at) VALUES (9000001, '` + cause + `', '` + reference + `', 0, 0)`
}

// Protects R12 and R15 from somebody who holds the database, knows how verify works, and makes all
// balances fit: verify names every one of these.
func TestVerify_SeesTampering(t *testing.T) {
	attacks := map[string][]string{
		"what a claim brought is somebody else's":    {`UPDATE posting SET destination_owner = MALLORY WHERE destination_kind = 'earnings' AND transfer = ` + of("claim", "CEMS")},
		"what a close brought is somebody else's":    {`UPDATE posting SET destination_owner = MALLORY WHERE destination_kind = 'earnings' AND destination_owner = DAN AND transfer = ` + of("close", "2026-10")},
		"an identity is somebody else's":             {`UPDATE recipient SET person = MALLORY WHERE id = BOS`},
		"an identity is nobody's any more":           {`UPDATE recipient SET person = NULL, claimed_at = NULL WHERE id = BOS`},
		"an identity is claimed and its escrow kept": {`UPDATE recipient SET person = MALLORY, claimed_at = 1 WHERE id = WAITS`},
		"a claim is gone with its postings":          {`DELETE FROM posting WHERE transfer = ` + of("claim", "CEMS"), `DELETE FROM transfer WHERE cause = 'claim' AND reference = 'CEMS'`},
		"a second claim takes an escrow":             {forgedTransfer("claim", "WAITSx"), forged("9000001", "escrow", "WAITS", "earnings", "MALLORY")},
		"a claim takes from another's escrow too":    {forged(of("claim", "CEMS"), "escrow", "WAITS", "earnings", "CEM")},
		"moved earnings are somebody else's funds":   {`UPDATE posting SET destination_owner = MALLORY WHERE source_kind = 'earnings' AND destination_kind = 'funds'`},
		"money is made within a deposit":             {forged(of("deposit", "CLEARED"), "provider/test", "0", "funds", "MALLORY")},
		"money is made by a deposit written 0…":      {forgedTransfer("deposit", "0CLEARED"), forged("9000001", "provider/test", "0", "funds", "MALLORY")},
		"money is made by a deposit written …x":      {forgedTransfer("deposit", "CLEAREDx"), forged("9000001", "provider/test", "0", "funds", "MALLORY")},
		"a deposit came by another provider":         {`UPDATE posting SET source_kind = 'provider/bank' WHERE transfer = ` + of("deposit", "CLEARED")},
		"a pending deposit is gone from the ledger":  {`DELETE FROM posting WHERE transfer = ` + of("deposit", "PENDING"), `DELETE FROM transfer WHERE cause = 'deposit' AND reference = 'PENDING'`},
		"a pending deposit is somebody else's":       {`UPDATE posting SET destination_owner = MALLORY WHERE transfer = ` + of("deposit", "PENDING")},
		"a payout was taken from somebody else":      {`UPDATE posting SET source_owner = CEM WHERE transfer = ` + of("payout", "PAYOUT")},
		"a payout left another way":                  {`UPDATE posting SET destination_kind = 'provider/mallory' WHERE transfer = ` + of("payout_paid", "PAYOUT")},
		"a payout written …x":                        {forgedTransfer("payout", "PAYOUTx"), forged("9000001", "earnings", "BO", "leaving", "BO")},
		"a month is divided a second time": {forgedTransfer("close", "2026-10x"), forged("9000001", "funds", "ADA", "pot", "202610"),
			`INSERT INTO posting VALUES (9000001, 1000, 'pot', 202610, 'escrow', BOS, 1), (9000001, 1001, 'escrow', BOS, 'earnings', BO, 1)`},
		"a late settlement of nobody": {forgedTransfer("late_settlement", "2026-10-1"), forged("9000001", "funds", "ADA", "pot", "202610"),
			`INSERT INTO posting VALUES (9000001, 1000, 'pot', 202610, 'escrow', BOS, 1), (9000001, 1001, 'escrow', BOS, 'earnings', BO, 1)`},
		"a close went through another month's pot": {`UPDATE posting SET destination_owner = 202611 WHERE destination_kind = 'pot'`, `UPDATE posting SET source_owner = 202611 WHERE source_kind = 'pot'`},
		"a click is gone from a closed month":      {`DELETE FROM click WHERE recipient = WAITS`},
		"a settled click has another recipient":    {`UPDATE click SET recipient = BOS WHERE recipient = WAITS`},
		"a click came into a closed month":         {`INSERT INTO click (supporter, month, thing, recipient, id, weight, at) SELECT MALLORY, month, thing, recipient, 9000002, weight, at FROM click WHERE recipient = WAITS`},
		"a settlement is gone":                     {`DELETE FROM settlement`},
		"a settlement found less in the funds":     {`UPDATE settlement SET funds = funds - 1`},
		"a settlement found more in the funds":     {`UPDATE settlement SET funds = funds + 1`},
		"a click is on a thing that is not there":  {`UPDATE click SET thing = 9000003 WHERE recipient = WAITS`},
		"a click is for nobody":                    {`UPDATE click SET recipient = 9000003 WHERE recipient = WAITS`},
		"a click of nobody came into a month":      {`INSERT INTO click (supporter, month, thing, recipient, id, weight, at) SELECT 9000003, month, thing, recipient, 9000002, weight, at FROM click WHERE recipient = WAITS`},
	}
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		fill := books(t, db)
		verify := func(t *testing.T, statements ...string) []string {
			t.Helper()
			v, err := app.New(tampered{db, statements}, time.Now).Verify(t.Context(), nil)
			if err != nil {
				t.Fatal(err)
			}
			return v.Differences
		}
		if found := verify(t); len(found) > 0 {
			t.Fatalf("nothing was changed, and verify finds %q", found)
		}
		for attack, statements := range attacks {
			t.Run(attack, func(t *testing.T) {
				var filled []string
				for _, statement := range statements {
					filled = append(filled, fill.Replace(statement))
				}
				if len(verify(t, filled...)) == 0 {
					t.Error("verify sees nothing")
				}
			})
		}
	})
}
