package store

import (
	"context"
	"database/sql"
	"strings"

	"obolus"
	"obolus/app"
	"obolus/ledger"
)

// ClickOf reads through the supporter's clicks, which the key begins with: an index by number would have
// to be written for every click, and is asked for by a reader now and then.
func (q queries) ClickOf(ctx context.Context, supporter obolus.PersonID, id obolus.ClickID) (app.ClickedThing, error) {
	return one(ctx, q.q, scanClicked, "click_unknown", "there is no such click of yours",
		strings.Replace(selectClicked, "click.month = $2", "click.id = $2", 1), int64(supporter), int64(id))
}

func (q queries) TransferOf(ctx context.Context, cause ledger.Cause) (app.StoredTransfer, error) {
	return one(ctx, q.q, func(rows *sql.Rows) (app.StoredTransfer, error) {
		var t app.StoredTransfer
		var at sql.NullInt64
		err := rows.Scan(&t.ID, &t.Cause.Kind, &t.Cause.Ref, &at)
		t.At = moment(at)
		return t, err
	}, "transfer_unknown", "nothing was moved for it", `
		SELECT id, cause, reference, at FROM transfer WHERE cause = $1 AND reference = $2`, string(cause.Kind), cause.Ref)
}

// PostingsInto goes by the account, since a close has as many postings as there are people. Nobody asks
// for the pot, which the index leaves out.
func (q queries) PostingsInto(ctx context.Context, transfer int64, into ledger.Account) ([]ledger.Posting, error) {
	return all(ctx, q.q, func(rows *sql.Rows) (ledger.Posting, error) {
		p := ledger.Posting{Destination: into}
		err := rows.Scan(&p.Source.Kind, &p.Source.Owner, &p.Amount)
		return p, err
	}, `SELECT source_kind, source_owner, amount FROM posting
		WHERE destination_owner = $1 AND destination_kind = $2 AND destination_kind <> 'pot' AND transfer = $3 ORDER BY position`,
		into.Owner, string(into.Kind), transfer)
}
