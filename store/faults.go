package store

import (
	"context"
	"slices"

	"obolus"
)

// faultsMost bounds how many rows of one fault are named: after a hundred the rest says nothing new.
const faultsMost = ` LIMIT 100`

// nameless finds transfers of some causes whose reference is not, letter for letter, the number of a row
// of a table: a reference that only reads as a number would be looked at by nobody.
func nameless(causes, table string) string {
	return `
		SELECT id, cause, reference FROM transfer WHERE cause IN (` + causes + `) AND reference IN (
		SELECT reference FROM transfer WHERE cause IN (` + causes + `) EXCEPT SELECT CAST(id AS TEXT) FROM ` + table + `)` + faultsMost
}

// ledgerFaults are contradictions that no constraint can refuse, since each spans several rows. A close
// has millions of postings under one transfer: none of these may make PostgreSQL hash the postings by
// their transfer, for they would all fall into one bucket, which no disk can take over from the memory.
var ledgerFaults = []fault{
	{"ledger: transfer %s (%s %s) has no postings", `
		SELECT id, cause, reference FROM transfer WHERE id IN (SELECT id FROM transfer EXCEPT SELECT transfer FROM posting)` + faultsMost},
	{"ledger: postings of transfer %s, which does not exist", `
		SELECT DISTINCT transfer FROM posting WHERE NOT EXISTS (SELECT 1 FROM transfer WHERE transfer.id = posting.transfer)` + faultsMost},
	{"ledger: transfer %s leaves %s millionths in the pot of month %s", `
		SELECT transfer, SUM(amount), owner FROM (
			SELECT transfer, destination_owner AS owner, amount FROM posting WHERE destination_kind = 'pot'
			UNION ALL SELECT transfer, source_owner, -amount FROM posting WHERE source_kind = 'pot') AS side
		GROUP BY transfer, owner HAVING SUM(amount) <> 0` + faultsMost},
	{"ledger: %s %s divided a month that is not closed", `
		SELECT cause, reference FROM transfer WHERE cause IN ('close', 'late_settlement') AND NOT EXISTS (SELECT 1 FROM month
		WHERE CAST(month.month / 100 AS TEXT) || '-' || SUBSTR(CAST(100 + month.month % 100 AS TEXT), 2) =
		CASE WHEN cause = 'close' THEN reference WHEN SUBSTR(reference, 8, 1) = '/' THEN SUBSTR(reference, 1, 7) END)` + faultsMost},
	{"deposit %s is %s over %s net and %s fee, the ledger shows %s and %s", `
		SELECT deposit.id, deposit.state, deposit.net, deposit.fee,
			COALESCE(SUM(CASE WHEN destination_kind = 'funds' AND destination_owner = deposit.person THEN amount END), 0),
			COALESCE(SUM(CASE WHEN destination_kind = 'fee' THEN amount END), 0)
		FROM deposit LEFT JOIN transfer ON transfer.cause IN ('deposit', 'deposit_cleared', 'deposit_failed')
			AND transfer.reference = CAST(deposit.id AS TEXT)
		LEFT JOIN posting ON posting.transfer = transfer.id
		GROUP BY deposit.id, deposit.state, deposit.net, deposit.fee
		HAVING COALESCE(SUM(CASE WHEN destination_kind = 'funds' AND destination_owner = deposit.person THEN amount END), 0)
				<> CASE WHEN deposit.state = 'cleared' THEN deposit.net ELSE 0 END
			OR COALESCE(SUM(CASE WHEN destination_kind = 'fee' THEN amount END), 0)
				<> CASE WHEN deposit.state = 'cleared' THEN deposit.fee ELSE 0 END` + faultsMost},
	{"payout %s is %s over %s, the ledger shows %s set aside and %s gone", `
		SELECT payout.id, payout.state, payout.amount,
			COALESCE(SUM(CASE WHEN cause = 'payout' THEN posting.amount END), 0),
			COALESCE(SUM(CASE WHEN cause = 'payout_paid' THEN posting.amount END), 0)
		FROM payout LEFT JOIN transfer ON transfer.cause IN ('payout', 'payout_paid', 'payout_refused')
			AND transfer.reference = CAST(payout.id AS TEXT)
		LEFT JOIN posting ON posting.transfer = transfer.id
		GROUP BY payout.id, payout.state, payout.amount
		HAVING COALESCE(SUM(CASE WHEN cause = 'payout' THEN posting.amount END), 0) <> payout.amount
			OR COALESCE(SUM(CASE WHEN cause = 'payout_paid' THEN posting.amount END), 0)
				<> CASE WHEN payout.state = 'paid' THEN payout.amount ELSE 0 END
			OR COALESCE(SUM(CASE WHEN cause = 'payout_refused' THEN posting.amount END), 0)
				<> CASE WHEN payout.state = 'refused' THEN payout.amount ELSE 0 END` + faultsMost},
	{"ledger: transfer %s (%s %s) stands for a deposit that does not exist", nameless(`'deposit', 'deposit_cleared', 'deposit_failed'`, "deposit")},
	{"ledger: transfer %s (%s %s) stands for a payout that does not exist", nameless(`'payout', 'payout_paid', 'payout_refused'`, "payout")},
}

func (q queries) Faults(ctx context.Context) ([]string, error) {
	return q.find(ctx, slices.Concat(ledgerFaults, ownerFaults))
}

// monthFaults take the month ($1), its name ($2), and its first and last instant ($3, $4).
var monthFaults = []fault{
	{"month %[3]s: person %[1]s was settled to give %[2]s millionths, posted are %[4]s", `
		SELECT supporter, SUM(settled), CAST($2 AS TEXT), SUM(posted) FROM (
			SELECT supporter, share * weights AS settled, 0 AS posted FROM settlement WHERE month = $1
			UNION ALL SELECT source_owner, 0, amount FROM posting WHERE source_kind = 'funds' AND destination_kind = 'pot'
				AND transfer IN (` + transfersOf2 + `)) AS side
		WHERE CAST($3 AS BIGINT) < CAST($4 AS BIGINT) GROUP BY supporter HAVING SUM(settled) <> SUM(posted)` + faultsMost},
	{"month %[2]s: what transfer %[1]s brought could be paid out before the month was over", `
		SELECT id, CAST($2 AS TEXT) FROM transfer WHERE id IN (` + transfersOf2 + `)
		AND available_at < CAST($4 AS BIGINT) AND CAST($1 AS BIGINT) > 0 AND CAST($3 AS BIGINT) > 0` + faultsMost},
	{"month %[2]s: person %[1]s was settled and does not exist", `
		SELECT supporter, CAST($2 AS TEXT) FROM settlement WHERE month = $1 AND CAST($3 AS BIGINT) < CAST($4 AS BIGINT)
		AND NOT EXISTS (SELECT 1 FROM person WHERE person.id = settlement.supporter)` + faultsMost},
	{"month %[5]s: click %[1]s of person %[2]s on thing %[3]s for recipient %[4]s: one of them does not exist", `
		SELECT id, supporter, thing, recipient, CAST($2 AS TEXT) FROM click
		WHERE month = $1 AND CAST($3 AS BIGINT) < CAST($4 AS BIGINT) AND NOT (
			EXISTS (SELECT 1 FROM person WHERE person.id = click.supporter)
			AND EXISTS (SELECT 1 FROM thing WHERE thing.id = click.thing)
			AND EXISTS (SELECT 1 FROM recipient WHERE recipient.id = click.recipient))` + faultsMost},
	{"month %[3]s: click %[1]s of person %[2]s was accepted outside the month", `
		SELECT id, supporter, CAST($2 AS TEXT) FROM click WHERE month = $1 AND (at < $3 OR at >= $4)` + faultsMost},
}

func (q queries) MonthFaults(ctx context.Context, m obolus.Month) ([]string, error) {
	return q.find(ctx, monthFaults, int64(m), m.String(), m.Start().UnixMilli(), m.End().UnixMilli())
}
