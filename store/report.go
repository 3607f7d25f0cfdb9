package store

import (
	"context"
	"database/sql"

	"obolus"
)

const reportColumns = `id, reporter, thing, person, kind, text, state, answer, created_at, decided_at`

func scanReport(rows *sql.Rows) (obolus.Report, error) {
	var r obolus.Report
	var reporter, thing, person, created, decided sql.NullInt64
	err := rows.Scan(&r.ID, &reporter, &thing, &person, &r.Kind, &r.Text, &r.State, &r.Answer, &created, &decided)
	r.Reporter, r.Thing, r.Person = obolus.PersonID(reporter.Int64), obolus.ThingID(thing.Int64), obolus.PersonID(person.Int64)
	r.CreatedAt, r.DecidedAt = moment(created), moment(decided)
	return r, err
}

func (q queries) Report(ctx context.Context, id obolus.ReportID) (obolus.Report, error) {
	return one(ctx, q.q, scanReport, "report_unknown", "there is no such report",
		`SELECT `+reportColumns+` FROM report WHERE id = $1`, int64(id))
}

func (q queries) Reports(ctx context.Context, state obolus.ReportState, after obolus.ReportID, limit int) ([]obolus.Report, error) {
	return all(ctx, q.q, scanReport, `SELECT `+reportColumns+` FROM report WHERE state = $1 AND id > $2 ORDER BY id LIMIT $3`,
		string(state), int64(after), int64(limit))
}

func (q queries) CountReports(ctx context.Context, state obolus.ReportState) (int64, error) {
	var n int64
	err := single(ctx, q.q, `SELECT COUNT(*) FROM report WHERE state = $1`, string(state)).Scan(&n)
	return n, classify(err)
}

func (q queries) InsertReport(ctx context.Context, r obolus.Report) error {
	return execOne(ctx, q.q, `
		INSERT INTO report (id, reporter, thing, person, kind, text, state, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		int64(r.ID), number(r.Reporter), number(r.Thing), number(r.Person), string(r.Kind), r.Text, string(r.State), r.CreatedAt.UnixMilli())
}

func (q queries) DecideReport(ctx context.Context, r obolus.Report) (bool, error) {
	n, err := exec(ctx, q.q, `UPDATE report SET state = $2, answer = $3, decided_at = $4 WHERE id = $1 AND state = 'open'`,
		int64(r.ID), string(r.State), r.Answer, r.DecidedAt.UnixMilli())
	return n == 1, err
}

// number turns a number into what the tables hold; 0 becomes NULL.
func number[T ~int64](id T) any {
	if id == 0 {
		return nil
	}
	return int64(id)
}
