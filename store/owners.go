package store

// personal are the kinds of account that belong to a person.
const personal = `('funds', 'pending', 'earnings', 'leaving')`

// ownerFaults are money that went the right way to the wrong place. The routes say which kind of account
// may pay into which; whose account it is follows from the row that the transfer stands for.
var ownerFaults = []fault{
	{"ledger: transfer %s moves money from %s of person %s to %s of person %s", `
		SELECT transfer, source_kind, source_owner, destination_kind, destination_owner FROM posting
		WHERE source_kind IN ` + personal + ` AND destination_kind IN ` + personal + ` AND source_owner <> destination_owner` + faultsMost},
	{"ledger: transfer %s gives what came for recipient %s to person %s, who does not stand for it", `
		SELECT transfer, source_owner, destination_owner FROM posting LEFT JOIN recipient ON recipient.id = posting.source_owner
		WHERE source_kind = 'escrow' AND destination_kind = 'earnings'
		AND (recipient.person IS NULL OR recipient.person <> destination_owner)` + faultsMost},
	{"ledger: %[2]s millionths wait for recipient %[1]s, which is claimed or does not exist", `
		SELECT owner, amount FROM balance LEFT JOIN recipient ON recipient.id = balance.owner
		WHERE balance.kind = 'escrow' AND amount <> 0 AND (recipient.id IS NULL OR recipient.person IS NOT NULL)` + faultsMost},
	{"ledger: transfer %s (claim %s) takes from the escrow of recipient %s", `
		SELECT transfer.id, reference, source_owner FROM transfer JOIN posting ON posting.transfer = transfer.id
		WHERE cause = 'claim' AND reference <> CAST(source_owner AS TEXT)` + faultsMost},
	{"ledger: transfer %s (%s %s) goes through the pot of month %s", `
		SELECT id, cause, reference, owner FROM transfer JOIN (
			SELECT transfer, destination_owner AS owner FROM posting WHERE destination_kind = 'pot'
			UNION SELECT transfer, source_owner FROM posting WHERE source_kind = 'pot') AS used ON used.transfer = transfer.id
		WHERE SUBSTR(reference, 1, 7) <> CAST(owner / 100 AS TEXT) || '-' || SUBSTR(CAST(100 + owner % 100 AS TEXT), 2)` + faultsMost},
	{"deposit %s of person %s through %s: transfer %s moves money between %s/%s and %s/%s", `
		SELECT deposit.id, person, provider, transfer, source_kind, source_owner, destination_kind, destination_owner
		FROM deposit JOIN transfer ON cause IN ('deposit', 'deposit_cleared', 'deposit_failed') AND transfer.reference = CAST(deposit.id AS TEXT)
		JOIN posting ON posting.transfer = transfer.id
		WHERE source_kind IN ` + personal + ` AND source_owner <> person OR destination_kind IN ` + personal + ` AND destination_owner <> person
		OR source_kind > 'provider/' AND source_kind <> 'provider/' || provider
		OR destination_kind > 'provider/' AND destination_kind <> 'provider/' || provider` + faultsMost},
	{"deposit %s is %s over %s gross, the ledger shows %s pending", `
		SELECT deposit.id, deposit.state, deposit.gross,
			SUM(CASE WHEN destination_kind = 'pending' THEN amount WHEN source_kind = 'pending' THEN -amount ELSE 0 END)
		FROM deposit LEFT JOIN transfer ON cause IN ('deposit', 'deposit_cleared', 'deposit_failed') AND transfer.reference = CAST(deposit.id AS TEXT)
		LEFT JOIN posting ON posting.transfer = transfer.id
		GROUP BY deposit.id, deposit.state, deposit.gross
		HAVING SUM(CASE WHEN destination_kind = 'pending' THEN amount WHEN source_kind = 'pending' THEN -amount ELSE 0 END)
			<> CASE WHEN deposit.state = 'pending' THEN deposit.gross ELSE 0 END` + faultsMost},
	{"payout %s of person %s by %s: transfer %s moves money between %s/%s and %s/%s", `
		SELECT payout.id, person, rail, transfer, source_kind, source_owner, destination_kind, destination_owner
		FROM payout JOIN transfer ON cause IN ('payout', 'payout_paid', 'payout_refused') AND transfer.reference = CAST(payout.id AS TEXT)
		JOIN posting ON posting.transfer = transfer.id
		WHERE source_kind IN ` + personal + ` AND source_owner <> person OR destination_kind IN ` + personal + ` AND destination_owner <> person
		OR destination_kind > 'provider/' AND destination_kind <> 'provider/' || rail` + faultsMost},
}
